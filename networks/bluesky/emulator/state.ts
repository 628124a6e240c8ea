import { createHash } from 'node:crypto'
import type { JsonObject } from '../../../kernel/json.ts'
import { applyChat, type ChatEvent, type ChatState, emptyChat } from './chat-state.ts'
import { base32, sortable } from './names.ts'
import { forgetSpoken, keepSpoken, nothingSpoken, type Spoken } from './spoken.ts'

/** What the emulated servers hold. Changed only by `apply`, so that replaying the events gives it again. */
export type Held = {
  uri: string
  cid: string
  collection: string
  rkey: string
  value: JsonObject
  at: string
  n: number
}
export type Blob = { cid: string; mime: string; bytes: number; path: string }
export type Said = Held & { person: string }
export type Standing = 'takendown' | 'deactivated'
export type Account = {
  did: string
  handle: string
  name: string
  locale: string
  password: string
  /** Refresh tokens given before that moment ended with the old app password. */
  passwordAt?: string
  standing?: Standing
  /** Its owner lets nobody else at the private messages: neither by an app password nor by a sign-in. */
  withoutMessages?: boolean
  /** By `collection/rkey`, in the order of making. */
  records: Map<string, Held>
  blobs: Map<string, Blob>
  ordinal: number
}
export type Job = { id: string; did: string; cid?: string; failure?: string }
export type State = {
  accounts: Map<string, Account>
  handles: Map<string, string>
  /** Comments that tests and visitors made people say. */
  said: Spoken
  /** Whom they made follow an account, by uri. */
  followed: Map<string, Said>
  /** When a refresh token was used first, by its name. */
  rotated: Map<string, string>
  revoked: Set<string>
  jobs: Map<string, Job>
  chat: ChatState
  writes: number
}
export type Event =
  | { made: 'account'; did: string; handle: string; name: string; locale: string; password: string }
  | { made: 'password'; did: string; password: string; at: string }
  | { made: 'standing'; did: string; standing: Standing }
  | { made: 'record'; did: string; collection: string; rkey: string; cid: string; value: JsonObject; at: string }
  | { made: 'removal'; did: string; collection: string; rkey: string }
  | { made: 'blob'; did: string; cid: string; mime: string; bytes: number; path: string }
  | { made: 'comment'; uri: string; cid: string; value: JsonObject; person: string; at: string }
  | { made: 'follow'; uri: string; cid: string; value: JsonObject; person: string; at: string }
  | { made: 'comment-removal'; uri: string }
  | { made: 'rotation'; jti: string; at: string }
  | { made: 'revocation'; jti: string }
  | { made: 'job'; id: string; did: string; cid?: string; failure?: string }
  | { made: 'rights'; did: string; messages: boolean }
  | ChatEvent

export const emptyState = (): State => ({
  accounts: new Map(),
  handles: new Map(),
  said: nothingSpoken(),
  followed: new Map(),
  rotated: new Map(),
  revoked: new Set(),
  jobs: new Map(),
  chat: emptyChat(),
  writes: 0,
})

export function apply(state: State, event: Event): void {
  if (event.made === 'account') openAccount(state, event)
  else if (event.made === 'password' || event.made === 'standing' || event.made === 'rights') change(state, event)
  else if (event.made === 'message' || event.made === 'accepted' || event.made === 'unsaid')
    applyChat(state.chat, event)
  else if (event.made === 'rotation') state.rotated.set(event.jti, event.at)
  else if (event.made === 'revocation') state.revoked.add(event.jti)
  else if (event.made === 'job') state.jobs.set(event.id, event)
  else {
    state.writes += 1
    if (event.made === 'comment') keepSpoken(state.said, doneAs(state.writes, event))
    else if (event.made === 'follow') state.followed.set(event.uri, doneAs(state.writes, event))
    else if (event.made === 'comment-removal') forgetSpoken(state.said, event.uri)
    else write(state, event)
  }
}

function change({ accounts }: State, event: Extract<Event, { made: 'password' | 'standing' | 'rights' }>): void {
  const account = accounts.get(event.did)
  if (!account) return
  if (event.made === 'standing') account.standing = event.standing
  else if (event.made === 'rights') account.withoutMessages = !event.messages
  else Object.assign(account, { password: event.password, passwordAt: event.at })
}

type Done = Extract<Event, { made: 'comment' | 'follow' }>

function doneAs(n: number, { uri, cid, value, person, at }: Done): Said {
  const [, , , collection = '', rkey = ''] = uri.split('/')
  return { uri, cid, value, person, at, collection, rkey, n }
}

function write(state: State, event: Extract<Event, { made: 'record' | 'removal' | 'blob' }>): void {
  const account = state.accounts.get(event.did)
  if (!account) return
  if (event.made === 'blob') account.blobs.set(event.cid, event)
  else if (event.made === 'removal') account.records.delete(`${event.collection}/${event.rkey}`)
  else {
    const { collection, rkey, cid, value, at } = event
    const name = `${collection}/${rkey}`
    account.records.set(name, { uri: `at://${event.did}/${name}`, cid, collection, rkey, value, at, n: state.writes })
  }
}

function openAccount(state: State, event: Extract<Event, { made: 'account' }>): void {
  const before = state.accounts.get(event.did)
  if (before) Object.assign(before, { name: event.name, locale: event.locale, password: event.password })
  else {
    const ordinal = state.accounts.size + 1
    state.accounts.set(event.did, { ...event, records: new Map(), blobs: new Map(), ordinal })
  }
  state.handles.set(event.handle, event.did)
}

export const heldIn = (account: Account, collection: string, rkey: string): Held | undefined =>
  account.records.get(`${collection}/${rkey}`)

export const recordsOf = (account: Account, collection: string): Held[] =>
  [...account.records.values()].filter((one) => one.collection === collection)

/** Any record by its address, whoever it belongs to. */
export function heldAt(state: State, uri: string): Held | undefined {
  const [, , did = '', collection = '', rkey = ''] = uri.split('/')
  const account = state.accounts.get(did)
  return account ? heldIn(account, collection, rkey) : state.said.byUri.get(uri)
}

/** The name of a content: the same for the same record however its fields are ordered. */
export const cidOfRecord = (value: unknown): string => cid(0x71, createHash('sha256').update(canonical(value)).digest())
/** The true CID of a file, from its SHA-256. */
export const cidOfFile = (sha256: string): string => cid(0x55, Buffer.from(sha256, 'hex'))

const cid = (codec: number, digest: Buffer): string =>
  `b${base32(Buffer.concat([Buffer.from([1, codec, 0x12, 0x20]), digest]))}`

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join(',')}}`
}

export const didFor = (name: string): string =>
  `did:plc:${base32(createHash('sha256').update(name).digest()).slice(0, 24)}`

/** A valid record key for a name and a moment. */
export function tidAt(at: Date, name: string): string {
  const spread = createHash('sha256').update(name).digest().readUInt32BE(0)
  return sortable((BigInt(at.getTime()) * 1000n + BigInt(spread % 1000)) * 1024n + BigInt(spread % 1024))
}
