import type { Call } from '../contract.ts'
import type { MentionView, MessageView, ReplyView } from './api.ts'
import { read, wireOf } from './client.ts'

type Views = { replies: ReplyView; mentions: MentionView; messages: MessageView }
type List = keyof Views
/** What a crowd left unread of a list: numbers below the one and above the other, from that page on. */
type Gap = { page: number; below: number; after: number }
/** The highest number read of each list, and what is still to be read below it. */
export type Cursor = Record<List, number> & { gaps?: Partial<Record<List, Gap>> }
export type Heard<T> = { fresh: T[]; highest: number; gap?: Gap }

export const pageSize = 50
const mostPages = 10

const lists: { [L in List]: { path: string; under: string; sort?: 'New'; idOf: (one: Views[L]) => number } } = {
  replies: { path: '/user/replies', under: 'replies', sort: 'New', idOf: (one) => one.comment_reply.id },
  mentions: { path: '/user/mention', under: 'mentions', sort: 'New', idOf: (one) => one.person_mention.id },
  messages: { path: '/private_message/list', under: 'private_messages', idOf: (one) => one.private_message.id },
}

/** What is new in a list; what more than some pages hid is read in the next questions, before anything newer. */
export async function heardOf<L extends List>(
  call: Call,
  list: L,
  cursor: Cursor | undefined,
): Promise<Heard<Views[L]>> {
  const { path, under, sort, idOf } = lists[list]
  const highest = cursor?.[list] ?? 0
  const from: Gap = cursor?.gaps?.[list] ?? { page: 1, below: Number.POSITIVE_INFINITY, after: highest }
  const fresh = new Map<number, Views[L]>()
  const told = () => ({ fresh: [...fresh.values()], highest: Math.max(highest, ...fresh.keys()) })
  const end = from.page + (cursor ? mostPages : 1)
  for (let page = from.page; page < end; page++) {
    const query = { sort, unread_only: false, page, limit: pageSize }
    const found = (await read<Record<string, Views[L][]>>(wireOf(call), path, query))[under] ?? []
    for (const one of found) if (idOf(one) > from.after && idOf(one) < from.below) fresh.set(idOf(one), one)
    if (!cursor || found.length < pageSize || found.some((one) => idOf(one) <= from.after)) return told()
  }
  const below = Math.min(from.below, ...fresh.keys())
  // Whatever came meanwhile moved the rest further on; what was deleted, back by a page at most.
  return { ...told(), gap: { page: end - 1, below, after: from.after } }
}

export function cursorOf(heard: { [L in List]: Heard<Views[L]> }): Cursor {
  const { replies, mentions, messages } = heard
  const gaps = Object.entries(heard).flatMap(([list, { gap }]) => (gap ? [[list, gap]] : []))
  return {
    replies: replies.highest,
    mentions: mentions.highest,
    messages: messages.highest,
    ...(gaps.length > 0 ? { gaps: Object.fromEntries(gaps) as Cursor['gaps'] } : {}),
  }
}
