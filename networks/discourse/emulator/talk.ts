import type { Answered } from '../../lab/deeds.ts'
import type { LabAnswer, Speaker } from '../../lab/network.ts'
import { type Asking, type Ground, notFound, postsIn, Refused } from './ground.ts'
import { shownPost, wordsOfRaw } from './shapes.ts'
import type { ForumNotification, ForumPost, ForumUser } from './state.ts'
import { nextPost } from './topics.ts'

const posted = 9
const privateMessage = 6

export function talkOperations(ground: Ground): void {
  ground.on('GET', '/notifications.json', (request) => notifications(ground, request))
  ground.on('POST', '/post_actions.json', (request) => act(ground, request, Number(request.given.id), true))
  ground.on('DELETE', '/post_actions/:id.json', (request) => act(ground, request, Number(request.params.id), false))
  for (const [name, suspended] of [
    ['suspend', true],
    ['unsuspend', false],
  ] as const)
    ground.on('PUT', `/admin/users/:id/${name}.json`, (request) => suspend(ground, request, suspended))
  ground.on('GET', '/search.json', (request) => search(ground, request))
  ground.on('GET', '/user_actions.json', (request) => userActions(ground, request))
}

/** People of the cast answer when somebody looks; what they said stays. */
function hearCast(ground: Ground): void {
  const { site, state } = ground
  const known = new Set([...state.posts.values()].map((post) => `${post.topic} ${post.reaction}`))
  const said = [...state.topics.values()]
    .filter((topic) => !topic.message && !topic.deleted)
    .flatMap((topic) => {
      const [first] = postsIn(ground, topic.id)
      if (!first) return []
      const post = { key: `topic ${topic.id}`, text: wordsOfRaw(first.raw), at: new Date(first.at), media: false }
      return site.people.reactionsTo(post, site.clock.now()).map((reaction) => ({ topic, reaction }))
    })
    .sort((a, b) => a.reaction.at.getTime() - b.reaction.at.getTime())
  for (const { topic, reaction } of said)
    if (reaction.kind === 'comment' && !known.has(`${topic.id} ${reaction.id}`))
      sayAs(ground, reaction.person, topic.id, reaction.text, { at: reaction.at, reaction: reaction.id })
}

/** A person of the forum answers in a topic; whoever began it is told. */
export function sayAs(
  ground: Ground,
  person: { name: string; handle: string },
  topic: number,
  text: string,
  { at, picture, reaction, replyTo = null, to }: Said = {},
): ForumPost {
  const user = knownPerson(ground, person)
  const fresh = nextPost(ground, topic, user.id, sourceOf(ground, text, picture), replyTo)
  const post = { ...fresh, ...(at ? { at: at.toISOString() } : {}), ...(reaction ? { reaction } : {}) }
  const [first] = postsIn(ground, topic)
  const type = ground.state.topics.get(topic)?.message ? privateMessage : posted
  const told = to?.id ?? (first && first.user !== user.id ? first.user : undefined)
  ground.commit({ made: 'post', post, ...(told ? { notify: notificationFor(ground, told, type, post, user) } : {}) })
  return post
}

/** `to`: who is told of it, where that is not the topic's first. */
type Said = Speaker & { reaction?: string; replyTo?: number | null; to?: ForumUser }

