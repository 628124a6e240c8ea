import type { Json, JsonObject } from '../../../kernel/json.ts'

export type Rights = Partial<Record<RightName, boolean>>
export const rightNames = [
  'can_post_messages',
  'can_edit_messages',
  'can_delete_messages',
  'can_restrict_members',
  'can_pin_messages',
] as const
export type RightName = (typeof rightNames)[number]
export type Place = { status: 'administrator' | 'member' | 'left' | 'kicked'; rights: Rights }

export type BotState = { id: number; token: string; username: string; name: string; account: string }
export type ChatState = {
  id: number
  type: 'private' | 'group' | 'supergroup' | 'channel'
  title: string
  username?: string
  linked?: number
  followers: number
  account: string
}
/** A message as it stands; `body` holds the fields of the Bot API that it shows as they are. */
export type Kept = {
  chat: number
  id: number
  date: number
  by: { bot: number } | { person: string } | { channel: number }
  body: JsonObject
  replyTo?: number
  thread?: number
  copyOf?: { chat: number; id: number }
  album?: string
  /** Those of one send share it. */
  object: string
  editDate?: number
  protected?: boolean
}
export type FileState = { kind: string; measures: JsonObject; unique: string }
export type QueuedUpdate = { id: number; kind: string; content: Json }

/** Where updates of a bot are delivered to, with the secret they are to carry. */
export type Door = { url: string; secret?: string }

export type State = {
  bots: Map<number, BotState>
  chats: Map<number, ChatState>
  names: Map<string, number>
  /** By chat, then by bot. */
  places: Map<number, Map<number, Place>>
  messages: Map<string, Kept>
  lastMessage: Map<number, number>
  /** A channel's message → its copy in the discussion group. */
  copies: Map<string, string>
  moved: Map<number, number>
  files: Map<string, FileState>
  /** Unconfirmed updates by bot. */
  queues: Map<number, QueuedUpdate[]>
  lastUpdate: number
  allowed: Map<number, string[]>
  webhooks: Map<number, Door>
  banned: Set<string>
  /** Who may not write, until which second; 0 is for good. */
  muted: Map<string, number>
  /** How many of the people's reactions to a post were already let happen. */
  happened: Map<string, number>
  /** Messages that answer nothing, by bot, oldest first. */
  posts: Map<number, string[]>
}

export const emptyState = (): State => ({
  bots: new Map(),
  chats: new Map(),
  names: new Map(),
  places: new Map(),
  messages: new Map(),
  lastMessage: new Map(),
  copies: new Map(),
  moved: new Map(),
  files: new Map(),
  queues: new Map(),
  lastUpdate: 100_000,
  allowed: new Map(),
  webhooks: new Map(),
  banned: new Set(),
  muted: new Map(),
  happened: new Map(),
  posts: new Map(),
})

export type NewUpdate = { bot: number; kind: string; content: Json }
export type Event =
  | { do: 'bot'; bot: BotState }
  | { do: 'chat'; chat: ChatState; bot: number; place: Place }
  | { do: 'place'; chat: number; bot: number; place: Place }
  | { do: 'move'; from: number; to: number }
  | { do: 'gone'; chat: number }
  | {
      do: 'send'
      messages: Kept[]
      files?: Record<string, FileState>
      updates: NewUpdate[]
      reaction?: { of: string; count: number }
    }
  | { do: 'change'; chat: number; id: number; body: JsonObject; at: number; files?: Record<string, FileState> }
  | { do: 'delete'; chat: number; id: number }
  | { do: 'pin'; chat: number; id: number }
  | {
      do: 'react'
      chat: number
      id: number
      updates: NewUpdate[]
      reaction?: { of: string; count: number }
      followers?: number
    }
  | { do: 'restrict'; chat: number; who: number; until: number | null }
  | { do: 'ban'; chat: number; who: number; banned: boolean }
  | { do: 'read'; bot: number; offset: number; allowed?: string[] }
  | { do: 'webhook'; bot: number; url: string; secret?: string }

export const at = (chat: number, id: number | string) => `${chat}/${id}`

