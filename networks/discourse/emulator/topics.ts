import type { LabAnswer } from '../../lab/network.ts'
import { type Asking, type Ground, notFound, postsIn, Refused } from './ground.ts'
import { shownPost, shownTopic, withoutRaw, wordsOfRaw } from './shapes.ts'
import type { ForumPost, ForumTopic } from './state.ts'

export const categories = [
  { id: 1, name: 'General', permission: 1 },
  { id: 2, name: 'Announcements', permission: 1 },
  { id: 3, name: 'Staff', permission: null },
]

export function topicOperations(ground: Ground): void {
  ground.on('POST', '/posts.json', (request) => create(ground, request))
  ground.on('GET', '/posts/by_number/:topic/:number.json', (request) => {
    const { topic, number } = request.params
    const post = postsIn(ground, Number(topic)).find((one) => one.number === Number(number))
    return { status: 200, json: shownPost(ground, seen(ground, post), request.user) }
  })
  ground.on('GET', '/posts/:id.json', (request) => ({
    status: 200,
    json: shownPost(ground, seen(ground, ground.state.posts.get(Number(request.params.id))), request.user),
  }))
  ground.on('PUT', '/posts/:id.json', (request) => update(ground, request))
  ground.on('DELETE', '/posts/:id.json', (request) => removePost(ground, request))
  ground.on('GET', '/t/external_id/:external.json', ({ params }) => {
    const topic = [...ground.state.topics.values()].find((one) => one.externalId === params.external && !one.deleted)
    if (!topic) throw notFound()
    return { status: 301, headers: { location: `${ground.site.url}/t/${topic.id}.json` }, body: '' }
  })
  ground.on('GET', '/t/:id.json', (request) => ({
    status: 200,
    json: shownTopic(ground, standing(ground, request), request),
  }))
  ground.on('GET', '/t/:id/posts.json', (request) => {
    const topic = standing(ground, request)
    const ids = [request.given.post_ids].flat().map(Number)
    const posts = postsIn(ground, topic.id).filter((post) => ids.includes(post.id) && !post.deleted)
    const shown = posts.map((post) => shownPost(ground, post, request.user))
    return {
      status: 200,
      json: { post_stream: { posts: request.given.include_raw ? shown : shown.map(withoutRaw) }, id: topic.id },
    }
  })
  ground.on('PUT', '/t/-/:id.json', (request) => retitle(ground, request))
  ground.on('DELETE', '/t/:id.json', (request) => removeTopic(ground, request))
}

function seen({ state }: Ground, post: ForumPost | undefined): ForumPost {
  if (post && !post.deleted && !state.topics.get(post.topic)?.deleted) return post
  throw notFound()
}

function standing({ state }: Ground, { params }: Asking): ForumTopic {
  const topic = state.topics.get(Number(params.id))
  if (topic && !topic.deleted) return topic
  throw notFound()
}

const invalid = (message: string) => new Refused(422, message, undefined, { action: 'create_post' })

function create(ground: Ground, request: Asking): LabAnswer {
  const { given } = request
  const raw = checkedRaw(ground, given.raw)
  const topic = given.topic_id === undefined ? newTopic(ground, given) : standingById(ground, Number(given.topic_id))
  const fresh = given.topic_id === undefined
  const replyTo = Number(given.reply_to_post_number) || null
  if (!fresh && replyTo && !postsIn(ground, topic.id).some((post) => post.number === replyTo && !post.deleted))
    throw invalid('The post you replied to no longer exists.')
  const post = nextPost(ground, topic.id, request.user.id, raw, replyTo)
  if (fresh) ground.commit({ made: 'topic', topic })
  const text = wordsOfRaw(raw)
  const kind = fresh ? ('create' as const) : topic.message ? ('message' as const) : ('comment' as const)
  const act = { account: request.user.username, kind, objectId: `${topic.id}/${post.number}`, text, fingerprint: raw }
  ground.commit({ made: 'post', post }, { ...act, ...(topic.externalId && fresh ? { key: topic.externalId } : {}) })
  return { status: 200, json: shownPost(ground, post, request.user) }
}

function standingById({ state }: Ground, id: number): ForumTopic {
  const topic = state.topics.get(id)
  if (topic && !topic.deleted) return topic
  throw new Refused(403, 'You are not permitted to view the requested resource.', 'invalid_access')
}

/** By our own arithmetic: characters of the source as sent, each file known. */
function checkedRaw({ settings, state }: Ground, given: unknown): string {
  const raw = String(given ?? '').trim()
  const length = [...raw].length
  if (length < settings.min_post_length)
    throw invalid(`Body is too short (minimum is ${settings.min_post_length} characters)`)
  if (length > settings.max_post_length)
    throw invalid(`Body is limited to ${settings.max_post_length} characters; you entered ${length}.`)
  for (const [, short = ''] of raw.matchAll(/\]\((upload:\/\/[^)\s]+)\)/g))
    if (!state.uploads.has(short)) throw invalid('The post has a file that the forum does not have.')
  checkPoll(raw)
  return raw
}

