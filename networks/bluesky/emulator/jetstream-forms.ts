import type { IncomingHttpHeaders } from 'node:http'
import type { JsonObject } from '../../../kernel/json.ts'

/** Forms as at https://github.com/bluesky-social/jetstream and its `network.bsky.jetstream.subscribeEvents` (read 2026-11-23). */
export type Told =
  | {
      what: 'record'
      operation: 'create' | 'update'
      did: string
      collection: string
      rkey: string
      cid: string
      value: JsonObject
    }
  | { what: 'removal'; did: string; collection: string; rkey: string }
  | { what: 'account'; did: string; active: boolean; status?: string }
  | { what: 'identity'; did: string }
export type Kept = Told & { micros: number; seq: number }

export type Wanted = { tells: (one: Told) => boolean; packed: boolean; most: number }
type Form = {
  /** A refusal in a word, or what the listener wants. */
  wanted: (query: URLSearchParams, headers: IncomingHttpHeaders, dictionary: number) => Wanted | string
  /** The number of the first event to be told; undefined: what comes from now on. */
  from: (cursor: string | null, past: Kept[]) => number | undefined
  said: (one: Kept) => string
}

/** What is smaller is the number of an event, in the second form. */
const smallestMoment = 1e15
const collectionOf = (one: Told) => (one.what === 'record' || one.what === 'removal' ? one.collection : undefined)
const within = (collection: string, patterns: string[]) =>
  patterns.some((one) => (one.endsWith('*') ? collection.startsWith(one.slice(0, -1)) : collection === one))
const since = (micros: number, past: Kept[]) => past.find((one) => one.micros >= micros)?.seq

export const firstForm: Form = {
  wanted: (query, headers) => {
    const collections = query.getAll('wantedCollections')
    const dids = query.getAll('wantedDids')
    return {
      most: Number(query.get('maxMessageSizeBytes')) || 0,
      packed: query.get('compress') === 'true' || String(headers['socket-encoding'] ?? '').includes('zstd'),
      tells: (one) => {
        const collection = collectionOf(one)
        if (dids.length > 0 && !dids.includes(one.did)) return false
        return collection === undefined || collections.length === 0 || within(collection, collections)
      },
    }
  },
  from: (cursor, past) => (cursor ? since(Number(cursor), past) : undefined),
  said: (one) => JSON.stringify({ did: one.did, time_us: one.micros, ...inFirstForm(one) }),
}

function inFirstForm(one: Kept): JsonObject {
  const { did, seq, micros } = one
  if (one.what === 'identity') return { kind: 'identity', identity: { did, seq, time: timeOf(micros) } }
  if (one.what === 'account') return { kind: 'account', account: accountOf(one) }
  return { kind: 'commit', commit: commitOf(one) }
}

export const secondForm: Form = {
  wanted: (query, headers, dictionary) => {
    const kinds = query.getAll('kinds')
    const collections = query.getAll('collections')
    const asked = query.get('zstdDictionary')
    if (query.has('compress') || headers['socket-encoding']) return 'InvalidRequest'
    if (query.has('wantedCollections') || query.has('wantedDids')) return 'InvalidRequest'
    if (kinds.some((kind) => !['commit', 'identity', 'account', 'sync'].includes(kind))) return 'InvalidRequest'
    if (asked !== null && Number(asked) !== dictionary) return 'UnknownZstdDictionary'
    return {
      most: Number(query.get('maxMessageSizeBytes')) || 0,
      packed: asked !== null,
      tells: (one) => {
        const collection = collectionOf(one)
        if (kinds.length > 0 && !kinds.includes(kindOf(one))) return false
        return collection === undefined || collections.length === 0 || within(collection, collections)
      },
    }
  },
  from: (cursor, past) => {
    if (!cursor) return undefined
    return Number(cursor) >= smallestMoment ? since(Number(cursor), past) : Math.max(1, Number(cursor))
  },
  said: (one) => {
    const { did, seq, micros } = one
    const inner = one.what === 'identity' ? { identity: { did, seq, time: timeOf(micros) } } : {}
    const about = one.what === 'account' ? { account: accountOf(one) } : inner
    const $type = `network.bsky.jetstream.subscribeEvents#${kindOf(one)}`
    const commit = one.what === 'record' || one.what === 'removal' ? commitOf(one) : {}
    return JSON.stringify({ $type: 'message', payload: { $type, seq, did, time: timeOf(micros), ...commit, ...about } })
  },
}

const kindOf = ({ what }: Told) => (what === 'record' || what === 'removal' ? 'commit' : what)
const timeOf = (micros: number) =>
  `${new Date(Math.floor(micros / 1000)).toISOString().slice(0, 19)}.${String(micros % 1e6).padStart(6, '0')}Z`

function accountOf({ did, active, status, seq, micros }: Extract<Kept, { what: 'account' }>): JsonObject {
  return { active, did, seq, ...(status ? { status } : {}), time: timeOf(micros) }
}

function commitOf(one: Extract<Kept, { what: 'record' | 'removal' }>): JsonObject {
  const { collection, rkey } = one
  const rev = `3r${one.seq.toString(36).padStart(11, '2')}`
  if (one.what === 'removal') return { rev, operation: 'delete', collection, rkey }
  return { rev, operation: one.operation, collection, rkey, record: one.value, cid: one.cid }
}
