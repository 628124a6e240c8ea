import type { LabAnswer } from '../../lab/network.ts'
import { type Asking, forbidden, type Ground, notFound, ok, Refused, shownUser } from './ground.ts'
import type { ForumPost, ForumTopic } from './state.ts'

const bad = (message: string) => new Refused(400, 'bad-request', message)

/** The words of a source, by arithmetic of our own: no files, no escapes. */
export const wordsOfSource = (source: string): string =>
  source
    .replace(/^!?\[(?:\\.|[^\]\\\n])*\]\(\S*\/assets\/uploads\/\S+\)$/gm, '')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .trim()
export const parsed = (source: string) => [paragraphs(wordsOfSource(source)), ...pictures(source)].join('\n')
const paragraphs = (words: string) =>
  `<p dir="auto">${escaped(words).replaceAll('\n\n', '</p>\n<p dir="auto">').replaceAll('\n', '<br />\n')}</p>`
const escaped = (words: string) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const pictures = (source: string) =>
  [...source.matchAll(/^!\[((?:\\.|[^\]\\\n])*)\]\((\S*\/assets\/uploads\/\S+)\)$/gm)].map(([, alt = '', src = '']) => {
    const words = escaped(alt.replace(/\\(.)/g, '$1')).replaceAll('"', '&quot;')
    return `<p dir="auto"><img src="${src}" alt="${words}" class="img-fluid img-markdown" /></p>`
  })

export const categories = [
  { cid: 1, name: 'Announcements', disabled: 0 },
  { cid: 2, name: 'Coffee &amp; talk', disabled: 0 },
  { cid: 3, name: 'Closed', disabled: 1 },
]

export function topicOperations(ground: Ground): void {
  ground.on('POST', '/api/v3/topics', (request) => create(ground, request))
  ground.on('GET', '/api/v3/topics/:tid', (request) => ok(shownTopic(ground, topicAt(ground, request))))
  ground.on('POST', '/api/v3/topics/:tid', (request) => reply(ground, request))
  ground.on('DELETE', '/api/v3/topics/:tid', (request) => removeTopic(ground, request, true))
  ground.on('DELETE', '/api/v3/topics/:tid/state', (request) => removeTopic(ground, request, false))
  ground.on('PUT', '/api/v3/topics/:tid/tags', (request) => {
    const topic = owned(ground, request, topicAt(ground, request))
    ground.commit({ made: 'topic', topic: { ...topic, tags: checkedTags(ground, request.given.tags) } })
    return ok({})
  })
  ground.on('PUT', '/api/v3/topics/:tid/move', (request) => {
    const topic = topicAt(ground, request)
    if (!request.user.moderator) throw forbidden()
    ground.commit({ made: 'topic', topic: { ...topic, cid: checkedCategory(request.given.cid) } })
    return ok({})
  })
  ground.on('GET', '/api/v3/posts/:pid', (request) => ok(shownPost(ground, postAt(ground, request), request)))
  ground.on('GET', '/api/v3/posts/:pid/raw', (request) => ok({ content: postAt(ground, request).content }))
  ground.on('PUT', '/api/v3/posts/:pid', (request) => edit(ground, request))
  ground.on('DELETE', '/api/v3/posts/:pid', (request) => removePost(ground, request, { purged: true, deleted: true }))
  ground.on('DELETE', '/api/v3/posts/:pid/state', (request) => removePost(ground, request, { deleted: true }))
  ground.on('PUT', '/api/v3/posts/:pid/state', (request) => removePost(ground, request, { deleted: false }))
}

export function topicAt({ state }: Ground, { params }: Asking): ForumTopic {
  const topic = state.topics.get(Number(params.tid))
  if (!topic || topic.purged) throw notFound('Topic')
  return topic
}

export function postAt({ state }: Ground, { params, user }: Asking): ForumPost {
  const post = state.posts.get(Number(params.pid))
  const topic = state.topics.get(post?.tid ?? 0)
  if (!post || !topic || post.purged || topic.purged) throw notFound('Post')
  if ((post.deleted || topic.deleted) && !user.moderator && post.uid !== user.uid) throw forbidden()
  return post
}

const owned = <T extends { uid: number }>(_ground: Ground, { user }: Asking, thing: T): T => {
  if (thing.uid === user.uid || user.moderator) return thing
  throw forbidden()
}

