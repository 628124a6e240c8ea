import type { LabRequest, LabSite } from '../../lab/lab.ts'
import type { Kept, LabAnswer } from '../../lab/network.ts'

export type EmUser = { id: string; name: string; title: string }
export type EmSub = {
  name: string
  moderators: string[]
  flairs: { id: string; text: string }[]
  flairRequired: boolean
  rules: string[]
  polls: boolean
  closed?: boolean
}
export type EmPost = {
  id: string
  author: string
  sub: string
  title: string
  text: string
  at: number
  kind: string
  url?: string
  media?: { id: string; mime: string }[]
  poll?: string[]
  flair?: string
  nsfw: boolean
  spoiler: boolean
  replies: boolean
  deleted?: boolean
  /** Pictures and videos appear when they are made. */
  seenFrom: number
}
export type EmComment = {
  id: string
  author: string
  parent: string
  post: string
  text: string
  at: number
  deleted?: boolean
  removed?: boolean
  picture?: boolean
}
export type EmMessage = { id: string; from: string; to: string; text: string; at: number; parent?: string }
export type EmToken = { user: string; until: number; scope: string }
export type EmAsset = { id: string; owner: string; mime: string; key: string; path?: string; bytes?: number }
export type State = {
  users: Map<string, EmUser>
  subs: Map<string, EmSub>
  posts: Map<string, EmPost>
  comments: Map<string, EmComment>
  messages: Map<string, EmMessage>
  tokens: Map<string, EmToken>
  refresh: Map<string, { user: string; scope: string }>
  codes: Map<string, { user: string; redirect: string; scope: string; until: number }>
  assets: Map<string, EmAsset>
  acted: Set<string>
  likes: Map<string, number>
  shut: Set<string>
  suspended: Set<string>
  serial: number
}
export type Event =
  | { do: 'user'; user: EmUser }
  | { do: 'sub'; sub: EmSub }
  | { do: 'post'; post: EmPost }
  | { do: 'comment'; comment: EmComment }
  | { do: 'message'; message: EmMessage }
  | { do: 'token'; token: string; about: EmToken }
  | { do: 'refresh'; token: string; user: string; scope: string }
  | { do: 'code'; code: string; user: string; redirect: string; scope: string; until: number }
  | { do: 'used'; code: string }
  | { do: 'lost'; token: string }
  | { do: 'asset'; asset: EmAsset }
  | { do: 'acted'; what: string; post?: string }
  | { do: 'shut'; what: string; shut: boolean }
  | { do: 'suspend'; user: string }

export const emptyState = (): State => ({
  users: new Map(),
  subs: new Map(),
  posts: new Map(),
  comments: new Map(),
  messages: new Map(),
  tokens: new Map(),
  refresh: new Map(),
  codes: new Map(),
  assets: new Map(),
  acted: new Set(),
  likes: new Map(),
  shut: new Set(),
  suspended: new Set(),
  serial: 0,
})

export function apply(state: State, event: Event): void {
  state.serial += 1
  switch (event.do) {
    case 'user':
      return void state.users.set(event.user.name, event.user)
    case 'sub':
      return void state.subs.set(event.sub.name.toLowerCase(), event.sub)
    case 'post':
      return void state.posts.set(event.post.id, event.post)
    case 'comment':
      return void state.comments.set(event.comment.id, event.comment)
    case 'message':
      return void state.messages.set(event.message.id, event.message)
    case 'asset':
      return void state.assets.set(event.asset.id, event.asset)
    case 'acted':
      state.acted.add(event.what)
      if (event.post) state.likes.set(event.post, (state.likes.get(event.post) ?? 0) + 1)
      return
    case 'shut':
      if (event.shut) state.shut.add(event.what)
      else state.shut.delete(event.what)
      return
    case 'suspend':
      return void state.suspended.add(event.user)
    default:
      applyAccess(state, event)
  }
}

function applyAccess(
  state: State,
  event: Extract<Event, { do: 'token' | 'refresh' | 'code' | 'used' | 'lost' }>,
): void {
  if (event.do === 'token') state.tokens.set(event.token, event.about)
  else if (event.do === 'refresh') state.refresh.set(event.token, { user: event.user, scope: event.scope })
  else if (event.do === 'used') state.codes.delete(event.code)
  else if (event.do === 'lost') state.tokens.delete(event.token)
  else {
    const { code, user, redirect, scope, until } = event
    state.codes.set(code, { user, redirect, scope, until })
  }
}

export type Desk = { site: LabSite; kept: Kept<State, Event>; slowMs: { now: number }; tired: { words: string } }
export type Asking = { request: LabRequest; user: EmUser; form: Record<string, unknown> }

export const now = ({ site }: Desk) => site.clock.now().getTime()
export const seconds = (desk: Desk) => Math.floor(now(desk) / 1000)
export const nextId = ({ kept }: Desk, kind: 't1' | 't3' | 't4') =>
  `${kind}_${(1_000_000 + kept.state.serial).toString(36)}`

/** A refusal by status, or with `errors` a 200 whose envelope holds them. */
export class Refused extends Error {
  readonly answer: LabAnswer
  constructor(answer: LabAnswer) {
    super('refused')
    this.answer = answer
  }
}
export const refused = (
  status: number,
  message: string,
  more: Record<string, unknown> = {},
  headers?: Record<string, string>,
) => new Refused({ status, json: { message, error: status, ...more }, ...(headers ? { headers } : {}) })
export const wrong = (code: string, words: string, field: string, more: Record<string, unknown> = {}) =>
  new Refused({ status: 200, json: { json: { errors: [[code, words, field]], ...more } } })
export const enveloped = (data: unknown): LabAnswer => ({ status: 200, json: { json: { errors: [], data } } })
