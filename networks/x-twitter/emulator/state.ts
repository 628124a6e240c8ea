import { applyOauth, emptyOauth, type OauthEvent, type OauthState } from '../../families/oauth2/emulated-tokens.ts'

/** `openedAs` is what the lab calls the account: a user name has fifteen signs at most. */
export type EmUser = {
  id: string
  username: string
  openedAs: string
  name: string
  locale: string
  at: string
  followers: number
  suspended?: true
}
export type EmMedia = {
  id: string
  owner: string
  /** For private messages only. */
  personal: boolean
  type: 'photo' | 'animated_gif' | 'video'
  mime: string
  path: string
  width: number
  height: number
  durationMs: number
  sha256: string
  readyAt: string
  alt?: string
}
export type EmPoll = { options: string[]; endsAt: string; minutes: number }
export type EmPost = {
  id: string
  author: string
  text: string
  at: string
  lang: string
  mediaIds: string[]
  replyTo?: string
  quotes?: string
  place?: string
  conversation: string
  poll?: EmPoll
  replySettings: string
  /** How many this account had made before: names the post to the people who react. */
  ordinal: number
}
export type EmMessage = { id: string; from: string; to: string; text: string; at: string; mediaId?: string }
export type EmDoor = { id: string; url: string; at: string; users: string[] }
export type EmRule = { id: string; value: string; tag: string }
/** Things one user did to another's: `who what`. */
export type Deed = 'like' | 'hide' | 'mute' | 'dm-block'

export type State = {
  oauth: OauthState
  users: Map<string, EmUser>
  posts: Map<string, EmPost>
  media: Map<string, EmMedia>
  messages: Map<string, EmMessage>
  doors: Map<string, EmDoor>
  rules: Map<string, EmRule>
  deeds: Map<Deed, Set<string>>
  made: Map<string, number>
  lastId: bigint
}
export type Event =
  | OauthEvent
  | { made: 'user'; user: EmUser }
  | { made: 'post'; post: EmPost }
  | { made: 'media'; media: EmMedia }
  | { made: 'message'; message: EmMessage }
  | { made: 'door'; door: EmDoor }
  | { made: 'rule'; rule: EmRule }
  | { did: 'describe'; media: string; alt: string }
  | { did: 'delete'; what: 'posts' | 'messages' | 'rules'; id: string }
  | { did: 'subscribe'; door: string; user: string; on: boolean }
  | { did: Deed; who: string; what: string; on: boolean }

export const emptyState = (): State => ({
  oauth: emptyOauth(),
  users: new Map(),
  posts: new Map(),
  media: new Map(),
  messages: new Map(),
  doors: new Map(),
  rules: new Map(),
  deeds: new Map(),
  made: new Map(),
  lastId: 0n,
})

export function apply(state: State, event: Event): void {
  if ('oauth' in event) applyOauth(state.oauth, event)
  else if ('made' in event) add(state, event)
  else change(state, event)
}

function add(state: State, event: Extract<Event, { made: string }>): void {
  switch (event.made) {
    case 'user':
      state.users.set(event.user.id, noted(state, event.user))
      break
    case 'post':
      state.posts.set(event.post.id, noted(state, event.post))
      state.made.set(event.post.author, (state.made.get(event.post.author) ?? 0) + 1)
      break
    case 'media':
      state.media.set(event.media.id, noted(state, event.media))
      break
    case 'message':
      state.messages.set(event.message.id, noted(state, event.message))
      break
    case 'door':
      state.doors.set(event.door.id, noted(state, event.door))
      break
    case 'rule':
      state.rules.set(event.rule.id, noted(state, event.rule))
  }
}

function change(state: State, event: Extract<Event, { did: string }>): void {
  switch (event.did) {
    case 'describe': {
      const media = state.media.get(event.media)
      if (media) media.alt = event.alt
      break
    }
    case 'delete':
      state[event.what].delete(event.id)
      break
    case 'subscribe': {
      const door = state.doors.get(event.door)
      if (door) door.users = [...door.users.filter((one) => one !== event.user), ...(event.on ? [event.user] : [])]
      break
    }
    default: {
      const marks = state.deeds.get(event.did) ?? new Set<string>()
      state.deeds.set(event.did, marks)
      if (event.on) marks.add(`${event.who} ${event.what}`)
      else marks.delete(`${event.who} ${event.what}`)
    }
  }
}

/** Ids only grow, also after a restart. */
function noted<T extends { id: string }>(state: State, one: T): T {
  if (BigInt(one.id) > state.lastId) state.lastId = BigInt(one.id)
  return { ...one }
}

export const has = (state: State, deed: Deed, who: string, what: string) =>
  state.deeds.get(deed)?.has(`${who} ${what}`) ?? false

const epoch = 1_288_834_974_657n

/** As the network's: milliseconds since November 2010 and 22 bits to tell apart. */
export function idAt(state: State, at: Date): string {
  const fresh = (BigInt(at.getTime()) - epoch) << 22n
  return String(fresh > state.lastId ? fresh : state.lastId + 1n)
}

export const idOfMoment = (at: Date, salt: bigint) =>
  String(((BigInt(at.getTime()) - epoch) << 22n) + (salt & 0x3fffffn))
