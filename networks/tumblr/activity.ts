import { createHash } from 'node:crypto'
import type { Call, Interaction } from '../contract.ts'
import { blogPath, type Linked, read, wireOf } from './client.ts'
import { type Note, notesIn } from './notes.ts'

export type Notice = {
  id: string
  type: string
  timestamp: number
  target_post_id?: string
  from_tumblelog_name?: string
  post_id?: string
  added_text?: string
  reply_text?: string
}

export const kinds: Record<string, Interaction['kind']> = {
  reply: 'comment',
  reblog_with_content: 'comment',
  mention_in_reply: 'mention',
  mention_in_post: 'mention',
  like: 'reaction',
  reblog_naked: 'reshare',
  follow: 'follow',
}
const mostPages = 10

/** The second of the newest notice that was heard, and what was heard of that second. */
type Mark = { second: number; known: string[] }
/** What a crowd left unread: from the page that begins there down to the mark. */
type Gap = { before: number; until: Mark; given: string[] }
type Cursor = { mark: Mark; gap?: Gap }

/** The activity of the blog, oldest first; what some pages did not reach is read by the next question, before anything newer. */
export async function hearActivity(
  call: Call,
  given: string | undefined,
): Promise<{ notices: Notice[]; cursor: string }> {
  const { mark, gap } = readCursor(given)
  const until = gap?.until ?? mark
  const walk = await walkBack(call, { until: until.second, before: gap?.before, pages: given ? mostPages : 1 })
  const heardBefore = new Set([...until.known, ...(gap?.given ?? [])])
  const notices = walk.found.filter((one) => !heardBefore.has(heardId(one))).reverse()
  const next = gap ? mark : markAfter(mark, notices)
  if (!given || walk.stoppedAt === undefined) return { notices, cursor: written({ mark: next }) }
  const before = walk.stoppedAt + 1
  const atItsBegin = walk.found.filter((one) => one.timestamp <= before).map(heardId)
  return { notices, cursor: written({ mark: next, gap: { before, until, given: atItsBegin } }) }
}

/** Where nothing is left behind the cursor is the second and what is known of it, parted by spaces. */
function readCursor(given: string | undefined): Cursor {
  if (given?.startsWith('{')) return JSON.parse(given) as Cursor
  const [second = '0', ...known] = (given ?? '').split(' ').filter(Boolean)
  return { mark: { second: Number(second), known } }
}

const written = ({ mark, gap }: Cursor): string =>
  gap ? JSON.stringify({ mark, gap }) : [mark.second, ...mark.known].join(' ')

function markAfter(mark: Mark, notices: Notice[]): Mark {
  const second = notices.at(-1)?.timestamp
  if (second === undefined) return mark
  const same = notices.filter((one) => one.timestamp === second).map(heardId)
  return { second, known: [...(second === mark.second ? mark.known : []), ...same] }
}

type Walk = { until: number; before: number | undefined; pages: number }

/**
 * Newest first. Pages begin by seconds, so each begins with the second where the one before ended; of a second that fills a
 * page the rest is asked of the posts it is about. `stoppedAt`: the second after which nothing older was read.
 */
async function walkBack(call: Call, walk: Walk): Promise<{ found: Notice[]; stoppedAt?: number }> {
  const found = new Map<string, Notice>()
  const told = () => [...found.values()].sort((a, b) => b.timestamp - a.timestamp)
  let { before } = walk
  for (let page = 0; page < walk.pages; page++) {
    const { notifications, _links: links } = await noticesBefore(call, before)
    const fresh = notifications.filter((one) => one.timestamp >= walk.until)
    for (const one of fresh) found.set(one.id, one)
    const last = fresh.at(-1)?.timestamp
    if (last === undefined || fresh.length < notifications.length || !links?.next) return { found: told() }
    const fillsPage = fresh.every((one) => one.timestamp === last)
    if (fillsPage) for (const one of await restOf(call, last, fresh)) found.set(one.id, one)
    before = pageAfter(last, before, fillsPage)
  }
  return { found: told(), ...(before === undefined ? {} : { stoppedAt: before - 1 }) }
}

/** The documentation does not say whether a page holds the second it begins with: where it does not get further, it is one less. */
function pageAfter(last: number, before: number | undefined, fillsPage: boolean): number {
  const next = fillsPage ? last : last + 1
  return next === before ? next - 1 : next
}

const noticesBefore = (call: Call, before: number | undefined) => {
  const query = { 'types[]': Object.keys(kinds), rollups: false, before }
  return read<{ notifications: Notice[] } & Linked>(wireOf(call), { path: blogPath(call, '/notifications'), query })
}

async function restOf(call: Call, second: number, shown: Notice[]): Promise<Notice[]> {
  const posts = new Set(shown.flatMap((one) => one.target_post_id ?? []))
  const rest: Notice[] = []
  for (const post of posts) {
    const seen = shown.filter((one) => one.target_post_id === post).map(saidIn)
    const notes = (await notesIn(call, post, second)).map((note) => noticeOf(note, post))
    for (const one of notes) {
      const place = seen.indexOf(saidIn(one))
      if (place >= 0) seen.splice(place, 1)
      else rest.push({ ...one, id: `${heardId(one)} ${rest.length}` })
    }
  }
  return rest
}

const noticeOf = (note: Note, post: string): Notice => ({
  id: '',
  type: note.type === 'reply' ? 'reply' : 'reblog_with_content',
  timestamp: note.timestamp,
  target_post_id: post,
  from_tumblelog_name: note.blog_name,
  ...(note.post_id ? { post_id: note.post_id } : {}),
  ...(note.reply_text ? { reply_text: note.reply_text } : {}),
  ...(note.added_text ? { added_text: note.added_text } : {}),
})

const saidIn = (one: Notice) => `${heardId(one)} ${one.reply_text ?? one.added_text ?? ''}`

/** Answers have no id that both the activity and the notes tell: who answered what, when and with which words names them. */
export const answerId = (post: string, blog: string, second: number, text: string) =>
  `reply-${post}-${blog}-${second}-${createHash('sha256').update(text).digest('base64url').slice(0, 8)}`
export const heardId = (one: Notice) =>
  one.type === 'reply'
    ? answerId(one.target_post_id ?? '', one.from_tumblelog_name ?? '', one.timestamp, one.reply_text ?? '')
    : one.type === 'reblog_with_content'
      ? (one.post_id ?? one.id)
      : `notice-${one.id}`
