import type { Call, Interaction } from '../contract.ts'
import { type Asked, read, wireOf } from './client.ts'
import type { DmEvent, Post } from './entities.ts'
import { messageOf, spokenIn } from './heard.ts'
import { wholePost } from './posts.ts'

/**
 * How far one list was read: `top` is the newest that was heard, '' where nothing ever was; `gap` is what a crowd left unread,
 * going on at `from` down to `until`. It is read by the next question, before anything newer.
 */
type Mark = { top: string; gap?: { from: string; until: string } }
/** Absent where nobody asked before: then the newest page suffices, what is older is told by history. */
type Known = { mentions: Mark | undefined; messages: Mark | undefined }

export function readCursor(given: string | undefined): Known {
  const none: Known = { mentions: undefined, messages: undefined }
  if (given === undefined) return none
  if (given.startsWith('{')) return { ...none, ...(JSON.parse(given) as Partial<Known>) }
  const [mention = '', message = ''] = given.split(' ')
  return { mentions: { top: mention }, messages: { top: message } }
}

/** Where nothing is left behind it is the newest mention and the newest message, parted by a space. */
export const written = ({ mentions, messages }: { mentions: Mark; messages: Mark | undefined }): string =>
  mentions.gap || messages?.gap ? JSON.stringify({ mentions, messages }) : `${mentions.top} ${messages?.top ?? ''}`

type Heard = { heard: Interaction[]; mark: Mark }

const pageSize = 100
const mostPages = 8

/**
 * The timeline tells the newest eight hundred, less what was taken away of them; what lies below is found by search, which goes back
 * seven days.
 */
export async function mentionsAfter(call: Call, known: Mark | undefined): Promise<Heard> {
  const mark = known ?? { top: '' }
  if (mark.gap) return mentionsInGap(call, mark, mark.gap)
  const walk = await walkBack((token) => mentionsPage(call, mark.top, token), '', known ? mostPages : 1)
  const oldest = walk.heard.at(-1)?.id
  const isCut = known !== undefined && (walk.next !== undefined || walk.heard.length > pageSize * (mostPages - 1))
  return { heard: walk.heard, mark: markAfter(mark, walk.heard, isCut ? oldest : undefined) }
}

async function mentionsInGap(call: Call, mark: Mark, { from, until }: { from: string; until: string }): Promise<Heard> {
  const { heard, next } = await walkBack((token) => searchPage(call, from, token), until, mostPages)
  const oldest = heard.at(-1)?.id
  return { heard, mark: { top: mark.top, ...(next && oldest ? { gap: { from: oldest, until } } : {}) } }
}

/** The network knows no "since" here, and its tokens go on where a page ended. */
export async function messagesAfter(call: Call, known: Mark | undefined): Promise<Heard> {
  const mark = known ?? { top: '' }
  const until = mark.gap?.until ?? mark.top
  const ask = (token: string | undefined) => messagesPage(call, token)
  const { heard, next } = await walkBack(ask, until, known ? mostPages : 1, mark.gap?.from)
  const from = known ? next : undefined
  if (mark.gap) return { heard, mark: { top: mark.top, ...(from ? { gap: { from, until } } : {}) } }
  return { heard, mark: markAfter(mark, heard, from) }
}

const markAfter = ({ top }: Mark, heard: Interaction[], from: string | undefined): Mark => ({
  top: heard[0]?.id ?? top,
  ...(from ? { gap: { from, until: top } } : {}),
})

type Page = { items: Interaction[]; next: string | undefined }

/** Newest first, down to what was heard before; `next` is there where it ended sooner. */
async function walkBack(
  ask: (token: string | undefined) => Promise<Page>,
  until: string,
  pages: number,
  from?: string,
): Promise<{ heard: Interaction[]; next: string | undefined }> {
  const heard: Interaction[] = []
  let next = from
  for (let page = 0; page < pages; page++) {
    const told = await ask(next)
    const fresh = told.items.filter(({ id }) => until === '' || BigInt(id) > BigInt(until))
    heard.push(...fresh)
    next = fresh.length < told.items.length ? undefined : told.next
    if (!next) break
  }
  return { heard, next }
}

const mentionsPage = (call: Call, since: string, token: string | undefined) =>
  postsPage(call, {
    path: `/2/users/${call.account.remoteId}/mentions`,
    query: { ...wholePost, max_results: pageSize, since_id: since || undefined, pagination_token: token },
  })

/** `since_id` is refused here when it is older than a week. */
const searchPage = (call: Call, from: string, token: string | undefined) => {
  const name = call.account.handle.replace(/^@/, '')
  const query = `@${name} -from:${name} -is:retweet`
  const range = { until_id: from, next_token: token }
  return postsPage(call, {
    path: '/2/tweets/search/recent',
    query: { ...wholePost, query, max_results: pageSize, ...range },
  })
}

async function postsPage(call: Call, asked: Asked): Promise<Page> {
  const { data, includes, meta } = await read<Post[]>(wireOf(call), asked)
  return { items: (data ?? []).map((post) => spokenIn(post, includes ?? {}, call)), next: meta?.next_token }
}

export const messageQuery = {
  max_results: pageSize,
  event_types: 'MessageCreate',
  'dm_event.fields': 'attachments,created_at,dm_conversation_id,event_type,id,text',
  expansions: 'attachments.media_keys,sender_id',
  'media.fields': 'alt_text,media_key,preview_image_url,type,url',
  'user.fields': 'name,profile_image_url,public_metrics,username',
}

async function messagesPage(call: Call, token: string | undefined): Promise<Page> {
  const query = { ...messageQuery, pagination_token: token }
  const { data, includes, meta } = await read<DmEvent[]>(wireOf(call), { path: '/2/dm_events', query })
  return { items: (data ?? []).map((event) => messageOf(event, includes ?? {}, call)), next: meta?.next_token }
}
