import type { JsonObject } from '../../kernel/json.ts'
import type { Call, RemotePost, Stream, Streamed } from '../contract.ts'
import { isRecord, textOf } from './json-shapes.ts'
import { contentOf } from './read-back.ts'
import { pageOf } from './records.ts'

/** Every public post as it is made (https://github.com/bluesky-social/jetstream). */
const publicStream = 'wss://jetstream2.us-east.bsky.network/subscribe'
const overlapMicros = 5_000_000
const longestPauseMs = 60_000
const waitingAtMost = 10_000

export const stream: Stream = {
  openServers: [new URL(publicStream).origin.replace(/^ws/, 'http')],
  sameFor: ({ facts }) => (typeof facts.stream === 'string' ? facts.stream : publicStream),
  listen,
}

/**
 * Goes on after a broken connection from where it stood; the few seconds read twice are told once.
 * Ends when the signal aborts. A reader slower than the stream loses the oldest waiting ones, never memory.
 */
async function* listen(call: Call, want: { words?: string[]; cursor?: string }): AsyncGenerator<Streamed[]> {
  const words = (want.words ?? []).map((word) => word.toLocaleLowerCase())
  const told = new Set<string>()
  let cursor = want.cursor ? Number(want.cursor) : undefined
  for (let failures = 0; !call.signal.aborted; failures++) {
    for await (const event of eventsFrom(call, cursor)) {
      failures = 0
      cursor = Math.max(cursor ?? 0, event.micros)
      if (told.has(event.post.ref.id)) continue
      remember(told, event.post.ref.id)
      if (words.length === 0 || words.some((word) => event.post.text.toLocaleLowerCase().includes(word)))
        yield [{ what: 'said', post: event.post, cursor: String(event.micros) }]
    }
    if (!call.signal.aborted) await pause(call, failures)
  }
}

function remember(told: Set<string>, id: string): void {
  told.add(id)
  if (told.size > waitingAtMost) told.delete(told.values().next().value ?? '')
}

async function pause(call: Call, failures: number): Promise<void> {
  try {
    await call.clock.sleep(Math.min(longestPauseMs, 1_000 * 2 ** failures), call.signal)
  } catch (error) {
    if (!call.signal.aborted) throw error
  }
}

type Event = { micros: number; post: RemotePost }

/** One connection's events until it closes. */
async function* eventsFrom(call: Call, cursor: number | undefined): AsyncGenerator<Event> {
  const socket = new WebSocket(addressOf(call, cursor))
  const waiting: Event[] = []
  let wake = () => {}
  let open = true
  const end = () => {
    open = false
    wake()
  }
  socket.addEventListener('message', (message) => {
    const event = eventOf(message.data, call)
    if (event) waiting.push(event)
    if (waiting.length > waitingAtMost) waiting.shift()
    wake()
  })
  socket.addEventListener('close', end)
  socket.addEventListener('error', end)
  call.signal.addEventListener('abort', end, { once: true })
  try {
    while (open || waiting.length > 0) {
      const next = waiting.shift()
      if (next) yield next
      else
        await new Promise<void>((resolve) => {
          wake = resolve
        })
    }
  } finally {
    call.signal.removeEventListener('abort', end)
    socket.close()
  }
}

function addressOf(call: Call, cursor: number | undefined): string {
  const given = call.account.facts.stream
  const url = new URL(typeof given === 'string' ? given : publicStream)
  url.searchParams.set('wantedCollections', 'app.bsky.feed.post')
  if (cursor) url.searchParams.set('cursor', String(cursor - overlapMicros))
  return url.href
}

function eventOf(data: unknown, call: Call): Event | undefined {
  const event = parsed(data)
  const commit = isRecord(event?.commit) ? event.commit : {}
  if (event?.kind !== 'commit' || commit.operation !== 'create' || !isRecord(commit.record)) return undefined
  if (commit.collection !== 'app.bsky.feed.post') return undefined
  const did = textOf(event.did)
  const uri = `at://${did}/app.bsky.feed.post/${textOf(commit.rkey)}`
  const ref = { id: uri, url: pageOf(call, uri), more: { cid: textOf(commit.cid) } }
  const post = { ...contentOf(commit.record), ref, author: { id: did, handle: did }, raw: commit.record }
  return { micros: Number(event.time_us) || 0, post }
}

function parsed(data: unknown): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(String(data))
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}
