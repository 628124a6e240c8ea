import type { Clock } from '../../kernel/clock.ts'
import type { WebhookRequest } from '../contract.ts'
import type { Journal } from './journal.ts'
import type { LabHandle } from './network.ts'

/**
 * What emulators owe to the addresses that were registered with them. It is kept over restarts and goes out in the order in which it
 * was said, to each address one at a time: a dead address rests, ever longer, and what it refuses is tried again later, until it is
 * thanked for or too old. Nothing leaves this machine, but for where the lab was told to.
 */
export type Deliveries = {
  reaches: (url: string) => boolean
  owe: (network: string, id: string, url: string) => void
  /** Asks an address something at once; undefined where nobody answers. */
  knock: (request: WebhookRequest) => Promise<Thanks | undefined>
  /** Posts what is due by now. */
  catchUp: (network: string, handle: LabHandle, forMs?: number) => Promise<void>
  /** What nobody has thanked for yet, oldest first. */
  waiting: () => { network: string; id: string; url: string; tries: number }[]
  /** People of this network are told of by deliveries: after a restart it has to be there without being asked for. */
  hears: (network: string) => void
  networks: () => ReadonlySet<string>
  /** Nothing is posted any more; what is owed stays owed. */
  stop: () => void
}
export type Thanks = { status: number; body: string }

type Given = {
  clock: Clock
  journal: () => Journal
  /** Where an address that is not of this machine really stands. */
  standsAt?: (url: string) => string | undefined
  failed: (error: unknown) => void
}
type Owed = { n: number; network: string; id: string; url: string; at: number; tries: number; due: number }
type Remembered = { owed: Pick<Owed, 'n' | 'network' | 'id' | 'url'> } | { over: number } | { hears: string }

/** Under this name the journal keeps what is owed; no network is called so. */
const page = '_deliveries'
const dayMs = 24 * 3_600_000
const mostOwed = 10_000
const waitsMs = [1_000, 5_000, 30_000, 120_000, 600_000, 3_600_000]
const waitAfter = (failures: number) => waitsMs[Math.min(failures, waitsMs.length) - 1] ?? 0

export function createDeliveries({ clock, journal, standsAt, failed }: Given): Deliveries {
  const now = () => clock.now().getTime()
  const rests = new Map<string, { failures: number; until: number }>()
  const busy = new Map<string, Promise<void>>()
  const stopping = new AbortController()
  let book: Book | undefined
  const owedNow = () => {
    book ??= recall(journal())
    return book
  }
  const keep = (remembered: Remembered) =>
    journal().write({ network: page, at: clock.now().toISOString(), event: remembered })
  const over = ({ n }: Owed) => {
    owedNow().all.delete(n)
    keep({ over: n })
  }
  const hears = (network: string) => {
    if (owedNow().networks.has(network)) return
    owedNow().networks.add(network)
    keep({ hears: network })
  }
  const placeOf = (url: string) => (isLoopback(url) ? url : standsAt?.(url))

  const rest = (url: string) => {
    const failures = (rests.get(url)?.failures ?? 0) + 1
    rests.set(url, { failures, until: now() + waitAfter(failures) })
  }
  /** False where the address had better be left alone for a while. */
  const post = async (one: Owed, handle: LabHandle, forMs: number): Promise<boolean> => {
    const request = await handle.delivery?.(one.id, one.url)
    const place = placeOf(one.url)
    const thanks = request && place ? await send(request, place, stopping.signal) : undefined
    if (stopping.signal.aborted && !thanks) return false
    if (thanks && thanks.status >= 200 && thanks.status < 300) {
      rests.delete(one.url)
      over(one)
      return true
    }
    one.tries += 1
    one.due = now() + waitAfter(one.tries)
    if (now() - one.at > forMs) over(one)
    if (thanks && !isAway(thanks)) return true
    rest(one.url)
    return false
  }
  const postAll = async (all: Owed[], handle: LabHandle, forMs: number) => {
    for (const one of all) {
      const goesOn = await post(one, handle, forMs).catch((error: unknown) => {
        failed(error)
        over(one)
        return true
      })
      if (!goesOn) return
    }
  }
  const happen = async (network: string, handle: LabHandle, forMs: number) => {
    const rested = (url: string) => (rests.get(url)?.until ?? 0) <= now()
    const due = [...owedNow().all.values()].filter(
      (one) => one.network === network && rested(one.url) && (one.due <= now() || rests.has(one.url)),
    )
    await Promise.all([...Map.groupBy(due, (one) => one.url).values()].map((all) => postAll(all, handle, forMs)))
  }
  return {
    reaches: (url) => placeOf(url) !== undefined,
    owe: (network, id, url) => {
      hears(network)
      const { all, last } = owedNow()
      const one = { n: last + 1, network, id, url }
      owedNow().last = one.n
      all.set(one.n, { ...one, at: now(), tries: 0, due: now() })
      keep({ owed: one })
      const [oldest] = all.values()
      if (oldest && all.size > mostOwed) over(oldest)
    },
    knock: async (request) => {
      const place = placeOf(request.url)
      return place ? send(request, place, stopping.signal) : undefined
    },
    catchUp: (network, handle, forMs = dayMs) => {
      const go = () => happen(network, handle, forMs)
      const turn = (busy.get(network) ?? Promise.resolve()).then(go, go)
      busy.set(network, turn)
      return turn
    },
    waiting: () => [...owedNow().all.values()].map(({ network, id, url, tries }) => ({ network, id, url, tries })),
    hears,
    networks: () => owedNow().networks,
    stop: () => stopping.abort(),
  }
}

type Book = { all: Map<number, Owed>; last: number; networks: Set<string> }

function recall(journal: Journal): Book {
  const book: Book = { all: new Map(), last: 0, networks: new Set() }
  for (const { event, at } of journal.take(page)) {
    const remembered = event as Remembered
    if ('hears' in remembered) book.networks.add(remembered.hears)
    else if ('over' in remembered) book.all.delete(remembered.over)
    else {
      const { owed } = remembered
      const since = Date.parse(at)
      book.all.set(owed.n, { ...owed, at: since, tries: 0, due: since })
      book.last = owed.n
    }
  }
  return book
}

/** Nobody is there, or somebody says so for whom nobody is there. */
const isAway = ({ status }: Thanks) => [404, 429, 502, 503, 504].includes(status)

const timeoutMs = 10_000
const mostRead = 64 * 1024

async function send(
  { method, headers, query, body }: WebhookRequest,
  place: string,
  stopping: AbortSignal,
): Promise<Thanks | undefined> {
  const url = new URL(place)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(timeoutMs)])
  const sent = method === 'GET' ? { method, headers } : { method, headers, body: new Uint8Array(body) }
  try {
    const answer = await fetch(url, { ...sent, redirect: 'manual', signal })
    return { status: answer.status, body: (await answer.text()).slice(0, mostRead) }
  } catch {
    return undefined
  }
}

function isLoopback(url: string): boolean {
  const { hostname, protocol } = URL.parse(url) ?? {}
  const isWeb = protocol === 'http:' || protocol === 'https:'
  return isWeb && (hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname ?? ''))
}
