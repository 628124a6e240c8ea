/** What the emulated network holds. Moments are milliseconds of Unix time. */
export type Group = { uid: string; name: string; shortname: string; account: string; members: number }
export type User = { uid: string; name: string; manages: string[] }
/** A session of a person; `secret` signs its calls. */
export type Session = { uid: string; secret: string; ends?: number }
export type Code = { uid: string; redirect: string; scope: string; at: number }
export type Renewal = { uid: string; ends: number }
export type Block =
  | { type: 'text'; text: string }
  | { type: 'link'; url: string }
  | { type: 'photo'; photo_refs: string[] }
  | { type: 'movie'; movie_refs: string[] }
  | { type: 'poll'; question: string; answers: string[]; options: string[] }
export type Topic = {
  id: string
  gid: string
  at: number
  blocks: Block[]
  asGroup: boolean
  closed: boolean
  publishAt?: number
}
export type Comment = { id: string; topic: string; author: string; at: number; text: string; answers?: string }
/** An address to upload to, and the file that came. `token` serves once. */
export type Place = {
  kind: 'photo' | 'movie'
  gid: string
  id: string
  token: string
  path?: string
  title?: string
  used?: boolean
}
export type Chat = { id: string; gid: string; peer: string }
export type Message = {
  mid: string
  chat: string
  from: string
  name: string
  text: string
  at: number
  picture?: boolean
}
export type Door = { gid: string; url: string; at: number }

export type Rows = {
  groups: Group
  users: User
  sessions: Session
  codes: Code
  renewals: Renewal
  groupKeys: { gid: string }
  topics: Topic
  comments: Comment
  places: Place
  chats: Chat
  messages: Message
  doors: Door
  marks: { at: number }
}
export const tableNames = [
  'groups',
  'users',
  'sessions',
  'codes',
  'renewals',
  'groupKeys',
  'topics',
  'comments',
  'places',
  'chats',
  'messages',
  'doors',
  'marks',
] as const satisfies (keyof Rows)[]
