import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Stream, Streamed, Wanted } from '../contract.ts'
import { createFlow, type Flow } from '../families/streams/flow.ts'
import { stayConnected, streamEnded } from '../families/streams/stay-connected.ts'
import { createToldOnce, type ToldOnce } from '../families/streams/told-once.ts'
import { isTag, wantedBy } from '../families/streams/wanted-words.ts'
import { type Filter, isEvent, kinds, type NostrEvent, secondsOf } from './events.ts'
import { postOf } from './read-back.ts'
import { readStretch } from './read-stretch.ts'
import { relaysOf, webAddress } from './relays.ts'

/** Relays that anybody may read (https://github.com/nostr-protocol/nips/blob/master/66.md tells how they are found; read 2026-11-23). */
const openServers = ['wss://relay.damus.io', 'wss://nos.lol', 'wss://relay.primal.net']
const longestSilenceMs = 10 * 60_000
const largestMessage = 1024 * 1024
/** Authors write the moment themselves and their notes come late: so far back is asked again after a break. */
const overlapS = 600

/**
 * Notes and articles as the account's relays come to know them, each once and checked, and what their authors take back. Words that
 * are tags are asked for as such, others are looked for in everything. What came while a relay was away is asked for when it is back.
 * The cursor is the second up to which all relays were read.
 */
export const stream: Stream = {
  openServers,
  alsoTells: ['deleted'],
  sameFor: (account) => relaysOf(account).toSorted().join(' '),
  listen,
}

async function* listen(given: Call, want: Wanted): AsyncGenerator<Streamed[]> {
  const end = new AbortController()
  const call = { ...given, signal: AbortSignal.any([given.signal, end.signal]) }
  const flow = createFlow(call.signal)
  const now = () => secondsOf(call.clock.now())
  const since = Number(want.cursor) || now()
  const relays = relaysOf(call.account).map((address): Relay => ({ address, reached: since, live: false }))
  const ear: Ear = {
    flow,
    relays,
    now,
    floor: want.cursor ? 0 : since,
    words: want.words ?? [],
    once: createToldOnce(3 * overlapS),
  }
  const runs = relays.map((relay) =>
    stayConnected(call, want.trouble, (heard) => followed(call, relay, ear, heard)).catch(flow.fail),
  )
  try {
    yield* flow.batches()
  } finally {
    end.abort()
    await Promise.all(runs)
  }
}

/** Up to the second `reached` all was read; while it is `live`, up to now. */
type Relay = { address: string; reached: number; live: boolean }
type Ear = { flow: Flow; relays: Relay[]; now: () => number; floor: number; words: string[]; once: ToldOnce }

/** Listens, and meanwhile asks for what was said since it was last read. */
async function followed(call: Call, relay: Relay, ear: Ear, heard: () => void): Promise<void> {
  const here = new AbortController()
  const inside = { ...call, signal: AbortSignal.any([call.signal, here.signal]) }
  const filter = filterFor(ear.words)
  const since = Math.max(ear.floor, relay.reached - overlapS)
  const hear = (message: Buffer) => {
    heard()
    return heardLive(message, ear)
  }
  const say = [JSON.stringify(['REQ', 'live', { ...filter, since: ear.now() - 1 }])]
  const bounds = { timeoutMs: longestSilenceMs, maxBytes: largestMessage, signal: inside.signal }
  const live = call.http({ url: webAddress(relay.address), follow: { say, hear }, ...bounds })
  const caught = readStretch(inside, relay.address, filter, { since, until: ear.now() }, async (events, upTo) => {
    for (const event of events) await told(event, ear)
    relay.reached = Math.max(relay.reached, upTo)
    await ear.flow.tell({ what: 'passed', cursor: cursorOf(ear) })
  })
  const isCaught = caught.then(() => {
    relay.live = true
  })
  try {
    const [answer] = await Promise.all([live, isCaught])
    if (answer.status === 101) throw streamEnded()
    throw new NetworkFailure('network-down', `the relay answers ${answer.status}`, {
      evidence: { status: answer.status },
    })
  } finally {
    here.abort()
    await Promise.allSettled([live, isCaught])
    if (relay.live) relay.reached = ear.now()
    relay.live = false
  }
}

function filterFor(words: string[]): Filter {
  const tags = words.filter(isTag).map((word) => word.slice(1).toLocaleLowerCase())
  const isByTags = tags.length > 0 && tags.length === words.length
  return {
    kinds: [kinds.note, kinds.article, ...(isByTags ? [] : [kinds.deletion])],
    ...(isByTags ? { '#t': tags } : {}),
  }
}

function heardLive(message: Buffer, ear: Ear): Promise<void> | undefined {
  const [type, , said] = framesIn(message)
  if (type === 'CLOSED')
    throw new NetworkFailure('network-down', `the relay closed what was asked: ${String(said).slice(0, 200)}`)
  if (type === 'EVENT' && isEvent(said)) return told(said, ear)
  return ear.flow.tell({ what: 'passed', cursor: cursorOf(ear) })
}

/** Nothing is told that its author did not sign. */
async function told(event: NostrEvent, ear: Ear): Promise<void> {
  const place = Math.min(event.created_at, ear.now())
  if (!ear.once.isNew(event.id, place)) return
  const { isGenuine } = await import('./nip01.ts')
  const cursor = cursorOf(ear)
  if (!isGenuine(event)) return ear.flow.tell({ what: 'passed', cursor })
  if (event.kind === kinds.deletion) {
    for (const [name, id] of event.tags)
      if (name === 'e' && id) await ear.flow.tell({ what: 'deleted', id, author: event.pubkey, cursor })
    return
  }
  const post = await postOf(event)
  const isWanted = wantedBy(ear.words)(post)
  await ear.flow.tell(isWanted ? { what: 'said', post, cursor } : { what: 'passed', cursor }, 4 * event.content.length)
}

const cursorOf = ({ relays, now }: Ear): string =>
  String(Math.min(...relays.map(({ live, reached }) => (live ? now() : reached))))

function framesIn(message: Buffer): unknown[] {
  try {
    const frame: unknown = JSON.parse(message.toString('utf8'))
    return Array.isArray(frame) ? frame : []
  } catch {
    return []
  }
}
