import { z } from 'zod'
import type { NetworkHttp } from '../../../kernel/http/client.ts'
import type { Network, Page, RemotePost, Search } from '../../../networks/contract.ts'
import type { NetworkedWorld } from '../../../networks/world.ts'
import { type OpenedAccount, openAccount, withFreshAccount } from '../../brand/index.ts'
import { countMoreRead, roomToRead } from '../../inbox/index.ts'
import { formsOf } from '../forms/forms-of.ts'
import { coverOf } from '../matcher/cover.ts'
import { parseQuery } from '../matcher/parse-query.ts'
import type { Heard } from './heard.ts'
import { type Answered, intakeKind, type Reading } from './intake.ts'
import { postOf } from './post-of.ts'
import { afterPage, readTurn, type Term, type Turn } from './search-turn.ts'

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
    const terms = await termsOf(world, asked.brandId, network)
    if (terms.length === 0) return { heard: [], calls: 0, inMs: idleMs }
    const wait = await roomToRead(world, network, account)
    if (wait > 0) return { heard: [], calls: 0, inMs: Math.max(soonestMs, wait) }
    return askNext(reading, { network, account, terms })
  },
})

function searching(world: NetworkedWorld, id: string): Searching {
  const network = world.networks.get(id)
  if (!network.search) throw new Error(`${id} cannot be searched`)
  return { ...network, search: network.search }
}

/** Of all queries of the brand together, each once. */
async function termsOf(world: NetworkedWorld, brandId: string, { searchesBy }: Network): Promise<string[]> {
  const queries = await world.db
    .selectFrom('listeningQuery as query')
    .innerJoin('listeningTopic as topic', 'topic.id', 'query.topicId')
    .select(['query.text', 'query.languages'])
    .where('query.brandId', '=', brandId)
    .where('query.isOn', '=', true)
    .where('query.deletedAt', 'is', null)
    .where('topic.deletedAt', 'is', null)
    .orderBy('query.id')
    .execute()
  const terms = queries.flatMap(({ text, languages }) => {
    const parsed = parseQuery(text)
    return parsed.ok ? (coverOf(parsed.query, formsOf, languages) ?? []) : []
  })
  const asked = searchesBy === 'tags' ? terms.map((term) => term.replace(/^#/, '')).filter(isTag) : terms
  return [...new Set(asked)]
}

const isTag = (term: string) => /^[\p{L}\p{M}\p{N}_]+$/u.test(term)

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