export function apply(state: State, event: Event): void {
  switch (event.do) {
    case 'bot':
      state.bots.set(event.bot.id, event.bot)
      break
    case 'chat':
      state.chats.set(event.chat.id, event.chat)
      if (event.chat.username) state.names.set(event.chat.username.toLowerCase(), event.chat.id)
      settle(state, event.chat.id, event.bot, event.place)
      break
    case 'place':
      settle(state, event.chat, event.bot, event.place)
      break
    case 'gone':
      return void state.chats.delete(event.chat)
    case 'move':
      move(state, event.from, event.to)
      break
    case 'send':
      send(state, event)
      break
    case 'change':
      change(state, event)
      break
    case 'delete':
      state.messages.delete(at(event.chat, event.id))
      break
    case 'pin':
      break
    case 'react':
      react(state, event)
      break
    case 'ban':
      if (event.banned) state.banned.add(at(event.chat, event.who))
      else state.banned.delete(at(event.chat, event.who))
      break
    case 'restrict':
      if (event.until === null) state.muted.delete(at(event.chat, event.who))
      else state.muted.set(at(event.chat, event.who), event.until)
      break
    case 'read':
      confirm(state, event.bot, event.offset)
      if (event.allowed) state.allowed.set(event.bot, event.allowed)
      break
    case 'webhook':
      if (event.url) state.webhooks.set(event.bot, { url: event.url, secret: event.secret })
      else state.webhooks.delete(event.bot)
  }
}

function settle(state: State, chat: number, bot: number, place: Place): void {
  const places = state.places.get(chat) ?? new Map<number, Place>()
  state.places.set(chat, places.set(bot, place))
}

function confirm(state: State, bot: number, offset: number): void {
  state.queues.set(
    bot,
    (state.queues.get(bot) ?? []).filter((one) => one.id >= offset),
  )
}

function send(state: State, event: Extract<Event, { do: 'send' }>): void {
  for (const message of event.messages) {
    const name = at(message.chat, message.id)
    state.messages.set(name, message)
    state.lastMessage.set(message.chat, Math.max(message.id, state.lastMessage.get(message.chat) ?? 0))
    if (message.copyOf) state.copies.set(at(message.copyOf.chat, message.copyOf.id), name)
  }
  const first = event.messages[0]
  if (first && 'bot' in first.by && first.replyTo === undefined) {
    const posts = state.posts.get(first.by.bot) ?? []
    posts.push(at(first.chat, first.id))
    state.posts.set(first.by.bot, posts)
  }
  for (const [id, file] of Object.entries(event.files ?? {})) state.files.set(id, file)
  queue(state, event.updates)
  if (event.reaction) state.happened.set(event.reaction.of, event.reaction.count)
}

function change(state: State, event: Extract<Event, { do: 'change' }>): void {
  const message = state.messages.get(at(event.chat, event.id))
  if (message) state.messages.set(at(event.chat, event.id), { ...message, body: event.body, editDate: event.at })
  for (const [id, file] of Object.entries(event.files ?? {})) state.files.set(id, file)
}

function react(state: State, event: Extract<Event, { do: 'react' }>): void {
  queue(state, event.updates)
  if (event.reaction) state.happened.set(event.reaction.of, event.reaction.count)
  const chat = state.chats.get(event.chat)
  if (chat && event.followers) state.chats.set(chat.id, { ...chat, followers: chat.followers + event.followers })
}

function queue(state: State, updates: NewUpdate[]): void {
  for (const one of updates) {
    const waiting = state.queues.get(one.bot) ?? []
    state.lastUpdate += 1
    waiting.push({ id: state.lastUpdate, kind: one.kind, content: one.content })
    state.queues.set(one.bot, waiting)
  }
}

/** A group that became a supergroup keeps its people and gets another id; its old messages stay behind. */
function move(state: State, from: number, to: number): void {
  const chat = state.chats.get(from)
  if (!chat) return
  state.moved.set(from, to)
  state.chats.set(to, { ...chat, id: to, type: 'supergroup' })
  state.places.set(to, new Map(state.places.get(from)))
}
