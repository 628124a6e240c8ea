import { textOfHtml } from '../../kernel/html/text-of-html.ts'
import { absentSince } from '../absence.ts'
import type { Call, Found, Interaction, Step } from '../contract.ts'
import { picturesOfHtml } from '../families/article/pictures-of-html.ts'
import { ask, heldIn, wireOf } from './client.ts'
import type { Heard } from './cursor.ts'
import type { Message, Room } from './entities.ts'
import { personOf } from './people.ts'

const rooms = 20
const skewMs = 2 * 60_000

/** Conversations in which somebody wrote since, each message once. */
export async function chatInteractions(
  call: Call,
  before: Heard,
  isFirst: boolean,
): Promise<{ items: Interaction[]; messages: Heard }> {
  const fresh: Message[] = []
  for (const room of await roomsSince(call, before.at, isFirst))
    fresh.push(...(await messagesSince(call, room.roomId, before.at, isFirst)))
  const heard = fresh
    .filter(
      (one) =>
        one.timestamp > before.at || (one.timestamp === before.at && !before.ids.includes(String(numberOf(one)))),
    )
    .filter((one) => !one.system && !one.deleted)
  const at = Math.max(before.at, ...heard.map((one) => one.timestamp))
  const now = heard.filter((one) => one.timestamp === at).map((one) => String(numberOf(one)))
  return {
    items: heard.map((one) => spokenIn(one, call)),
    messages: { at, ids: [...(at === before.at ? before.ids : []), ...now] },
  }
}

/** The newest first; all in which somebody wrote since, at first only of one page. */
async function roomsSince(call: Call, at: number, isFirst: boolean): Promise<Room[]> {
  const recent: Room[] = []
  for (let start = 0; ; start += rooms) {
    const query = { start, perPage: rooms }
    const answer = await ask(wireOf(call), { path: '/api/v3/chats', query, fine: [403, 404] })
    const page = answer.status === 200 ? heldIn<{ rooms: Room[] }>(answer, 'rooms').rooms : []
    const since = page.filter((room) => (room.teaser?.timestamp ?? 0) >= at)
    recent.push(...since)
    if (isFirst || since.length < rooms) return recent
  }
}

const numberOf = ({ mid, messageId }: Message) => mid ?? messageId ?? 0

/** How many are given at once: https://github.com/NodeBB/NodeBB/blob/master/src/api/chats.js (read 2026-11-23). */
const messagesAtOnce = 50

async function messagesSince(call: Call, roomId: number, at: number, isFirst: boolean): Promise<Message[]> {
  const found = new Map<number, Message>()
  for (let start = 0; ; start += messagesAtOnce) {
    const page = await messagesIn(call, roomId, start)
    const known = found.size
    for (const one of page) found.set(numberOf(one), one)
    const isEnd = page.length < messagesAtOnce || found.size === known || page.some((one) => one.timestamp < at)
    if (isFirst || isEnd) return [...found.values()]
  }
}

async function messagesIn(call: Call, roomId: number, start = 0): Promise<Message[]> {
  const answer = await ask(wireOf(call), {
    path: `/api/v3/chats/${roomId}/messages`,
    query: { start },
    fine: [403, 404],
  })
  return answer.status === 200 ? heldIn<{ messages: Message[] }>(answer, 'messages').messages : []
}

const spokenIn = (message: Message, call: Call): Interaction => ({
  id: `chat-${message.roomId}-${numberOf(message)}`,
  kind: 'message',
  at: new Date(message.timestamp),
  author: personOf(message.fromUser ?? { uid: message.fromuid, username: String(message.fromuid), userslug: '' }, call),
  text: textOfHtml(message.content),
  under: { id: `chat-${message.roomId}` },
  media: picturesOfHtml(message.content, call.account.server),
  ...(String(message.fromuid) === call.account.remoteId ? { own: true } : {}),
})

/** An answer in a conversation, looked for among its newest before it is sent again. */
export function chatStep(roomId: number, text: string): Step {
  const refOf = (call: Call, mid: number) => ({
    id: `chat-${roomId}-${mid}`,
    url: `${call.account.server}/chats/${roomId}`,
  })
  return {
    name: 'reply',
    role: 'post',
    again: { way: 'look-first' },
    run: async (call) => {
      const json = { message: text.trim() }
      const answer = await ask(wireOf(call), { method: 'POST', path: `/api/v3/chats/${roomId}`, json, writes: true })
      return { ref: refOf(call, numberOf(heldIn<Message>(answer, 'timestamp', true))) }
    },
    find: async (call, _key, _done, since): Promise<Found> => {
      const from = since.getTime() - skewMs
      const said = (await messagesIn(call, roomId)).find(
        (one) =>
          String(one.fromuid) === call.account.remoteId &&
          one.timestamp >= from &&
          lettersOf(textOfHtml(one.content)) === lettersOf(text),
      )
      if (said) return { found: true, result: { ref: refOf(call, numberOf(said)) } }
      return absentSince(call, since)
    },
  }
}

const lettersOf = (text: string) => text.replace(/[^\p{L}\p{N}\p{Extended_Pictographic}]+/gu, '').toLowerCase()
