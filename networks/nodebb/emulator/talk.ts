import type { Answered } from '../../lab/deeds.ts'
import type { LabAnswer, Speaker } from '../../lab/network.ts'
import { type Asking, folderOf, forbidden, type Ground, notFound, ok, Refused, shownUser } from './ground.ts'
import type { ForumMessage, ForumNotification, ForumPost, ForumUser } from './state.ts'
import { nextPost, parsed, postAt, shownPost, shownTopic, wordsOfSource } from './topics.ts'

export function talkOperations(ground: Ground): void {
  ground.on('GET', '/api/notifications', (request) => notifications(ground, request))
  ground.on('PUT', '/api/v3/posts/:pid/vote', (request) => vote(ground, request, true))
  ground.on('DELETE', '/api/v3/posts/:pid/vote', (request) => vote(ground, request, false))
  ground.on('POST', '/api/v3/flags', (request) => flag(ground, request))
  ground.on('PUT', '/api/v3/users/:uid/ban', (request) => ban(ground, request, true))
  ground.on('DELETE', '/api/v3/users/:uid/ban', (request) => ban(ground, request, false))
  ground.on('GET', '/api/v3/chats', (request) => chats(ground, request))
  ground.on('GET', '/api/v3/chats/:room/messages', (request) => {
    const { roomId } = roomAt(ground, request)
    const own = ground.state.messages.filter((one) => one.room === roomId).reverse()
    const start = Number(request.given.start ?? 0)
    const shown = own.slice(start, start + messagesAtOnce).reverse()
    return ok({ messages: shown.map((one) => shownMessage(ground, one)) })
  })
  ground.on('POST', '/api/v3/chats/:room', (request) => say(ground, request))
  ground.on('GET', '/api/search', (request) => search(ground, request))
  ground.on('GET', '/api/user/:slug/topics', (request) => ownTopics(ground, request))
}

const messagesAtOnce = 50

/** People of the cast answer when somebody looks; what they said stays. */
export function hearCast(ground: Ground): void {
  const { site, state } = ground
  const known = new Set([...state.posts.values()].map((post) => `${post.tid} ${post.reaction}`))
  const said = [...state.topics.values()]
    .filter((topic) => !topic.deleted)
    .flatMap((topic) => {
      const main = state.posts.get(topic.mainPid)
      if (!main) return []
      const seen = { key: `topic ${topic.tid}`, text: wordsOfSource(main.content), at: new Date(main.at), media: false }
      return site.people.reactionsTo(seen, site.clock.now()).map((reaction) => ({ topic, reaction }))
    })
    .sort((a, b) => a.reaction.at.getTime() - b.reaction.at.getTime())
  for (const { topic, reaction } of said)
    if (reaction.kind === 'comment' && !known.has(`${topic.tid} ${reaction.id}`))
      sayAs(ground, reaction.person, topic.mainPid, reaction.text, { reaction: reaction.id })
}

/** A member answers a post; its author is told. */
export function sayAs(
  ground: Ground,
  person: { name: string; handle: string },
  toPid: number,
  text: string,
  { at: moment, picture, reaction }: Speaker & { reaction?: string } = {},
): number {
  const to = ground.state.posts.get(toPid)
  if (!to) throw new Error(`nothing stands at ${toPid}`)
  const user = knownPerson(ground, person)
  const at = ground.now(moment)
  const content = contentOf(ground, text, picture)
  const post = { ...nextPost(ground, to.tid, user.uid, content, toPid, at), ...(reaction ? { reaction } : {}) }
  const nid = `new_post:tid:${to.tid}:pid:${post.pid}:uid:${user.uid}`
  ground.commit({ made: 'post', post, notify: { nid, user: to.uid, from: user.uid, path: `/post/${post.pid}`, at } })
  return post.pid
}

