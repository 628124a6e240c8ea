/** What the emulated network holds. Moments are seconds of Unix time, as VK counts. */
export type Group = {
  id: number
  name: string
  screen: string
  account: string
  followers: number
  stopWords: string[]
  deactivated?: 'deleted' | 'banned'
}
export type User = { id: number; first: string; last: string; screen: string; manages: number[] }
export type Token = { of: 'user' | 'group'; id: number; ends?: number; scopes: string[] }
export type Code = {
  user: number
  client: string
  redirect: string
  challenge: string
  device: string
  scopes: string[]
  at: number
}
export type Renewal = { user: number; client: string; device: string; scopes: string[] }
export type Post = {
  id: number
  owner: number
  from: number
  at: number
  text: string
  attachments: string[]
  edited?: number
  signer?: number
  ads?: boolean
  closed?: boolean
  pinned?: boolean
  geo?: string
  source?: string
}
export type Comment = {
  id: number
  owner: number
  post: number
  from: number
  at: number
  text: string
  answers?: number
  attachments?: string[]
  /** Taken back by its writer, while answers to it stand. */
  deleted?: true
}
export type Message = {
  id: number
  group: number
  peer: number
  from: number
  at: number
  text: string
  cmid: number
  attachments?: string[]
  random?: number
}
/** A file of the community; `ready` once its bytes are there. */
export type Asset = {
  type: 'photo' | 'video' | 'doc'
  owner: number
  id: number
  at: number
  path: string
  mime: string
  bytes: number
  width: number
  height: number
  seconds: number
  title: string
  ready: boolean
}
export type Poll = {
  owner: number
  id: number
  at: number
  question: string
  answers: string[]
  multiple: boolean
  ends: number
}
export type Story = { owner: number; id: number; at: number; asset: string; link?: { url: string; text: string } }
/** An address to upload to, and what came there. */
export type Place = {
  kind: 'photo' | 'doc' | 'video' | 'story-photo' | 'story-video'
  group: number
  asset?: string
  link?: Story['link']
}
export type Kept = { answer: number; at: number }
export type Door = { id: number; group: number; url: string; title: string; secret: string }

export type Rows = {
  groups: Group
  users: User
  tokens: Token
  codes: Code
  renewals: Renewal
  posts: Post
  comments: Comment
  messages: Message
  assets: Asset
  polls: Poll
  stories: Story
  places: Place
  kept: Kept
  doors: Door
  marks: { at: number }
}
export const tableNames = [
  'groups',
  'users',
  'tokens',
  'codes',
  'renewals',
  'posts',
  'comments',
  'messages',
  'assets',
  'polls',
  'stories',
  'places',
  'kept',
  'doors',
  'marks',
] as const satisfies (keyof Rows)[]
