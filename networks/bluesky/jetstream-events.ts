import type { JsonObject } from '../../kernel/json.ts'
import { isRecord, textOf } from './json-shapes.ts'

/** What the stream told, in either form of the protocol; `other` is whatever else happens there. */
export type Happened = { micros: number } & (
  | {
      what: 'post'
      operation: 'create' | 'update'
      uri: string
      did: string
      rev: string
      cid: string
      record: JsonObject
    }
  | { what: 'removal'; uri: string; rev: string }
  | { what: 'author-gone'; did: string }
  | { what: 'other' }
)
/** Said by the server about the stream itself. */
export type Notice = { what: 'notice'; name: string; message: string; final: boolean }

const posts = 'app.bsky.feed.post'
const eventTypes = 'network.bsky.jetstream.subscribeEvents#'

/** Undefined for what is no event at all: it is passed over. */
export function happenedIn(message: Buffer): Happened | Notice | undefined {
  const told = parsed(message)
  if (!told) return undefined
  if (told.$type === undefined) return event(told, textOf(told.kind), Number(told.time_us), told.commit)
  if (told.$type === 'error')
    return { what: 'notice', name: textOf(told.error), message: textOf(told.message), final: true }
  const { payload } = told
  if (!isRecord(payload)) return undefined
  const kind = textOf(payload.$type).slice(eventTypes.length)
  if (kind === 'info')
    return { what: 'notice', name: textOf(payload.name), message: textOf(payload.message), final: false }
  return event(payload, kind, microsOf(textOf(payload.time)), payload)
}

function event(told: JsonObject, kind: string, micros: number, commit: unknown): Happened | undefined {
  const did = textOf(told.did)
  if (!did || !Number.isSafeInteger(micros) || micros <= 0) return undefined
  if (kind === 'commit') return committed(did, micros, isRecord(commit) ? commit : {})
  if (kind === 'account' && isRecord(told.account) && isGone(told.account)) return { what: 'author-gone', did, micros }
  return { what: 'other', micros }
}

function committed(did: string, micros: number, commit: JsonObject): Happened {
  const { operation, record } = commit
  const rev = textOf(commit.rev)
  const rkey = textOf(commit.rkey)
  if (commit.collection !== posts || !rkey) return { what: 'other', micros }
  const uri = `at://${did}/${posts}/${rkey}`
  if (operation === 'delete') return { what: 'removal', uri, rev, micros }
  if ((operation !== 'create' && operation !== 'update') || !isRecord(record)) return { what: 'other', micros }
  return { what: 'post', operation, uri, did, rev, cid: textOf(commit.cid), record, micros }
}

/** For good, or until the network changes its mind; who only rests or is held up keeps what was said. */
const isGone = ({ active, status }: JsonObject) => active === false && (status === 'deleted' || status === 'takendown')

/** RFC 3339 with six digits of a second. */
function microsOf(time: string): number {
  const [, digits = ''] = /\.(\d{1,6})/.exec(time) ?? []
  return Date.parse(`${time.slice(0, 19)}Z`) * 1_000 + Number(digits.padEnd(6, '0'))
}

function parsed(message: Buffer): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(message.toString('utf8'))
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}
