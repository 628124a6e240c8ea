import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, RemotePost, Stream, Streamed, Wanted } from '../contract.ts'
import { createFlow, type Flow } from '../families/streams/flow.ts'
import { stayConnected, streamEnded, unlessAborted } from '../families/streams/stay-connected.ts'
import { createToldOnce, type ToldOnce } from '../families/streams/told-once.ts'
import { isTag, wantedBy } from '../families/streams/wanted-words.ts'
import { ask, wireOf } from './client.ts'
import type { Status } from './entities.ts'
import { followEvents, type Told } from './follow-events.ts'
import { postOf } from './read-back.ts'
import { earlierOf, isAhead, isLater, laterOf, soMuchEarlier } from './status-ids.ts'

/** A post of another server arrives with the id of the moment when it was written: so far back is read again after a break. */
const overlapMs = 120_000
/** How often a timeline is read where no stream is to be had. */
const pauseMs = 5_000
/** While the stream is away the timeline is read at least so often. */
const longestPauseMs = 15_000
const pageSize = 40

/**
 * Public posts as the account's server comes to know them, what is changed in them and what is taken away. Words that are tags are
 * followed as such, others are looked for in the public stream. What was said while a stream was broken is read from its timeline, page
 * by page up to now; what was taken away meanwhile is not told. The cursor is the id up to which all was read.
 */
export const stream: Stream = { alsoTells: ['edited', 'deleted'], sameFor: ({ server }) => server, listen }

async function* listen(given: Call, want: Wanted): AsyncGenerator<Streamed[]> {
  const end = new AbortController()
  const call = { ...given, signal: AbortSignal.any([given.signal, end.signal]) }
  const flow = createFlow(call.signal)
  const sources = sourcesFor(want.words ?? [])
  const ear: Ear = {
    flow,
    sources,
    newest: '0',
    once: createToldOnce(3 * overlapMs),
    now: () => call.clock.now().getTime(),
  }
  if (want.cursor) for (const source of sources) source.reached = want.cursor
  const runs = sources.map((source) =>
    stayConnected(call, want.trouble, (heard) => followed(call, source, ear, heard), longestPauseMs).catch(flow.fail),
  )
  try {
    yield* flow.batches()
  } finally {
    end.abort()
    await Promise.all(runs)
  }
}

/** A timeline and the stream that continues it; up to `reached` it was read, and while it is `caughtUp` up to now. */
type Source = {
  timeline: string
  events: string
  query: Record<string, string>
  wanted: (post: RemotePost) => boolean
  reached: string | undefined
  /** What was there before the listening began is not told. */
  floor: string
  caughtUp: boolean
}
type Ear = { flow: Flow; sources: Source[]; newest: string; once: ToldOnce; now: () => number }

function sourcesFor(words: string[]): Source[] {
  const fresh = { reached: undefined, floor: '0', caughtUp: false }
  const tags = words.filter(isTag).map((word): Source => {
    const tag = word.slice(1)
    const timeline = `/api/v1/timelines/tag/${encodeURIComponent(tag)}`
    return { timeline, events: '/api/v1/streaming/hashtag', query: { tag }, wanted: () => true, ...fresh }
  })
  const plain = words.filter((word) => !isTag(word))
  if (plain.length === 0 && tags.length > 0) return tags
  const everything = { timeline: '/api/v1/timelines/public', events: '/api/v1/streaming/public', query: {} }
  return [...tags, { ...everything, wanted: wantedBy(plain), ...fresh }]
}

/** Listens, and meanwhile reads the timeline up to what is heard: only then is the cursor where the stream is. */
async function followed(call: Call, source: Source, ear: Ear, heard: () => void): Promise<void> {
  const here = new AbortController()
  const inside = { ...call, signal: AbortSignal.any([call.signal, here.signal]) }
  source.caughtUp = false
  source.reached ??= source.floor = (await page(inside, source, undefined, 1)).at(-1)?.id ?? '0'
  const live = followEvents(inside, source.events, source.query, (told) => {
    heard()
    return toldLive(told, source, ear)
  })
  const caught = catchUp(inside, source, ear, live)
  try {
    await caught
    if ((await live) === 'ended') throw streamEnded()
    heard()
    await call.clock.sleep(pauseMs, call.signal).catch(unlessAborted(call.signal))
  } finally {
    here.abort()
    await Promise.allSettled([live, caught])
    source.reached = source.caughtUp ? laterOf(ear.newest, source.reached) : source.reached
    source.caughtUp = false
  }
}

