import { z } from 'zod'
import type { NetworkHttp } from '../../../kernel/http/client.ts'
import type { Network, Page, RemotePost, Search } from '../../../networks/contract.ts'
import type { NetworkedWorld } from '../../../networks/world.ts'
import { type OpenedAccount, openAccount, withFreshAccount } from '../../brand/index.ts'
import { countMoreRead, roomToRead } from '../../inbox/index.ts'
import { takeFromApps } from '../../publishing/index.ts'
import type { Heard } from './heard.ts'
import { type Answered, intakeKind, type Reading } from './intake.ts'
import { postOf } from './post-of.ts'
import { afterPage, readTurn, type Term, type Turn } from './search-turn.ts'
import { termsOf } from './terms-of.ts'

const settings = z.object({ accountId: z.string(), brandId: z.string() })
type Settings = z.output<typeof settings>
type Searching = Network & { search: Search }

/** Each term is asked for about so often, as far as the network's limits let. */
const roundMs = 180_000
const soonestMs = 1_000
const idleMs = 60_000
const overlapMs = 600_000
/** A term is asked back so many pages at first; the past before belongs to imports. */
const mostPages = 10

/** What a brand's queries find by a network's own search: term by term, in turn, within the limits of reading. */
export const networkSearch = intakeKind<Settings>({
  ...{ kind: 'search', settings, way: 'ask' },
  ask: async (reading) => {
    const { world, settings: asked } = reading
    const account = await openAccount(world, asked.accountId)
    const network = searching(world, account.network)
    const terms = askable(await termsOf(world.db, [asked.brandId]), network)
    if (terms.length === 0) return { heard: [], calls: 0, inMs: idleMs }
    const wait = await roomToSearch(world, network, account)
    if (wait > 0) return { heard: [], calls: 0, inMs: Math.max(soonestMs, wait) }
    return askNext(reading, { network, account, terms })
  },
})

function searching(world: NetworkedWorld, id: string): Searching {
  const network = world.networks.get(id)
  if (!network.search) throw new Error(`${id} cannot be searched`)
  return { ...network, search: network.search }
}

/** As this network can be asked; where the number of different ones is bound, the first. */
function askable(terms: string[], { searchesBy, searches }: Network): string[] {
  const asked = searchesBy === 'tags' ? terms.map((term) => term.replace(/^#/, '')).filter(isTag) : terms
  const different = [...new Set(asked)]
  return searches?.of === 'terms' ? different.slice(0, searches.pages) : different
}

const isTag = (term: string) => /^[\p{L}\p{M}\p{N}_]+$/u.test(term)

/** Where searches have a limit of their own it is used evenly, and beside that of all reading. */
async function roomToSearch(world: NetworkedWorld, network: Searching, account: OpenedAccount): Promise<number> {
  const { searches } = network
  if (searches && searches.of !== 'terms') {
    const { per, pages: calls, everyMs } = searches
    const shared = `${account.network} ${network.appOf?.(account) ?? account.server}`
    const app = `searching ${per === 'account' ? account.id : shared}`
    const take = { app, rates: [{ per, calls, everyMs }], act: 'read' as const, pace: 'even' as const }
    const [wait = 0] = await takeFromApps(world.db, [take], world.clock.now())
    if (wait > 0) return wait
  }
  return roomToRead(world, network, account)
}

type Asking = { network: Searching; account: OpenedAccount; terms: string[] }

async function askNext({ world, cursor, signal }: Reading<Settings>, asking: Asking): Promise<Answered> {
  const { network, account, terms } = asking
  const turn = readTurn(cursor)
  const at = turn.next % terms.length
  const term = terms[at] ?? ''
  const before = turn.terms[term] ?? {}
  let calls = 0
  const http: NetworkHttp = (request) => {
    calls++
    return world.http(request)
  }
  const page = await withFreshAccount(world, account.id, (access) =>
    network.search({ account: access, http, clock: world.clock, signal }, term, before.page),
  )
  await countMoreRead(world, network, account, calls - 1)
  const heard = page.items.map((post): Heard => ({ what: 'said', post: postOf(account.network, account.server, post) }))
  const then = nextOf(before, page)
  const isSwept = then.page === undefined
  const next: Turn = { next: isSwept ? at + 1 : at, terms: { ...only(turn.terms, terms), [term]: then } }
  return {
    heard,
    calls,
    cursor: JSON.stringify(next),
    inMs: isSwept ? Math.max(soonestMs, roundMs / terms.length) : soonestMs,
  }
}

function nextOf(before: Term, { items, cursor }: Page<RemotePost>): Term {
  const moments = items.map(({ at }) => at.getTime()).filter((at) => !Number.isNaN(at))
  const pages = (before.pages ?? 0) + 1
  const isLast = items.length === 0 || cursor === undefined || pages >= mostPages
  const page = {
    ...(moments.length > 0 && { newest: new Date(Math.max(...moments)), oldest: new Date(Math.min(...moments)) }),
    ...(!isLast && { cursor }),
  }
  const then = afterPage(before, page, overlapMs)
  return then.page === undefined ? then : { ...then, pages }
}

/** Terms that no query asks for any more are forgotten. */
const only = (known: Turn['terms'], terms: string[]): Turn['terms'] =>
  Object.fromEntries(Object.entries(known).filter(([term]) => terms.includes(term)))