function checkPoll(raw: string): void {
  const polls = [...raw.matchAll(/\[poll([^\]]*)\]([\s\S]*?)\[\/poll\]/g)]
  for (const [, attributes = '', inside = ''] of polls) {
    const options = inside.split('\n').filter((line) => line.startsWith('* '))
    if (options.length < 2 || options.length > 20) throw invalid('Poll must have between 2 and 20 options.')
    if (new Set(options).size < options.length) throw invalid('Poll must have different options.')
    if (!/ results=(always|on_vote|on_close|staff_only)\b/.test(attributes)) throw invalid('The poll is invalid.')
    const close = / close=(\S+)/.exec(attributes)?.[1]
    if (close && Number.isNaN(Date.parse(close))) throw invalid('The poll is invalid.')
  }
}

function newTopic(ground: Ground, given: Record<string, unknown>): ForumTopic {
  const title = checkedTitle(ground, given.title)
  const externalId = given.external_id === undefined ? null : String(given.external_id)
  if (externalId !== null && !/^[\w-]{1,50}$/.test(externalId)) throw invalid('External ID is invalid')
  if (externalId !== null && [...ground.state.topics.values()].some((one) => one.externalId === externalId))
    throw invalid('External ID has already been taken')
  const category = given.category === undefined ? 1 : Number(given.category)
  if (!categories.some((one) => one.id === category && one.permission === 1))
    throw new Refused(403, 'You are not permitted to view the requested resource.', 'invalid_access')
  const tags = checkedTags(ground, given.tags)
  const id = 100 + ground.state.topics.size
  return { id, title, slug: slugOf(title), category, tags, externalId, message: false, deleted: false }
}

function checkedTitle({ settings }: Ground, given: unknown): string {
  const title = String(given ?? '').trim()
  const length = [...title].length
  if (length === 0) throw invalid("Title can't be blank")
  if (length < settings.min_topic_title_length) throw invalid('Title is too short')
  if (length > settings.max_topic_title_length) throw invalid('Title is too long')
  return title
}

function checkedTags({ settings }: Ground, given: unknown): string[] {
  const tags = Array.isArray(given) ? given.map((tag) => String(tag).toLowerCase().replaceAll(' ', '-')) : []
  if (tags.length > settings.max_tags_per_topic)
    throw invalid(`You can only tag ${settings.max_tags_per_topic} at most.`)
  return tags
}

const slugOf = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'topic'

export function nextPost(ground: Ground, topic: number, user: number, raw: string, replyTo: number | null): ForumPost {
  const number = (postsIn(ground, topic).at(-1)?.number ?? 0) + 1
  const id = 1000 + ground.state.posts.size
  const fresh = { version: 1, deleted: false, likes: [], flags: [] }
  return { id, topic, number, user, at: ground.now(), raw, replyTo, ...fresh }
}

function update(ground: Ground, request: Asking): LabAnswer {
  const post = seen(ground, ground.state.posts.get(Number(request.params.id)))
  const given = request.given.post as { raw?: unknown } | undefined
  const raw = checkedRaw(ground, given?.raw)
  if (raw !== post.raw) {
    const after = { ...post, raw, version: post.version + 1 }
    const act = { account: request.user.username, kind: 'edit' as const, objectId: `${post.topic}/${post.number}` }
    ground.commit({ made: 'post', post: after }, { ...act, text: wordsOfRaw(raw), fingerprint: raw })
  }
  return { status: 200, json: { post: shownPost(ground, ground.state.posts.get(post.id) ?? post, request.user) } }
}

function retitle(ground: Ground, request: Asking): LabAnswer {
  const topic = standing(ground, request)
  const { title, category_id: category, tags } = request.given
  const after = {
    ...topic,
    ...(title === undefined ? {} : { title: checkedTitle(ground, title) }),
    ...(category === undefined ? {} : { category: Number(category) }),
    ...(tags === undefined ? {} : { tags: checkedTags(ground, tags) }),
  }
  ground.commit({ made: 'topic', topic: after })
  return { status: 200, json: { basic_topic: { id: topic.id, title: after.title, slug: after.slug } } }
}

function removePost(ground: Ground, request: Asking): LabAnswer {
  const post = seen(ground, ground.state.posts.get(Number(request.params.id)))
  const act = { account: request.user.username, kind: 'remove' as const, objectId: `${post.topic}/${post.number}` }
  ground.commit({ made: 'post', post: { ...post, deleted: true } }, act)
  return { status: 200, body: '' }
}

function removeTopic(ground: Ground, request: Asking): LabAnswer {
  const topic = standing(ground, request)
  for (const post of postsIn(ground, topic.id)) {
    const act = { account: request.user.username, kind: 'remove' as const, objectId: `${topic.id}/${post.number}` }
    if (!post.deleted) ground.commit({ made: 'post', post: { ...post, deleted: true } }, act)
  }
  ground.commit({ made: 'topic', topic: { ...topic, deleted: true } })
  return { status: 200, body: '' }
}
