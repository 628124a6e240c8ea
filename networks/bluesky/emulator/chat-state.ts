import { createHash } from 'node:crypto'
import { base32, sortable } from './names.ts'

export type ChatMessage = {
  id: string
  rev: string
  text: string
  facets?: unknown
  by: string
  at: string
  gone?: boolean
}
export type Convo = {
  id: string
  us: string
  with: string
  rev: string
  status: 'request' | 'accepted'
  messages: ChatMessage[]
}
type Logged = {
  rev: string
  us: string
  convo: string
  kind: 'BeginConvo' | 'AcceptConvo' | 'CreateMessage' | 'DeleteMessage'
  message?: ChatMessage
}
export type ChatState = { convos: Map<string, Convo>; log: Logged[] }
export type ChatEvent =
  | { made: 'message'; convo: string; us: string; with: string; message: ChatMessage }
  | { made: 'accepted'; convo: string; rev: string }
  | { made: 'unsaid'; convo: string; message: string; rev: string }

export const emptyChat = (): ChatState => ({ convos: new Map(), log: [] })

export function applyChat(chat: ChatState, event: ChatEvent): void {
  if (event.made === 'message') hear(chat, event)
  else {
    const convo = chat.convos.get(event.convo)
    if (!convo) return
    convo.rev = event.rev
    if (event.made === 'accepted') accept(chat, convo, event.rev)
    else unsay(chat, convo, event)
  }
}

function hear(chat: ChatState, { convo: id, us, with: other, message }: Extract<ChatEvent, { made: 'message' }>): void {
  const known = chat.convos.get(id)
  const convo: Convo = known ?? { id, us, with: other, rev: message.rev, status: 'request', messages: [] }
  if (!known) chat.log.push({ rev: revAfter(chat, true), us, convo: id, kind: 'BeginConvo' })
  chat.convos.set(id, convo)
  convo.messages.push(message)
  convo.rev = message.rev
  chat.log.push({ rev: message.rev, us, convo: id, kind: 'CreateMessage', message })
}

function accept(chat: ChatState, convo: Convo, rev: string): void {
  convo.status = 'accepted'
  chat.log.push({ rev, us: convo.us, convo: convo.id, kind: 'AcceptConvo' })
}

function unsay(chat: ChatState, convo: Convo, { message: id, rev }: Extract<ChatEvent, { made: 'unsaid' }>): void {
  const message = convo.messages.find((one) => one.id === id)
  if (!message) return
  message.gone = true
  chat.log.push({ rev, us: convo.us, convo: convo.id, kind: 'DeleteMessage', message })
}

/** Revisions only grow; that of a conversation's beginning comes just before its first message. */
export const revAfter = ({ log }: ChatState, isBeginning = false): string =>
  sortable(BigInt(log.length + 1) * 2n + (isBeginning ? 0n : 1n))

/** Two people share one conversation. */
export const convoOf = (one: string, other: string): string =>
  `3${base32(createHash('sha256').update([one, other].sort().join(' ')).digest()).slice(0, 12)}`