export const postsIn = ({ state }: Ground, tid: number) =>
  [...state.posts.values()].filter((post) => post.tid === tid && !post.purged).sort((a, b) => a.at - b.at)

export function shownTopic(ground: Ground, topic: ForumTopic): object {
  const posts = postsIn(ground, topic.tid).filter((post) => !post.deleted)
  const title = topic.title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return {
    ...{ tid: topic.tid, cid: topic.cid, uid: topic.uid, title, titleRaw: topic.title, slug: `${topic.tid}/topic` },
    ...{ mainPid: topic.mainPid, timestamp: topic.at, timestampISO: new Date(topic.at).toISOString() },
    ...{ postcount: posts.length, viewcount: posts.length * 4, deleted: topic.deleted ? 1 : 0, locked: 0, pinned: 0 },
    ...{ upvotes: 0, downvotes: 0, tags: topic.tags.map((value) => ({ value })) },
  }
}

export function shownPost(ground: Ground, post: ForumPost, { user }: Asking): object {
  const topic = ground.state.topics.get(post.tid)
  return {
    ...{ pid: post.pid, tid: post.tid, uid: post.uid, content: parsed(post.content), timestamp: post.at },
    ...{ timestampISO: new Date(post.at).toISOString(), ...(post.toPid ? { toPid: post.toPid } : {}) },
    ...{ deleted: post.deleted || topic?.deleted ? 1 : 0, edited: post.edited, upvotes: votesOf(ground, post) },
    ...{ downvotes: 0, votes: votesOf(ground, post), upvoted: post.voters.includes(user.uid), downvoted: false },
    user: shownUser(ground, ground.state.users.get(post.uid)),
  }
}

function create(ground: Ground, request: Asking): LabAnswer {
  const { given, user } = request
  const cid = checkedCategory(given.cid)
  const title = checkedTitle(ground, given.title)
  const content = checkedContent(ground, given.content)
  const tags = checkedTags(ground, given.tags)
  checkPace(ground, request)
  const at = ground.now()
  const tid = ground.state.topics.size + 1
  const post = nextPost(ground, tid, user.uid, content, null, at)
  const topic = { tid, cid, uid: user.uid, title, mainPid: post.pid, at, tags, deleted: false, purged: false }
  ground.commit({ made: 'topic', topic })
  const text = wordsOfSource(content)
  const act = {
    account: user.username,
    kind: 'create' as const,
    objectId: String(post.pid),
    text,
    fingerprint: content,
  }
  ground.commit({ made: 'post', post }, act)
  return ok({ ...shownTopic(ground, topic), mainPost: shownPost(ground, post, request) })
}

function reply(ground: Ground, request: Asking): LabAnswer {
  const { given, user } = request
  const topic = topicAt(ground, request)
  if (topic.deleted) throw forbidden()
  const content = checkedContent(ground, given.content)
  const toPid = given.toPid === undefined ? null : Number(given.toPid)
  if (toPid !== null && !postsIn(ground, topic.tid).some((post) => post.pid === toPid)) throw bad('Invalid Post ID')
  checkPace(ground, request)
  const post = nextPost(ground, topic.tid, user.uid, content, toPid, ground.now())
  const text = wordsOfSource(content)
  const act = {
    account: user.username,
    kind: 'comment' as const,
    objectId: String(post.pid),
    text,
    fingerprint: content,
  }
  ground.commit({ made: 'post', post }, act)
  return ok(shownPost(ground, post, request))
}

export function nextPost(
  { state }: Ground,
  tid: number,
  uid: number,
  content: string,
  toPid: number | null,
  at: number,
): ForumPost {
  const fresh = { edited: 0, deleted: false, purged: false, voters: [], flaggers: [] }
  return { pid: state.posts.size + 1, tid, uid, at, content, toPid, ...fresh }
}

function checkPace(ground: Ground, { user }: Asking): void {
  const { postDelay } = ground.settings
  const last = Math.max(
    0,
    ...[...ground.state.posts.values()].filter((post) => post.uid === user.uid).map((post) => post.at),
  )
  if (postDelay > 0 && ground.site.clock.now().getTime() - last < postDelay * 1000)
    throw bad(`You can only post once every ${postDelay} second(s) - please wait before posting again`)
}