/** Page by page, oldest first, until nothing is left; `live` that broke meanwhile leaves the place where it is. */
async function catchUp(call: Call, source: Source, ear: Ear, live: Promise<unknown>): Promise<void> {
  let isLive = true
  live.then(
    (how) => {
      isLive = how !== 'ended'
    },
    () => {
      isLive = false
    },
  )
  let from = laterOf(source.floor, soMuchEarlier(source.reached ?? '0', overlapMs))
  for (;;) {
    const statuses = await page(call, source, from, pageSize)
    const last = statuses.at(-1)
    if (!last || !isLater(last.id, from)) break
    for (const status of statuses) {
      source.reached = laterOf(status.id, source.reached ?? '0')
      await ear.flow.tell(...toldStatus('update', status, source, ear))
    }
    from = last.id
  }
  source.caughtUp = isLive
  await ear.flow.tell({ what: 'passed', cursor: cursorOf(ear) })
}

/** Ascending, right after `after`; without it the newest. */
async function page(call: Call, { timeline, query }: Source, after: string | undefined, limit: number) {
  const { tag: _inPath, ...more } = query
  const answer = await ask(wireOf(call), { path: timeline, query: { ...more, limit, min_id: after } })
  const statuses: unknown = answer.json()
  if (!Array.isArray(statuses)) throw new NetworkFailure('network-down', 'the timeline is no list')
  return (statuses as Status[]).sort((a, b) => (isLater(a.id, b.id) ? 1 : -1))
}

function toldLive(told: Told, source: Source, ear: Ear): Promise<void> | undefined {
  const passed = () => ear.flow.tell({ what: 'passed', cursor: cursorOf(ear) })
  if (told === 'alive') return passed()
  if (told.kind === 'delete')
    return ear.once.isNew(`gone ${told.data}`, ear.now())
      ? ear.flow.tell({ what: 'deleted', id: told.data.trim(), cursor: cursorOf(ear) })
      : undefined
  const status = told.kind === 'update' || told.kind === 'status.update' ? statusIn(told.data) : undefined
  return status ? ear.flow.tell(...toldStatus(told.kind, status, source, ear)) : passed()
}

/** What is told of a status, once for each of its versions; `update` is the network's word for a new one. */
function toldStatus(kind: string, status: Status, source: Source, ear: Ear): [told: Streamed, bytes?: number] {
  if (!isAhead(status.id, ear.now())) ear.newest = laterOf(status.id, ear.newest)
  const cursor = cursorOf(ear)
  const at = Math.min(Date.parse(status.edited_at ?? status.created_at) || 0, ear.now())
  const post = postOf(status)
  const isWanted = kind === 'status.update' || ear.once.knows(status.id) || source.wanted(post)
  if (!isWanted) return [{ what: 'passed', cursor }]
  const isKnown = !ear.once.isNew(status.id, at)
  const isNew = status.edited_at ? ear.once.isNew(`${status.id} ${status.edited_at}`, at) : !isKnown
  if (!isNew) return [{ what: 'passed', cursor }]
  const what = kind === 'status.update' || isKnown ? 'edited' : 'said'
  return [{ what, post, cursor }, 2 * status.content.length + 4_000]
}

/** Up to where all sources were read that began. */
const cursorOf = ({ sources, newest }: Ear): string =>
  sources
    .flatMap(({ caughtUp, reached }) => (reached === undefined ? [] : [caughtUp ? laterOf(newest, reached) : reached]))
    .reduce((a, b) => earlierOf(a, b))

function statusIn(data: string): Status | undefined {
  try {
    const told = JSON.parse(data) as Partial<Status> | null
    return typeof told?.id === 'string' && typeof told.content === 'string' && told.account
      ? (told as Status)
      : undefined
  } catch {
    return undefined
  }
}