/** As a person's app writes it, their picture lying at the forum like any upload. */
function contentOf(ground: Ground, text: string, picture = false): string {
  const words = text.replace(/[\\*_`[\]<]/g, '\\$&')
  if (!picture) return words
  const { fileName, mime, alt } = ground.site.people.snapshot()
  const name = `files/${fileName}`
  if (!ground.state.files.has(name))
    ground.commit({ made: 'file', file: { name, path: ground.site.snapshotPath(), mime } })
  return `${words}\n\n![${alt}](${folderOf(ground)}/assets/uploads/${name})`
}

/** A person changes their words. */
export function rewrite(ground: Ground, post: ForumPost, text: string, at: Date): void {
  ground.commit({ made: 'post', post: { ...post, content: contentOf(ground, text), edited: at.getTime() } })
}

/** By the names of the ledger: a post, or a message of a conversation, which answers what the other wrote last. */
export function answered({ state, site }: Ground, name: string): Answered | undefined {
  const personBehind = (uid: number) => site.people.byHandle(state.users.get(uid)?.username ?? '')
  const [room, mid] = /^chat-(\d+)-(\d+)$/.exec(name)?.slice(1).map(Number) ?? []
  if (room && mid) {
    const before = state.messages.findLast((one) => one.room === room && one.mid < mid && personBehind(one.uid))
    const person = before && personBehind(before.uid)
    return person && { id: `chat-${room}-${before.mid}`, person, text: before.content, at: new Date(before.at) }
  }
  const said = state.posts.get(Number(name))
  const before = state.posts.get(said && !personBehind(said.uid) ? (said.toPid ?? 0) : 0)
  const person = before && personBehind(before.uid)
  return person && { id: String(before.pid), person, text: wordsOfSource(before.content), at: new Date(before.at) }
}

/** A member writes to the account in private. */
export function writeTo(
  ground: Ground,
  person: { name: string; handle: string },
  to: ForumUser,
  text: string,
  { at, picture }: Speaker = {},
): string {
  const user = knownPerson(ground, person)
  const known = [...ground.state.rooms.values()].find(
    (room) => room.users.includes(user.uid) && room.users.includes(to.uid),
  )
  const room = known ?? { roomId: ground.state.rooms.size + 1, users: [user.uid, to.uid] }
  if (!known) ground.commit({ made: 'room', room })
  const message = {
    mid: ground.state.messages.length + 1,
    room: room.roomId,
    uid: user.uid,
    at: ground.now(at),
    content: contentOf(ground, text, picture),
  }
  ground.commit({ made: 'message', message })
  return `chat-${room.roomId}-${message.mid}`
}

function knownPerson({ state, commit }: Ground, { name, handle }: { name: string; handle: string }): ForumUser {
  const known = [...state.users.values()].find((one) => one.username === handle)
  const user = known ?? {
    uid: 500 + state.users.size,
    username: handle,
    name,
    moderator: false,
    title: '',
    banned: false,
  }
  if (!known) commit({ made: 'user', user })
  return user
}

const notificationsPerPage = 20

function notifications(ground: Ground, { user, given }: Asking): LabAnswer {
  hearCast(ground)
  const own = merged(ground.state.notifications.filter((one) => one.user === user.uid).reverse())
  const page = Math.max(1, Number(given.page ?? 1))
  const shown = own
    .slice((page - 1) * notificationsPerPage, page * notificationsPerPage)
    .map(({ nid, from, path, at }) => ({
      ...{ nid, from, path, datetime: at, datetimeISO: new Date(at).toISOString(), read: false, importance: 5 },
      ...{ bodyShort: '[[notifications:user-posted-to]]', user: shownUser(ground, ground.state.users.get(from)) },
    }))
  const pageCount = Math.max(1, Math.ceil(own.length / notificationsPerPage))
  const pagination = { currentPage: page, pageCount }
  return { status: 200, json: { notifications: shown, pagination, title: '[[pages:notifications]]' } }
}

/** Answers in a topic are told of by the newest alone, with the path of the oldest: https://github.com/NodeBB/NodeBB/blob/master/src/notifications.js (read 2026-11-23). */
function merged(newestFirst: ForumNotification[]): ForumNotification[] {
  const topicOf = ({ nid }: ForumNotification) => /^new_post:(tid:\d+)/.exec(nid)?.[1] ?? nid
  return [...Map.groupBy(newestFirst, topicOf).values()].flatMap((alike) => {
    const [newest] = alike
    return newest ? [{ ...newest, path: alike.at(-1)?.path ?? newest.path }] : []
  })
}

function vote(ground: Ground, request: Asking, on: boolean): LabAnswer {
  const post = postAt(ground, request)
  if (on && Number(request.given.delta) !== 1 && Number(request.given.delta) !== -1)
    throw new Refused(400, 'bad-request', 'Invalid data')
  if (post.uid === request.user.uid) throw new Refused(400, 'bad-request', 'You cannot vote on your own post')
  if (post.voters.includes(request.user.uid) === on) return ok({})
  const voters = on ? [...post.voters, request.user.uid] : post.voters.filter((one) => one !== request.user.uid)
  const act = {
    account: request.user.username,
    kind: on ? ('like' as const) : ('unlike' as const),
    objectId: String(post.pid),
  }
  ground.commit({ made: 'post', post: { ...post, voters } }, act)
  return ok({})
}

function flag(ground: Ground, { given, user }: Asking): LabAnswer {
  const post = ground.state.posts.get(Number(given.id))
  if (given.type !== 'post' || !post || post.purged) throw new Refused(400, 'bad-request', 'Invalid data')
  if (post.flaggers.includes(user.uid)) throw new Refused(400, 'bad-request', 'You have already flagged this post')
  const act = { account: user.username, kind: 'report' as const, objectId: String(post.pid) }
  ground.commit({ made: 'post', post: { ...post, flaggers: [...post.flaggers, user.uid] } }, act)
  return ok({ flagId: post.pid })
}

function ban(ground: Ground, request: Asking, banned: boolean): LabAnswer {
  const user = ground.state.users.get(Number(request.params.uid))
  if (!user) throw notFound('User')
  if (!request.user.moderator) throw forbidden()
  const act = {
    account: request.user.username,
    kind: banned ? ('block' as const) : ('unblock' as const),
    objectId: `user-${user.uid}`,
  }
  ground.commit({ made: 'user', user: { ...user, banned } }, act)
  return ok({})
}

function chats(ground: Ground, { user, given }: Asking): LabAnswer {
  const own = [...ground.state.rooms.values()].filter((room) => room.users.includes(user.uid))
  const shown = own
    .map((room) => {
      const last = ground.state.messages.findLast((one) => one.room === room.roomId)
      return {
        roomId: room.roomId,
        teaser: last ? { fromuid: last.uid, content: last.content, timestamp: last.at } : null,
        users: room.users.map((uid) => shownUser(ground, ground.state.users.get(uid))),
      }
    })
    .sort((a, b) => (b.teaser?.timestamp ?? 0) - (a.teaser?.timestamp ?? 0))
  const start = Number(given.start ?? 0)
  return ok({ rooms: shown.slice(start, start + Number(given.perPage ?? 20)), nextStart: start + shown.length })
}

function roomAt({ state }: Ground, { params, user }: Asking) {
  const room = state.rooms.get(Number(params.room))
  if (!room?.users.includes(user.uid)) throw notFound('Chat room')
  return room
}

const shownMessage = (ground: Ground, message: ForumMessage) => ({
  ...{ mid: message.mid, messageId: message.mid, roomId: message.room, fromuid: message.uid, timestamp: message.at },
  ...{ content: parsed(message.content), cleanedContent: message.content, deleted: 0, system: 0 },
  fromUser: shownUser(ground, ground.state.users.get(message.uid)),
})

function say(ground: Ground, request: Asking): LabAnswer {
  const { roomId } = roomAt(ground, request)
  const content = String(request.given.message ?? '').trim()
  if (content === '') throw new Refused(400, 'bad-request', 'Please enter a message')
  if ([...content].length > ground.settings.maximumChatMessageLength)
    throw new Refused(400, 'bad-request', 'The chat message is too long.')
  const message = {
    mid: ground.state.messages.length + 1,
    room: roomId,
    uid: request.user.uid,
    at: ground.now(),
    content,
  }
  const objectId = `chat-${roomId}-${message.mid}`
  const act = {
    account: request.user.username,
    kind: 'message' as const,
    objectId,
    text: content,
    fingerprint: content,
  }
  ground.commit({ made: 'message', message }, act)
  return ok({ ...shownMessage(ground, message), self: 1 })
}

const searchPage = 10

function search(ground: Ground, request: Asking): LabAnswer {
  const term = String(request.given.term ?? '').toLowerCase()
  const found = [...ground.state.posts.values()].filter((post: ForumPost) => {
    const topic = ground.state.topics.get(post.tid)
    return !post.deleted && !post.purged && !topic?.deleted && wordsOfSource(post.content).toLowerCase().includes(term)
  })
  const page = Number(request.given.page ?? 1)
  const newest = found.sort((a, b) => b.pid - a.pid).slice((page - 1) * searchPage, page * searchPage)
  const posts = newest.map((post) => {
    const topic = ground.state.topics.get(post.tid)
    return {
      ...shownPost(ground, post, request),
      topic: { title: topic?.title ?? '', titleRaw: topic?.title ?? '', mainPid: topic?.mainPid },
    }
  })
  const pageCount = Math.max(1, Math.ceil(found.length / searchPage))
  return { status: 200, json: { posts, matchCount: found.length, pagination: { pageCount, currentPage: page } } }
}

const topicsPerPage = 20

function ownTopics(ground: Ground, { params, given }: Asking): LabAnswer {
  const user = [...ground.state.users.values()].find((one) => one.username.toLowerCase() === params.slug)
  if (!user) return { status: 404, json: { error: 'not-found' } }
  const own = [...ground.state.topics.values()].filter((one) => one.uid === user.uid && !one.purged && !one.deleted)
  const newest = own.sort((a, b) => b.at - a.at)
  const page = Number(given.page ?? 1)
  const topics = newest
    .slice((page - 1) * topicsPerPage, page * topicsPerPage)
    .map((topic) => shownTopic(ground, topic))
  const pageCount = Math.max(1, Math.ceil(newest.length / topicsPerPage))
  return { status: 200, json: { topics, pagination: { currentPage: page, pageCount } } }
}