function checkedCategory(given: unknown): number {
  const category = categories.find((one) => one.cid === Number(given))
  if (!category) throw bad('Category does not exist')
  if (category.disabled) throw bad('Category disabled')
  return category.cid
}

function checkedTitle({ settings }: Ground, given: unknown): string {
  const title = String(given ?? '').trim()
  const length = [...title].length
  if (length < settings.minimumTitleLength)
    throw bad(
      `Please enter a longer title. Titles should contain at least ${settings.minimumTitleLength} character(s).`,
    )
  if (length > settings.maximumTitleLength)
    throw bad(`Please enter a shorter title. Titles can't be longer than ${settings.maximumTitleLength} character(s).`)
  return title
}

function checkedContent({ settings }: Ground, given: unknown): string {
  const content = String(given ?? '').trimEnd()
  const length = [...content.trim()].length
  if (length < settings.minimumPostLength)
    throw bad(`Please enter a longer post. Posts should contain at least ${settings.minimumPostLength} character(s).`)
  if (length > settings.maximumPostLength)
    throw bad(`Please enter a shorter post. Posts can't be longer than ${settings.maximumPostLength} character(s).`)
  return content
}

function checkedTags({ settings }: Ground, given: unknown): string[] {
  const tags = Array.isArray(given) ? given.map((tag) => String(tag).trim().toLowerCase()) : []
  if (tags.length < settings.minimumTagsPerTopic)
    throw bad(`Not enough tags. Topics must have at least ${settings.minimumTagsPerTopic} tag(s)`)
  if (tags.length > settings.maximumTagsPerTopic)
    throw bad(`Too many tags. Topics cannot have more than ${settings.maximumTagsPerTopic} tag(s)`)
  if (tags.some((tag) => tag.length < settings.minimumTagLength)) throw bad(`Tag is too short.`)
  return tags.map((tag) => tag.slice(0, settings.maximumTagLength))
}

function edit(ground: Ground, request: Asking): LabAnswer {
  const post = owned(ground, request, postAt(ground, request))
  const content = checkedContent(ground, request.given.content)
  const topic = ground.state.topics.get(post.tid)
  if (topic?.mainPid === post.pid && request.given.title !== undefined)
    ground.commit({ made: 'topic', topic: { ...topic, title: checkedTitle(ground, request.given.title) } })
  if (content !== post.content) {
    const text = wordsOfSource(content)
    const act = {
      account: request.user.username,
      kind: 'edit' as const,
      objectId: String(post.pid),
      text,
      fingerprint: content,
    }
    ground.commit({ made: 'post', post: { ...post, content, edited: ground.now() } }, act)
  }
  return ok(shownPost(ground, ground.state.posts.get(post.pid) ?? post, request))
}

function removePost(ground: Ground, request: Asking, change: Partial<ForumPost>): LabAnswer {
  const post = owned(ground, request, postAt(ground, request))
  const kind = change.purged ? ('remove' as const) : change.deleted ? ('hide' as const) : ('unhide' as const)
  const act = { account: request.user.username, kind, objectId: String(post.pid) }
  ground.commit({ made: 'post', post: { ...post, ...change } }, act)
  return ok({})
}

function removeTopic(ground: Ground, request: Asking, purge: boolean): LabAnswer {
  const topic = owned(ground, request, topicAt(ground, request))
  for (const post of postsIn(ground, topic.tid)) {
    const act = { account: request.user.username, kind: 'remove' as const, objectId: String(post.pid) }
    if (!topic.deleted || purge) ground.commit({ made: 'post', post: purge ? { ...post, purged: true } : post }, act)
  }
  ground.commit({ made: 'topic', topic: { ...topic, deleted: true, purged: purge } })
  return ok({})
}

/** Those given through the API, and those of the cast, who vote for what begins a topic. */
function votesOf({ site, state }: Ground, post: ForumPost): number {
  if (state.topics.get(post.tid)?.mainPid !== post.pid) return post.voters.length
  const seen = { key: `topic ${post.tid}`, text: wordsOfSource(post.content), at: new Date(post.at), media: false }
  const liked = site.people.reactionsTo(seen, site.clock.now()).filter((reaction) => reaction.kind === 'like')
  return post.voters.length + liked.length
}
