import type { Answered } from '../../lab/deeds.ts'
import type { LabAnswer, LabRequest } from '../../lab/lab.ts'
import type { Speaker } from '../../lab/network.ts'
import {
  bad,
  type Desk,
  denied,
  fingerprint,
  lengthOf,
  nowOf,
  personName,
  personWith,
  Refused,
  refusal,
} from './desk.ts'
import type { Chat, Group, Message } from './rows.ts'

/** The Bot API of groups: https://apiok.ru/dev/graph_api/bot_api (read 2026-11-22). */
export function graphOperations(desk: Desk): void {
  const on = (method: string, path: string, run: (request: LabRequest, group: Group) => unknown) =>
    desk.site.on(method, path, (request): LabAnswer => {
      try {
        if (method === 'POST' && request.headers['content-type'] !== 'application/json;charset=utf-8')
          throw bad('Content-Type: application/json;charset=utf-8 is needed')
        return { status: 200, json: run(request, groupOf(desk, request)) }
      } catch (error) {
        if (error instanceof Refused) return refusal(error)
        throw error
      }
    })
  on('GET', '/graph/me/chats', (request, group) => ({
    chats: chats(desk, group).slice(0, Number(request.query.count ?? 50)),
    marker: 0,
  }))
  on('GET', '/graph/me/messages/:chat', (request, group) => history(desk, request, group))
  on('POST', '/graph/me/messages/:chat', (request, group) => answer(desk, request, group))
  on('POST', '/graph/me/messages', (request, group) => writeTo(desk, request, group))
  on('GET', '/graph/me/subscriptions', (_request, group) => ({
    subscriptions: doorsOf(desk, group).map(({ url, at }) => ({ url, time: at })),
  }))
  on('POST', '/graph/me/subscribe', (request, group) => {
    const url = textIn(request.body, 'url')
    if (!URL.canParse(url)) throw bad('url')
    desk.tables.commit([['doors', `${group.uid} ${url}`, { gid: group.uid, url, at: nowOf(desk) }]])
    return { success: true }
  })
  on('POST', '/graph/me/unsubscribe', (request, group) => {
    desk.tables.commit([['doors', `${group.uid} ${textIn(request.body, 'url')}`, null]])
    return { success: true }
  })
}

const textIn = (body: unknown, name: string): string =>
  String((body as Record<string, unknown> | undefined)?.[name] ?? '')

export const keyIn = ({ query }: LabRequest) => (typeof query.access_token === 'string' ? query.access_token : '')

function groupOf({ rows }: Desk, request: LabRequest): Group {
  const group = rows.groups.get(rows.groupKeys.get(keyIn(request))?.gid ?? '')
  if (!group) throw new Refused(102, 'PARAM_SESSION_EXPIRED : Session expired')
  return group
}

export const doorsOf = ({ rows }: Desk, group: Group) => [...rows.doors.values()].filter((one) => one.gid === group.uid)
const said = ({ rows }: Desk, chat: string) => [...rows.messages.values()].filter((one) => one.chat === chat)

function chats(desk: Desk, group: Group) {
  const own = [...desk.rows.chats.values()].filter((one) => one.gid === group.uid)
  return own
    .map(({ id }) => ({
      chat_id: id,
      type: 'DIALOG',
      status: 'ACTIVE',
      last_event_time: said(desk, id).at(-1)?.at ?? 0,
    }))
    .sort((a, b) => b.last_event_time - a.last_event_time)
}

function chatNamed(desk: Desk, id: string | undefined, group: Group): Chat {
  const chat = desk.rows.chats.get(id ?? '')
  if (chat?.gid !== group.uid) throw denied()
  return chat
}

function history(desk: Desk, request: LabRequest, group: Group) {
  const chat = chatNamed(desk, request.params.chat, group)
  const { from = Number.MAX_SAFE_INTEGER, to = 0, count = 50 } = request.query
  const within = said(desk, chat.id).filter((one) => one.at <= Number(from) && one.at >= Number(to))
  return {
    messages: within
      .reverse()
      .slice(0, Number(count))
      .map((one) => messageShape(desk, one)),
  }
}

export const messageShape = ({ site }: Desk, one: Message) => ({
  sender: { name: one.name, user_id: one.from },
  recipient: { chat_id: one.chat },
  message: {
    text: one.text,
    seq: one.at,
    mid: one.mid,
    ...(one.picture ? { attachments: [{ type: 'IMAGE', payload: { url: site.people.snapshot().url } }] } : {}),
  },
  timestamp: one.at,
})

type Sent = { recipient?: { chat_id?: string; user_ids?: string[] }; message?: { text?: string } }

function answer(desk: Desk, request: LabRequest, group: Group) {
  const sent = request.body as Sent
  const chat = chatNamed(desk, request.params.chat, group)
  if (sent.recipient?.chat_id !== chat.id) throw bad('recipient')
  return { success: true, message_id: write(desk, chat, group, sent).mid }
}

/** Only who wrote to the group before, or allowed it, can be written to. */
function writeTo(desk: Desk, request: LabRequest, group: Group) {
  const sent = request.body as Sent
  const peers = sent.recipient?.user_ids ?? []
  const own = peers.map((peer) =>
    [...desk.rows.chats.values()].find((one) => one.gid === group.uid && `user:${one.peer}` === peer),
  )
  if (peers.length === 0 || own.some((one) => one === undefined)) throw denied()
  return { success: true, message_ids: own.flatMap((chat) => (chat ? [write(desk, chat, group, sent).mid] : [])) }
}

function write(desk: Desk, chat: Chat, group: Group, { message }: Sent): Message {
  const text = message?.text ?? ''
  if (text === '' || lengthOf(text) > 4000) throw bad('message.text')
  return keep(desk, chat, `group:${group.uid}`, group.name, text)
}

export function keep(
  desk: Desk,
  chat: Chat,
  from: string,
  name: string,
  text: string,
  { at: moment, picture }: Speaker = {},
): Message {
  const mid = `mid:${chat.id.slice(5)}.${desk.tables.nextId().toString(16)}`
  const last = Math.max(0, ...said(desk, chat.id).map((one) => one.at))
  const message: Message = {
    mid,
    chat: chat.id,
    from,
    name,
    text,
    at: Math.max(moment?.getTime() ?? nowOf(desk), last + 1),
  }
  desk.tables.commit([['messages', mid, picture ? { ...message, picture } : message]], {
    account: desk.rows.groups.get(chat.gid)?.account ?? chat.gid,
    kind: 'message',
    objectId: mid,
    text,
    fingerprint: fingerprint(chat.id, text),
  })
  return message
}

export function wrote(desk: Desk, group: Group, peer: string, text: string, by?: Speaker): string {
  const known = [...desk.rows.chats.values()].find((one) => one.gid === group.uid && one.peer === peer)
  const chat = known ?? { id: `chat:C${desk.site.random.hex(12)}`, gid: group.uid, peer }
  if (!known) desk.tables.commit([['chats', chat.id, chat]])
  return keep(desk, chat, `user:${peer}`, personName(desk, peer), text, by).mid
}

/** The last that the other wrote before it. */
export function answered(desk: Desk, mid: string): Answered | undefined {
  const message = desk.rows.messages.get(mid)
  if (!message?.from.startsWith('group:')) return undefined
  const before = said(desk, message.chat).findLast((one) => one.at < message.at && one.from.startsWith('user:'))
  const person = before && personWith(desk, before.from.slice('user:'.length))
  return person && { id: before.mid, person, text: before.text, at: new Date(before.at), inPrivate: true }
}
