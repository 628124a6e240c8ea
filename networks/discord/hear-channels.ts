import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Interaction } from '../contract.ts'
import { type Channel, isNewer, type Message, threadTypes } from './api.ts'
import { serverOf } from './channels.ts'
import { ask, wireOf } from './client.ts'
import { messagesAfter, pageSize } from './find.ts'
import { spoken } from './spoken.ts'

/**
 * How far each channel and thread was read, and the private conversations with those who addressed the brand: a bot cannot
 * list its conversations, so it opens (which nobody is told of) those of the last few people who named or answered it; until
 * then they have no name. `since`: everything before it in a channel not read yet is history.
 */
export type Cursor = { read: Record<string, string>; talks: Record<string, string>; since?: string | undefined }
const pagesAtOnce = 20
const pagesOfChannel = 4
const newestAtFirst = 50

/** Of an older desk's cursor the newest that was read stands for the moment of reading. */
export function readCursor(given: string | undefined): Cursor {
  if (!given) return { read: {}, talks: {} }
  const { read, talks, since } = JSON.parse(given) as Cursor
  const [newest] = Object.values(read).sort((a, b) => (isNewer(a, b) ? -1 : 1))
  return { read: { ...read }, talks: { ...talks }, since: since ?? newest }
}

/** Channels and open threads where something is newer than what was read. */
export async function heardChannels(call: Call, { read }: Cursor): Promise<Channel[]> {
  const guild = `/guilds/${call.account.remoteId}`
  const known = new Set(serverOf(call.account.facts).places.map((one) => one.id))
  const channels = await ask<Channel[]>(wireOf(call), { path: `${guild}/channels` })
  const { threads } = await ask<{ threads: Channel[] }>(wireOf(call), { path: `${guild}/threads/active` })
  const open = [...channels.filter((one) => known.has(one.id) && one.type !== 15), ...threads]
  return open.filter(({ id, last_message_id: last }) => last && isNewer(last, read[id] ?? '0'))
}

/** The channels take turns page by page, so that a crowd in one does not silence the others. */
export async function hearChannels(call: Call, cursor: Cursor, channels: Channel[]) {
  const items: Interaction[] = []
  let waiting = channels
  let left = pagesAtOnce
  let isCrowded = false
  for (let round = 0; round < pagesOfChannel && waiting.length > 0 && left > 0; round++) {
    const turn = waiting.slice(0, left)
    const more: Channel[] = []
    for (const channel of turn) {
      const page = await unread(call, channel.id, cursor).catch((error: unknown) => laterIf(items.length > 0, error))
      if (!page) return { items, isCrowded: true }
      if (page.isFull) more.push(channel)
      const { messages } = page
      const forum = threadTypes.includes(channel.type) ? channel.parent_id : undefined
      const where = { private: false, thread: forum ? channel.id : undefined }
      items.push(...messages.flatMap((one) => spoken(one, call, where)))
    }
    left -= turn.length
    isCrowded ||= more.length > 0
    waiting = [...waiting.slice(turn.length), ...more]
  }
  return { items, isCrowded: isCrowded || waiting.length > 0 }
}

/** What was read before a refusal is kept; the next question meets the refusal first, if it lasts. */
export function laterIf(someWereHeard: boolean, error: unknown): undefined {
  const passes = error instanceof NetworkFailure && ['slow-down', 'network-down'].includes(error.kind)
  if (!passes || !someWereHeard) throw error
}

type Unread = { messages: Message[]; isFull: boolean }

async function unread(call: Call, channel: string, cursor: Cursor): Promise<Unread> {
  const after = cursor.read[channel]
  const page =
    after === undefined
      ? await newest(call, channel, cursor.since)
      : fullBeyond(await messagesAfter(call, channel, after))
  const last = page.messages.at(-1)
  if (last) cursor.read[channel] = last.id
  return page
}

/** Of a channel met for the first time; where more was said since the last question than is given, from that moment on. */
async function newest(call: Call, channel: string, since: string | undefined): Promise<Unread> {
  const query = { limit: newestAtFirst }
  const told = await ask<Message[]>(wireOf(call), { path: `/channels/${channel}/messages`, query })
  const messages = told.sort((a, b) => (isNewer(a.id, b.id) ? 1 : -1))
  const [oldest] = messages
  const hidesMore = messages.length >= newestAtFirst && oldest && since !== undefined && isNewer(oldest.id, since)
  return hidesMore ? fullBeyond(await messagesAfter(call, channel, since)) : { messages, isFull: false }
}

const fullBeyond = (messages: Message[]): Unread => ({ messages, isFull: messages.length >= pageSize })
