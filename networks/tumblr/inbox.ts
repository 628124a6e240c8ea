import type { Call, Inbox, Interaction, Metrics, Moderate, PostNumbers } from '../contract.ts'
import { ask, blogPath, read, wireOf } from './client.ts'
import { ownBlog } from './connect.ts'
import { postUrl } from './hosts.ts'

type Notice = {
  id: string
  type: string
  timestamp: number
  target_post_id?: string
  from_tumblelog_name?: string
  post_id?: string
  added_text?: string
  reply_text?: string
}
type Note = {
  type: string
  timestamp: number
  blog_name: string
  blog_uuid?: string
  blog_url?: string
  post_id?: string
  reply_text?: string
  added_text?: string
}
type Linked = { _links?: { next?: { query_params?: Record<string, string> } } }

const kinds: Record<string, Interaction['kind']> = {
  reply: 'comment',
  reblog_with_content: 'comment',
  mention_in_reply: 'mention',
  mention_in_post: 'mention',
  like: 'reaction',
  reblog_naked: 'reshare',
  follow: 'follow',
}
const mostPages = 10

export const inbox: Inbox = {
  kinds: ['comment', 'mention', 'reaction', 'reshare', 'follow'],
  /** The activity of the blog. The cursor is the second of the newest item, and what was read of that second. */
  poll: async (call, cursor) => {
    const [second = '0', ...known] = (cursor ?? '').split(' ').filter(Boolean)
    const notices = await noticesSince(call, Number(second), cursor ? mostPages : 1)
    const fresh = notices.filter((one) => !known.includes(heardId(one)))
    const items = fresh.map((one) => heardIn(one))
    const last = fresh.at(-1)?.timestamp
    if (last === undefined) return { items, cursor: cursor ?? '0' }
    const same = fresh.filter((one) => one.timestamp === last).map(heardId)
    return { items, cursor: [last, ...(String(last) === second ? known : []), ...same].join(' ') }
  },
  comments: async (call, ref) => {
    const notes = await notesOf(call, ref.id)
    const spoken = notes.filter((note) => (note.reply_text ?? note.added_text ?? '') !== '')
    const items = spoken.reverse().map((note) => spokenIn(note, ref.id, call))
    return { items }
  },
}

/** Newest first at the network; oldest first here. */
async function noticesSince(call: Call, since: number, pages: number): Promise<Notice[]> {
  const found: Notice[] = []
  let before: string | undefined
  for (let page = 0; page < pages; page++) {
    const query = { 'types[]': Object.keys(kinds), rollups: false, before }
    const asked = { path: blogPath(call, '/notifications'), query }
    const told = await read<{ notifications: Notice[] } & Linked>(wireOf(call), asked)
    const fresh = told.notifications.filter((one) => one.timestamp >= since)
    found.push(...fresh)
    before = told._links?.next?.query_params?.before
    if (!before || fresh.length < told.notifications.length) break
  }
  return found.reverse()
}

/** Answers have no id that both the activity and the notes tell: who answered what when names them. */
const answerId = (post: string, blog: string, second: number) => `reply-${post}-${blog}-${second}`
const heardId = (one: Notice) =>
  one.type === 'reply'
    ? answerId(one.target_post_id ?? '', one.from_tumblelog_name ?? '', one.timestamp)
    : one.type === 'reblog_with_content'
      ? (one.post_id ?? one.id)
      : `notice-${one.id}`

function heardIn(one: Notice): Interaction {
  const blog = one.from_tumblelog_name ?? ''
  const under = one.target_post_id ? { under: { id: one.target_post_id }, replyTo: one.target_post_id } : {}
  return {
    id: heardId(one),
    kind: kinds[one.type] ?? 'mention',
    at: new Date(one.timestamp * 1000),
    author: authorOf(blog),
    text: one.reply_text ?? one.added_text ?? '',
    ...under,
    media: [],
    ...(one.post_id ? { url: postUrl(blog, one.post_id) } : {}),
  }
}

const authorOf = (blog: string) => ({ id: blog, handle: blog, name: blog, url: `https://www.tumblr.com/${blog}` })

const spokenIn = (note: Note, post: string, call: Call): Interaction => ({
  id:
    note.type === 'reply'
      ? answerId(post, note.blog_name, note.timestamp)
      : (note.post_id ?? answerId(post, note.blog_name, note.timestamp)),
  kind: 'comment',
  at: new Date(note.timestamp * 1000),
  author: authorOf(note.blog_name),
  text: note.reply_text ?? note.added_text ?? '',
  under: { id: post },
  replyTo: post,
  media: [],
  ...(note.post_id ? { url: postUrl(note.blog_name, note.post_id) } : {}),
  own: note.blog_name === call.account.handle,
})

type Notes = { notes: Note[]; total_likes?: number; total_reblogs?: number } & Linked

const notesPage = (call: Call, id: string, before: string | undefined) =>
  read<Notes>(wireOf(call), {
    path: blogPath(call, '/notes'),
    query: { id, mode: 'conversation', before_timestamp: before },
  })

async function notesOf(call: Call, id: string): Promise<Note[]> {
  const found: Note[] = []
  let before: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const told = await notesPage(call, id, before)
    found.push(...told.notes)
    before = told._links?.next?.query_params?.before_timestamp
    if (!before) break
  }
  return found
}

export const moderate: Moderate = {
  block: async (call, what) => {
    const json = { blocked_tumblelog: what.author.id }
    await ask(wireOf(call), { method: 'POST', path: blogPath(call, '/blocks'), json })
  },
  unblock: async (call, what) => {
    const query = { blocked_tumblelog: what.author.id }
    await ask(wireOf(call), { method: 'DELETE', path: blogPath(call, '/blocks'), query, fine: [404] })
  },
}

export const metrics: Metrics = {
  account: async (call) => {
    const { followers, posts } = await ownBlog(call)
    return { ...(followers === undefined ? {} : { followers }), ...(posts === undefined ? {} : { posts }) }
  },
  /** What is gone is left out. */
  posts: async (call, refs) => {
    const numbers: Record<string, PostNumbers> = {}
    for (const { id } of refs) {
      const query = { id, mode: 'conversation' }
      const answer = await ask(wireOf(call), { path: blogPath(call, '/notes'), query, fine: [404] })
      if (answer.status !== 200) continue
      const { total_likes: likes = 0, total_reblogs: reshares = 0 } = answer.json<{ response: Notes }>().response
      const comments = (await notesOf(call, id)).filter((note) => note.type === 'reply').length
      numbers[id] = { likes, reshares, comments }
    }
    return numbers
  },
}
