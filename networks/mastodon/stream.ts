import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, RemotePost, Stream, Streamed } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import type { Status } from './entities.ts'
import { followEvents } from './follow-events.ts'
import { postOf } from './read-back.ts'

/** A timeline and the stream that continues it. */
type Source = { timeline: string; events: string; query: Record<string, string>; wanted: (post: RemotePost) => boolean }

const pauseMs = 5_000
const rememberedIds = 5_000
const waitingAtMost = 5_000

export const stream: Stream = { sameFor: ({ server }) => server, listen }

/**
 * New public posts as the server comes to know them, each once. Words that are tags are followed as such, others are looked for
 * in the public stream. What was missed while a stream was broken is read from its timeline, which is also all there is
 * where a server does not stream. A reader slower than the stream loses the oldest waiting ones.
 */
async function* listen(
  call: Call,
  { words = [], cursor }: { words?: string[]; cursor?: string },
): AsyncGenerator<Streamed[]> {
  const end = new AbortController()
  const signal = AbortSignal.any([call.signal, end.signal])
  const queue = createQueue(signal)
  const told = new Set<string>()
  const take = (source: Source) => (status: Status) => {
    if (told.has(status.id)) return
    told.add(status.id)
    if (told.size > rememberedIds) told.delete(told.values().next().value ?? '')
    const post = postOf(status)
    if (source.wanted(post)) queue.push(post)
  }
  const runs = sourcesFor(words).map((source) =>
    follow({ ...call, signal }, source, cursor, take(source)).catch(queue.fail),
  )
  try {
    for await (const post of queue.posts()) yield [{ what: 'said', post, cursor: post.ref.id }]
  } finally {
    end.abort()
    await Promise.allSettled(runs)
  }
}

function sourcesFor(words: string[]): Source[] {
  const isTag = (word: string) => /^#[\p{L}\p{M}\p{N}_]+$/u.test(word)
  const plain = words.filter((word) => !isTag(word)).map((word) => word.toLocaleLowerCase())
  const tags = words.filter(isTag).map((word): Source => {
    const tag = word.slice(1)
    return {
      timeline: `/api/v1/timelines/tag/${encodeURIComponent(tag)}`,
      events: '/api/v1/streaming/hashtag',
      query: { tag },
      wanted: () => true,
    }
  })
  const wanted = (post: RemotePost) =>
    plain.length === 0 || plain.some((word) => post.text.toLocaleLowerCase().includes(word))
  const everything: Source = {
    timeline: '/api/v1/timelines/public',
    events: '/api/v1/streaming/public',
    query: {},
    wanted,
  }
  return plain.length > 0 || tags.length === 0 ? [...tags, everything] : tags
}

/** Reads the timeline up to now, then the stream until it breaks, and again. */
async function follow(
  call: Call,
  source: Source,
  cursor: string | undefined,
  take: (status: Status) => void,
): Promise<void> {
  let newest = cursor ?? (await timeline(call, source, undefined, 1)).at(-1)?.id ?? '0'
  const took = (status: Status) => {
    if (BigInt(status.id) > BigInt(newest)) newest = status.id
    take(status)
  }
  while (!call.signal.aborted) {
    const live = followEvents(call, source.events, source.query, took)
    await catchUp(call, source, newest, took)
    const { streamed } = await live
    if (!call.signal.aborted) await paused(call, streamed ? 1_000 : pauseMs)
    await catchUp(call, source, newest, took)
  }
}

async function catchUp(call: Call, source: Source, from: string, take: (status: Status) => void): Promise<void> {
  for (const status of await timeline(call, source, from, 40)) take(status)
}

/** Ascending, right after `after`. A server that is busy or down is asked again later. */
async function timeline(call: Call, source: Source, after: string | undefined, limit: number): Promise<Status[]> {
  if (call.signal.aborted) return []
  try {
    const answer = await ask(wireOf(call), { path: source.timeline, query: { limit, min_id: after } })
    return answer.json<Status[]>().sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
  } catch (error) {
    if (call.signal.aborted) return []
    const later = error instanceof NetworkFailure && (error.kind === 'slow-down' || error.kind === 'network-down')
    if (!later) throw error
    await paused(call, error.retryAfterMs ?? pauseMs)
    return []
  }
}

async function paused(call: Call, ms: number): Promise<void> {
  try {
    await call.clock.sleep(ms, call.signal)
  } catch (error) {
    if (!call.signal.aborted) throw error
  }
}

/** What arrives waits here for its reader. */
function createQueue(signal: AbortSignal) {
  const waiting: RemotePost[] = []
  let broken: { error: unknown } | undefined
  let wake = () => {}
  signal.addEventListener('abort', () => wake(), { once: true })
  return {
    push: (post: RemotePost) => {
      if (waiting.push(post) > waitingAtMost) waiting.shift()
      wake()
    },
    fail: (error: unknown) => {
      if (!signal.aborted) broken = { error }
      wake()
    },
    posts: async function* () {
      while (!signal.aborted) {
        const post = waiting.shift()
        if (post) yield post
        else if (broken) throw broken.error
        else
          await new Promise<void>((resolve) => {
            wake = resolve
            if (signal.aborted || waiting.length > 0 || broken) resolve()
          })
      }
    },
  }
}