/** As a person's app writes it, their picture lying at the forum like any upload. */
function sourceOf({ site, state, commit }: Ground, text: string, picture = false): string {
  const words = text.replace(/[\\*_`[\]<]/g, '\\$&')
  if (!picture) return words
  const { fileName, mime, bytes, width, height, alt } = site.people.snapshot()
  const short = `upload://${'torn0bag'.repeat(3)}.png`
  const upload = { id: 0, short, path: site.snapshotPath(), name: fileName, mime, bytes, width, height }
  if (!state.uploads.has(short)) commit({ made: 'upload', upload })
  return `${words}\n\n![${alt}|${width}x${height}](${short})`
}

/** A person changes their words. */
export function rewrite(ground: Ground, post: ForumPost, text: string): void {
  ground.commit({ made: 'post', post: { ...post, raw: sourceOf(ground, text), version: post.version + 1 } })
}

export function postNamed(ground: Ground, name: string): ForumPost | undefined {
  const [topic, number] = name.split('/').map(Number)
  return postsIn(ground, topic ?? 0).find((one) => one.number === number)
}

/** In private an answer need not say what it answers: it is the last that the person wrote. */
export function answered(ground: Ground, name: string): Answered | undefined {
  const { state, site } = ground
  const said = postNamed(ground, name)
  const personBehind = (post: ForumPost) => site.people.byHandle(state.users.get(post.user)?.username ?? '')
  if (!said || personBehind(said)) return undefined
  const above = postsIn(ground, said.topic).filter((one) => one.number < said.number)
  const inPrivate = state.topics.get(said.topic)?.message === true
  const before =
    said.replyTo === null && inPrivate
      ? above.findLast((one) => personBehind(one))
      : above.find((one) => one.number === said.replyTo)
  const person = before && personBehind(before)
  const id = `${said.topic}/${before?.number}`
  return before && person && { id, person, text: wordsOfRaw(before.raw), at: new Date(before.at), inPrivate }
}

/** A person writes to the account in private, in the conversation they have begun with it. */
export function writeTo(
  ground: Ground,
  person: { name: string; handle: string },
  to: ForumUser,
  text: string,
  by: Speaker = {},
): ForumPost {
  const user = knownPerson(ground, person)
  const begun = [...ground.state.topics.values()].find(
    (one) => one.message && postsIn(ground, one.id)[0]?.user === user.id && isTold(ground, to, one.id),
  )
  if (begun) return sayAs(ground, person, begun.id, text, { ...by, to })
  const id = 100 + ground.state.topics.size
  const topic = {
    id,
    title: 'A message',
    slug: 'a-message',
    category: 0,
    tags: [],
    externalId: null,
    message: true,
    deleted: false,
  }
  ground.commit({ made: 'topic', topic })
  return sayAs(ground, person, id, text, { ...by, to })
}

const isTold = ({ state }: Ground, user: ForumUser, topic: number) =>
  state.notifications.some((one) => one.user === user.id && state.posts.get(one.post)?.topic === topic)

function notificationFor(
  { state }: Ground,
  user: number,
  type: number,
  post: ForumPost,
  by: ForumUser,
): ForumNotification {
  return { id: 1 + (state.notifications.at(-1)?.id ?? 0), user, type, at: post.at, post: post.id, by: by.username }
}

function knownPerson({ state, commit }: Ground, { name, handle }: { name: string; handle: string }): ForumUser {
  const known = [...state.users.values()].find((one) => one.username === handle)
  const user = known ?? {
    id: 500 + state.users.size,
    username: handle,
    name,
    staff: false,
    title: '',
    suspended: false,
  }
  if (!known) commit({ made: 'user', user })
  return user
}

/** `INDEX_LIMIT`: https://github.com/discourse/discourse/blob/main/app/controllers/notifications_controller.rb (read 2026-11-22). */
const mostNotifications = 60

/** Who writes has read what stands above; nobody reads otherwise through the API. */
function unreadIn(ground: Ground, topic: number, user: number): ForumPost[] {
  const posts = postsIn(ground, topic)
  const read = posts.findLast((post) => post.user === user)?.number ?? 0
  return posts.filter((post) => post.number > read)
}

function notifications(ground: Ground, { user, given }: Asking): LabAnswer {
  hearCast(ground)
  const own = ground.state.notifications.filter((one) => one.user === user.id).reverse()
  const offset = Number(given.offset ?? 0)
  const limit = Number(given.limit ?? mostNotifications)
  if (limit > mostNotifications) throw new Refused(400, 'You supplied invalid parameters: limit', 'invalid_parameters')
  const shown = own.slice(offset, offset + limit).map((one) => {
    const post = ground.state.posts.get(one.post)
    const topic = ground.state.topics.get(post?.topic ?? 0)
    const unread = unreadIn(ground, post?.topic ?? 0, user.id)
    return {
      ...{ id: one.id, user_id: one.user, notification_type: one.type, read: false, created_at: one.at },
      ...{
        post_number: unread[0]?.number ?? post?.number ?? null,
        topic_id: post?.topic ?? null,
        slug: topic?.slug ?? null,
      },
      data: {
        original_post_id: one.post,
        original_username: one.by,
        display_username: unread.length > 1 ? `${unread.length} replies` : one.by,
        topic_title: topic?.title,
      },
    }
  })
  return { status: 200, json: { notifications: shown, total_rows_notifications: own.length, seen_notification_id: 0 } }
}

/** Once only: a second time is refused, as forums do. */
function act(ground: Ground, request: Asking, id: number, on: boolean): LabAnswer {
  const post = ground.state.posts.get(id)
  if (!post || post.deleted) throw notFound()
  const like = Number(request.given.post_action_type_id) === 2
  const before = like ? post.likes : post.flags
  if (before.includes(request.user.id) === on)
    throw on ? new Refused(403, 'You have already acted on this post.', 'invalid_access') : notFound()
  const after = on ? [...before, request.user.id] : before.filter((one) => one !== request.user.id)
  const kind = like ? (on ? ('like' as const) : ('unlike' as const)) : ('report' as const)
  const ledger = { account: request.user.username, kind, objectId: `${post.topic}/${post.number}` }
  ground.commit({ made: 'post', post: { ...post, ...(like ? { likes: after } : { flags: after }) } }, ledger)
  return { status: 200, json: shownPost(ground, ground.state.posts.get(id) ?? post, request.user) }
}

function suspend(ground: Ground, request: Asking, suspended: boolean): LabAnswer {
  const user = ground.state.users.get(Number(request.params.id))
  if (!user || user.staff) throw notFound()
  if (!request.user.staff)
    throw new Refused(403, 'You are not permitted to view the requested resource.', 'invalid_access')
  if (suspended && !request.given.reason) throw new Refused(400, 'param is missing or the value is empty: reason')
  if (suspended && user.suspended) return { status: 409, json: { message: 'User was already suspended.' } }
  const kind = suspended ? ('block' as const) : ('unblock' as const)
  const act = { account: request.user.username, kind, objectId: `user-${user.id}` }
  ground.commit({ made: 'user', user: { ...user, suspended } }, act)
  return { status: 200, json: { suspension: { suspended_at: suspended ? ground.now() : null } } }
}

const searchPage = 50

function search(ground: Ground, { given, user }: Asking): LabAnswer {
  const words = String(given.q ?? '')
    .replace(/ order:latest$/, '')
    .toLowerCase()
  if (words.length < 3) throw new Refused(400, 'Your search term is too short.', 'invalid_parameters')
  const hits = [...ground.state.posts.values()].filter((post) => {
    const topic = ground.state.topics.get(post.topic)
    return !post.deleted && !topic?.deleted && !topic?.message && wordsOfRaw(post.raw).toLowerCase().includes(words)
  })
  const from = (Number(given.page ?? 1) - 1) * searchPage
  const newest = hits.sort((a, b) => b.id - a.id).slice(from, from + searchPage)
  const posts = newest.map((post) => ({ ...shownPost(ground, post, user), blurb: wordsOfRaw(post.raw).slice(0, 200) }))
  const topics = [...new Set(newest.map((post) => post.topic))].flatMap((id) => {
    const topic = ground.state.topics.get(id)
    return topic ? [{ id, title: topic.title }] : []
  })
  const more = hits.length > from + searchPage ? true : null
  return {
    status: 200,
    json: { posts, topics, grouped_search_result: { term: given.q, more_full_page_results: more } },
  }
}

function userActions(ground: Ground, { given }: Asking): LabAnswer {
  const { state } = ground
  const user = [...state.users.values()].find((one) => one.username === given.username)
  const offset = Number(given.offset ?? 0)
  const topics = [...state.posts.values()]
    .filter(
      (post) => post.number === 1 && post.user === user?.id && !post.deleted && !state.topics.get(post.topic)?.message,
    )
    .reverse()
  const shown = topics.slice(offset, offset + 30).map((post) => ({
    ...{ excerpt: wordsOfRaw(post.raw).slice(0, 300), action_type: 4, created_at: post.at, topic_id: post.topic },
    ...{
      post_number: 1,
      post_id: post.id,
      slug: state.topics.get(post.topic)?.slug,
      title: state.topics.get(post.topic)?.title,
    },
  }))
  return { status: 200, json: { user_actions: shown } }
}
