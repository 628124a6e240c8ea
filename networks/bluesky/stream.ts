import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, RemotePost, Stream, Streamed, Wanted } from '../contract.ts'
import { createFlow, type Flow } from '../families/streams/flow.ts'
import { stayConnected, streamEnded } from '../families/streams/stay-connected.ts'
import { createToldOnce, type ToldOnce } from '../families/streams/told-once.ts'
import { wantedBy } from '../families/streams/wanted-words.ts'
import { publicWeb } from './account.ts'
import { addressOf, type Door, doorOf, headersFor, largestMessage, openServers, streamOf } from './jetstream-door.ts'
import { type Happened, happenedIn, type Notice } from './jetstream-events.ts'
import { contentOf } from './read-back.ts'
import { pageOf } from './records.ts'

/** The servers tell events in the order they came to know them, but for some moments; so far back is read again after a break. */
const overlapMicros = 5_000_000
/** A server whose clock is further ahead than this is not believed. */
const mostAheadMicros = 60_000_000
/** Somebody somewhere always does something: so long a silence is a stream that stopped. */
const longestSilenceMs = 30_000

/** Every public post as it is made, by the stream of everything: the cursor is a moment in microseconds. */
export const stream: Stream = {
  openServers,
  alsoTells: ['edited', 'deleted'],
  sameFor: streamOf,
  listen,
}

async function* listen(given: Call, want: Wanted): AsyncGenerator<Streamed[]> {
  const end = new AbortController()
  const call = { ...given, signal: AbortSignal.any([given.signal, end.signal]) }
  const flow = createFlow(call.signal)
  const now = call.clock.now().getTime() * 1_000
  const cursor = Number(want.cursor)
  const start = cursor > 0 ? { micros: cursor, floor: 0 } : { micros: now, floor: now }
  const place: Place = { ...start, skip: 0, door: undefined, plain: false }
  const ear = earFor(call, want, place, flow, createToldOnce(3 * overlapMicros))
  const run = stayConnected(call, want.trouble, (heard) => connection(call, place, ear, heard)).catch(flow.fail)
  try {
    yield* flow.batches()
  } finally {
    end.abort()
    await run
  }
}

/**
 * Where the stream stands. What was there before `floor`, when the listening began, is not told. `skip` steps over a message that is
 * too large to be taken, further at each try.
 */
type Place = { micros: number; floor: number; skip: number; door: Door | undefined; plain: boolean }
type Ear = (message: Buffer) => Promise<void> | undefined

async function connection(call: Call, place: Place, ear: Ear, heard: () => void): Promise<void> {
  const door = await doorFor(call, place)
  const from = Math.max(place.floor, place.micros + (place.skip || -overlapMicros))
  const hear = (message: Buffer) => {
    const words = wordsIn(message, door, place)
    if (!words) return undefined
    heard()
    return ear(words)
  }
  try {
    const bounds = { timeoutMs: longestSilenceMs, maxBytes: largestMessage, signal: call.signal }
    const answer = await call.http({
      url: addressOf(door, from),
      headers: headersFor(door),
      follow: { hear },
      ...bounds,
    })
    throw answer.status === 101 ? streamEnded() : shut(answer.status, answer.text(), place)
  } catch (error) {
    if (error instanceof NetworkFailure && error.evidence.code === 'TOO_LARGE')
      place.skip = Math.min(60_000_000, Math.max(1, place.skip * 8))
    throw error
  }
}

async function doorFor(call: Call, place: Place): Promise<Door> {
  place.door ??= await doorOf(call)
  return place.plain ? { ...place.door, unpack: undefined } : place.door
}

/** A refusal may mean another dictionary, or another server at the same address: both are asked for anew. */
function shut(status: number, body: string, place: Place): NetworkFailure {
  place.door = undefined
  const kind = status === 429 ? 'slow-down' : 'network-down'
  return new NetworkFailure(kind, `the stream’s server answers ${status}`, {
    evidence: { status, body: body.slice(0, 300) },
  })
}

function wordsIn(message: Buffer, { unpack }: Door, place: Place): Buffer | undefined {
  if (!unpack) return message
  try {
    return unpack.unpack(message)
  } catch (cause) {
    place.plain = true
    throw new NetworkFailure('network-down', 'the stream’s messages cannot be unpacked: asking for plain ones', {
      cause,
    })
  }
}

function earFor(call: Call, want: Wanted, place: Place, flow: Flow, once: ToldOnce): Ear {
  const isWanted = wantedBy(want.words)
  return (message) => {
    const event = happenedIn(message)
    if (!event) return undefined
    if (event.what === 'notice') return noted(event, want)
    place.skip = 0
    place.micros = Math.max(place.micros, Math.min(event.micros, call.clock.now().getTime() * 1_000 + mostAheadMicros))
    const told = toldOf(event, call, String(place.micros), once)
    const isTold = told && (told.what !== 'said' || isWanted(told.post))
    return flow.tell(isTold ? told : { what: 'passed', cursor: String(place.micros) }, isTold ? 4 * message.length : 0)
  }
}

/** What was kept for too short a time is lost, and said to be. */
function noted({ name, message, final }: Notice, { trouble }: Wanted): undefined {
  const failure = new NetworkFailure('network-down', `${name}: ${message}`, { evidence: { code: name } })
  if (final) throw failure
  trouble?.(failure)
}

function toldOf(event: Happened, call: Call, cursor: string, once: ToldOnce): Streamed | undefined {
  if (event.what === 'other') return undefined
  if (event.what === 'author-gone')
    return once.isNew(`gone ${event.did}`, event.micros)
      ? { what: 'author-deleted', author: event.did, cursor }
      : undefined
  if (!once.isNew(`${event.uri} ${event.what} ${event.rev}`, event.micros)) return undefined
  if (event.what === 'removal') return { what: 'deleted', id: event.uri, cursor }
  return { what: event.operation === 'create' ? 'said' : 'edited', post: postOf(event, call), cursor }
}

/** The stream names authors by their lasting ids only. */
function postOf(event: Extract<Happened, { what: 'post' }>, call: Call): RemotePost {
  const { uri, did, cid, record } = event
  const { server, remoteId } = call.account
  const isPublic = remoteId === '' && server.startsWith('https://')
  const web = isPublic ? publicWeb : call.account.facts.web
  const author = { id: did, handle: did, ...(typeof web === 'string' ? { url: `${web}/profile/${did}` } : {}) }
  const url = isPublic ? `${publicWeb}/profile/${did}/post/${uri.slice(uri.lastIndexOf('/') + 1)}` : pageOf(call, uri)
  return { ...contentOf(record), ref: { id: uri, url, more: { cid } }, author, raw: record }
}
