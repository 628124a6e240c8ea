import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, RemotePost, Stream, Streamed } from '../contract.ts'
import { type Filter, isEvent, kinds, type NostrEvent, secondsOf } from './events.ts'
import { postOf } from './read-back.ts'
import { relaysOf, webAddress } from './relays.ts'

const pauseMs = 5_000
const longestSilenceMs = 10 * 60_000
const mostAtOnce = 64 * 1024 * 1024
const remembered = 10_000
const waitingAtMost = 5_000

export const stream: Stream = { sameFor: (account) => relaysOf(account).toSorted().join(' '), listen }

/**
 * New notes as the account's relays come to know them, each once and checked. Words that are tags are asked for as such, others
 * are looked for in everything. What came while a relay was away is told when it is back. A slow reader loses the oldest waiting.
 */
async function* listen(
  call: Call,
  { words = [], cursor }: { words?: string[]; cursor?: string },
): AsyncGenerator<Streamed[]> {
  const end = new AbortController()
  const signal = AbortSignal.any([call.signal, end.signal])
  const waiting: NostrEvent[] = []
  const told = new Set<string>()
  const wanted = wantedBy(words)
  let wake = () => {}
  const take = (event: NostrEvent) => {
    if (told.has(event.id) || !wanted(event)) return
    told.add(event.id)
    if (told.size > remembered) told.delete(told.values().next().value ?? '')
    if (waiting.push(event) > waitingAtMost) waiting.shift()
    wake()
  }
  signal.addEventListener('abort', () => wake(), { once: true })
  const runs = relaysOf(call.account).map((relay) => follow({ ...call, signal }, relay, filterFor(words), cursor, take))
  try {
    while (!signal.aborted) {
      const next = waiting.shift()
      const post = next && (await genuine(next))
      if (post) yield [{ what: 'said', post, cursor: String(secondsOf(post.at)) }]
      else if (!next)
        await new Promise<void>((resolve) => {
          wake = resolve
          if (signal.aborted || waiting.length > 0) resolve()
        })
    }
  } finally {
    end.abort()
    await Promise.allSettled(runs)
  }
}

const isTag = (word: string) => /^#[\p{L}\p{N}_]+$/u.test(word)
const plainOf = (words: string[]) => words.filter((word) => !isTag(word)).map((word) => word.toLocaleLowerCase())

function filterFor(words: string[]): Filter {
  const tags = words.filter(isTag).map((word) => word.slice(1).toLocaleLowerCase())
  const onlyTags = tags.length > 0 && plainOf(words).length === 0
  return { kinds: [kinds.note], ...(onlyTags ? { '#t': tags } : {}) }
}

function wantedBy(words: string[]): (event: NostrEvent) => boolean {
  const tags = new Set(words.filter(isTag).map((word) => word.slice(1).toLocaleLowerCase()))
  const plain = plainOf(words)
  if (words.length === 0) return () => true
  return ({ content, tags: own }) =>
    own.some((tag) => tag[0] === 't' && tags.has(tag[1] ?? '')) ||
    plain.some((word) => content.toLocaleLowerCase().includes(word))
}

async function genuine(event: NostrEvent): Promise<RemotePost | undefined> {
  const { isGenuine } = await import('./nip01.ts')
  return isGenuine(event) ? postOf(event) : undefined
}

/** One relay until it closes, and again after a while, from where it stood. */
async function follow(
  call: Call,
  relay: string,
  filter: Filter,
  cursor: string | undefined,
  take: (event: NostrEvent) => void,
): Promise<void> {
  let since = cursor ? Number(cursor) : secondsOf(call.clock.now())
  const hear = (text: string) => {
    const event: unknown = eventIn(text)
    if (!isEvent(event)) return false
    since = Math.max(since, Math.min(event.created_at, secondsOf(call.clock.now())))
    take(event)
    return false
  }
  while (!call.signal.aborted) {
    const say = [JSON.stringify(['REQ', 'live', { ...filter, since }])]
    const bounds = { timeoutMs: longestSilenceMs, maxBytes: mostAtOnce, signal: call.signal }
    try {
      await call.http({ url: webAddress(relay), conversation: { say, hear }, ...bounds })
    } catch (error) {
      if (!call.signal.aborted && !(error instanceof NetworkFailure)) throw error
    }
    if (!call.signal.aborted) await call.clock.sleep(pauseMs, call.signal).catch(() => undefined)
  }
}

function eventIn(text: string): unknown {
  try {
    const told: unknown = JSON.parse(text)
    return Array.isArray(told) && told[0] === 'EVENT' ? told[2] : undefined
  } catch {
    return undefined
  }
}
