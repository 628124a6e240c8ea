export type Person = { id: number; first: string; last: string; username: string; avatar: string }
export type Bot = { id: number; name: string; username: string; account: string; revoked?: boolean }
export type Chat = {
  id: number
  type: 'dialog' | 'chat' | 'channel'
  title: string
  link?: string
  account: string
  people: number
  /** The bot's place in it. */
  bot: number
  rights: string[]
  peer?: number
}
export type Attachment =
  | { type: 'image' | 'video' | 'audio'; token: string }
  | { type: 'file'; token: string; filename: string; size: number }
  | { type: 'inline_keyboard'; buttons: unknown[][] }
export type Mark = { type: string; from: number; length: number; url?: string; user_id?: number }
export type Message = {
  mid: string
  seq: number
  chat: number
  /** A bot's or a person's number; a channel's posts have none. */
  from: number
  at: number
  text: string | null
  marks: Mark[]
  attachments: Attachment[]
  link?: { type: 'reply' | 'forward'; mid: string }
  views: number
}
export type Upload = {
  type: string
  bot: number
  token: string
  path?: string
  filename?: string
  bytes?: number
  mime?: string
  readyAt?: number
  photo?: number
}
export type Update = { n: number; bot: number; kind: string; mid: string; at: number }
export type Door = { bot: number; url: string; secret: string; types: string[]; at: number }

export type Rows = {
  bots: Bot
  tokens: { bot: number }
  chats: Chat
  messages: Message
  uploads: Upload
  updates: Update
  doors: Door
  pins: { mid: string }
  marks: { at: number }
}
export const tableNames = [
  'bots',
  'tokens',
  'chats',
  'messages',
  'uploads',
  'updates',
  'doors',
  'pins',
  'marks',
] as const satisfies (keyof Rows)[]
