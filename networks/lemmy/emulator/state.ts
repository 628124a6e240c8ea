import type { LabRequest, LabSite } from '../../lab/lab.ts'
import type { Kept, LabAnswer } from '../../lab/network.ts'

export type EmPerson = { id: number; name: string; title: string; password?: string; code?: string; banned?: boolean }
export type EmCommunity = {
  id: number
  name: string
  title: string
  home?: string
  moderators: number[]
  followers: number[]
  modsOnly?: boolean
}
export type EmPost = {
  id: number
  creator: number
  community: number
  name: string
  body?: string
  url?: string
  alt?: string
  nsfw: boolean
  language?: number
  thumbnail?: string
  at: string
  updated?: string
  deleted?: boolean
}
export type EmComment = {
  id: number
  creator: number
  post: number
  path: string
  content: string
  at: string
  deleted?: boolean
  removed?: boolean
}
export type EmMessage = {
  id: number
  creator: number
  recipient: number
  content: string
  at: string
  deleted?: boolean
}
export type EmFile = { name: string; path: string; mime: string; owner: number }
export type State = {
  people: Map<number, EmPerson>
  communities: Map<number, EmCommunity>
  posts: Map<number, EmPost>
  comments: Map<number, EmComment>
  messages: Map<number, EmMessage>
  tokens: Map<string, number>
  files: Map<string, EmFile>
  likes: Map<string, Set<number>>
  shut: Set<string>
  acted: Set<string>
  last: number
}
export type Event =
  | { do: 'person'; person: EmPerson }
  | { do: 'community'; community: EmCommunity }
  | { do: 'post'; post: EmPost }
  | { do: 'comment'; comment: EmComment }
  | { do: 'message'; message: EmMessage }
  | { do: 'token'; token: string; person: number }
  | { do: 'lost'; token: string }
  | { do: 'file'; file: EmFile }
  | { do: 'like'; what: string; person: number; on: boolean }
  | { do: 'shut'; what: string; on: boolean }
  | { do: 'acted'; what: string }

export const emptyState = (): State => ({
  people: new Map(),
  communities: new Map(),
  posts: new Map(),
  comments: new Map(),
  messages: new Map(),
  tokens: new Map(),
  files: new Map(),
  likes: new Map(),
  shut: new Set(),
  acted: new Set(),
  last: 0,
})

/** Another password ends every sign-in. */
function signOut({ tokens }: State, person: number): void {
  for (const [token, whose] of tokens) if (whose === person) tokens.delete(token)
}

export function apply(state: State, event: Event): void {
  const put = <T extends { id: number }>(into: Map<number, T>, one: T) => {
    into.set(one.id, one)
    state.last = Math.max(state.last, one.id)
  }
  switch (event.do) {
    case 'person':
      if (state.people.get(event.person.id)?.password !== event.person.password) signOut(state, event.person.id)
      return put(state.people, event.person)
    case 'community':
      return put(state.communities, event.community)
    case 'post':
      return put(state.posts, event.post)
    case 'comment':
      return put(state.comments, event.comment)
    case 'message':
      return put(state.messages, event.message)
    case 'token':
      return void state.tokens.set(event.token, event.person)
    case 'lost':
      return void state.tokens.delete(event.token)
    case 'file':
      return void state.files.set(event.file.name, event.file)
    case 'acted':
      return void state.acted.add(event.what)
    case 'shut':
      return void (event.on ? state.shut.add(event.what) : state.shut.delete(event.what))
    case 'like': {
      const likes = state.likes.get(event.what) ?? new Set()
      if (event.on) likes.add(event.person)
      else likes.delete(event.person)
      state.likes.set(event.what, likes)
    }
  }
}

export type Desk = { site: LabSite; kept: Kept<State, Event> }
export type Asking = { request: LabRequest; me: EmPerson; given: Record<string, unknown> }

export const nextId = ({ kept }: Desk) => kept.state.last + 1
export const isoOf = (moment: Date) => moment.toISOString().replace('Z', '000Z')
export const nowIso = ({ site }: Desk) => isoOf(site.clock.now())
export const domainOf = ({ site }: Desk) => new URL(site.url).host

/** A refusal is a word: https://github.com/LemmyNet/lemmy crates/utils/src/error.rs */
export class Refused extends Error {
  readonly answer: LabAnswer
  constructor(status: number, word: string) {
    super(word)
    this.answer = { status, json: { error: word } }
  }
}
export const ok = (json: unknown): LabAnswer => ({ status: 200, json })
