import { inTransaction } from '../../kernel/db/connect.ts'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { NetworkHttp } from '../../kernel/http/client.ts'
import { storable } from '../../kernel/storable.ts'
import type { Inbox, Network } from '../../networks/contract.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { accountsSharing, type Hearer, type OpenedAccount, openAccount, withFreshAccount } from '../brand/index.ts'
import { keepHeard } from './keep.ts'
import { countMoreRead, roomToRead } from './room-to-read.ts'
import { toldTo } from './told-to-each.ts'

const everyMs = 60_000
const withinMs = 60_000
const mostPages = 5
const mostAccounts = 100
const atOnce = 4

type Due = { id: string; network: string }
type Pollable = Network & { inbox: Inbox }

/** Asks for what is new on the accounts whose turn it is: each once a minute, those of one stream together, as budgets allow. */
export async function listenToThoseDue(world: NetworkedWorld): Promise<void> {
  const pollable = new Map(world.networks.all.filter(isPollable).map((one) => [one.composing.id, one]))
  if (pollable.size === 0) return
  const waiting: Due[] = await world.db
    .selectFrom('account')
    .leftJoin('inboxReading as reading', 'reading.accountId', 'account.id')
    .select(['account.id', 'account.network'])
    .where('account.network', 'in', [...pollable.keys()])
    .where('account.archivedAt', 'is', null)
    .where('account.secrets', 'is not', null)
    .where('account.health', 'in', ['connected', 'unreachable'])
    .where((is) => is.or([is('reading.accountId', 'is', null), is('reading.wakeAt', '<=', world.clock.now())]))
    .orderBy('reading.wakeAt', (order) => order.asc().nullsFirst())
    .orderBy('account.id')
    .limit(mostAccounts)
    .execute()
  const heard = new Set<string>()
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const network = pollable.get(next.network)
      if (network) await listenTo(world, network, next.id, heard)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

const isPollable = (network: Network): network is Pollable => network.inbox?.poll !== undefined

async function listenTo(world: NetworkedWorld, network: Pollable, accountId: string, heard: Set<string>) {
  try {
    const account = await openAccount(world, accountId)
    const stream = streamName(network, account)
    if (heard.has(stream)) return
    heard.add(stream)
    const hearers = await accountsSharing(world, network, account)
    const read = await readOn(world, network, { account, stream, hearers })
    const next = read.isThere ? everyMs : Math.max(read.waitMs, soonMs)
    await wake(world, [accountId, ...hearers.map((one) => one.id)], { in: next, isRead: read.isThere })
  } catch (error) {
    if (!(error instanceof NetworkFailure)) world.log.error({ err: error, account: accountId }, 'an inbox was not read')
    const failure = error instanceof NetworkFailure ? error : undefined
    const told = error instanceof Error ? error.message : String(error)
    const later = Math.max(failure?.retryAfterMs ?? 0, waits[failure?.kind ?? 'rejected'] ?? longMs)
    await wake(world, [accountId], { in: later, trouble: told })
  }
}

/** Accounts without a stream of their own making are heard alone; the same place in another brand has its own cursor. */
const streamName = ({ composing, inbox }: Pollable, account: OpenedAccount) =>
  `${composing.id} ${account.practice ? 'practice ' : ''}${inbox.streamOf?.(account) ?? account.id}`

type Ear = { account: OpenedAccount; stream: string; hearers: Hearer[] }

/** `isThere`: all there is was read; else some of it waits, for as long as there is no room to ask for more. */
type Read = { isThere: boolean; waitMs: number }
const there: Read = { isThere: true, waitMs: 0 }

/** What was heard and how far are kept together: a cursor never stands after what was lost. */
async function readOn(world: NetworkedWorld, network: Pollable, ear: Ear): Promise<Read> {
  const { stream, account } = ear
  const known = await world.db
    .selectFrom('inboxStream')
    .select('cursor')
    .where('stream', '=', stream)
    .executeTakeFirst()
  let cursor = known?.cursor
  for (let page = 0; page < mostPages; page++) {
    const wait = await roomToRead(world, network, account)
    if (wait > 0) return { isThere: false, waitMs: wait }
    const told = await askAfter(world, network, account, cursor)
    const hearers = network.inbox.streamOf ? ear.hearers : ear.hearers.filter((one) => one.id === account.id)
    const now = world.clock.now()
    await inTransaction(world.db, async (tx) => {
      await keepHeard(tx, toldTo(network, hearers, told.items), now)
      if (told.cursor === undefined) return
      const at = { cursor: told.cursor, readAt: now }
      await tx
        .insertInto('inboxStream')
        .values({ stream, ...at })
        .onConflict((found) => found.column('stream').doUpdateSet(at))
        .execute()
    })
    if (told.items.length === 0 || told.cursor === undefined || told.cursor === cursor) return there
    cursor = told.cursor
  }
  return { isThere: false, waitMs: 0 }
}

/** One question, of which every call counts, also where it came to nothing. */
async function askAfter(world: NetworkedWorld, network: Pollable, account: OpenedAccount, cursor: string | undefined) {
  const { poll } = network.inbox
  const signal = AbortSignal.timeout(withinMs)
  let calls = 0
  const http: NetworkHttp = (request) => {
    calls++
    return world.http(request)
  }
  try {
    return await withFreshAccount(world, account.id, (access) =>
      poll({ account: access, http, clock: world.clock, signal }, cursor),
    )
  } finally {
    await countMoreRead(world, network, account, calls - 1)
  }
}

/** A crowd is read on at once; others get their turn between. */
const soonMs = 1_000
const longMs = 3_600_000
const waits: Partial<Record<NetworkFailure['kind'], number>> = {
  'slow-down': 120_000,
  'network-down': 300_000,
  'unknown-outcome': 300_000,
}

async function wake(
  world: NetworkedWorld,
  accountIds: string[],
  then: { in: number; isRead?: boolean; trouble?: string },
): Promise<void> {
  const now = world.clock.now()
  const told = {
    wakeAt: new Date(now.getTime() + then.in),
    trouble: then.trouble === undefined ? null : storable(then.trouble.slice(0, 300)),
    ...(then.isRead ? { readAt: now } : {}),
  }
  await world.db
    .insertInto('inboxReading')
    .values([...new Set(accountIds)].sort().map((accountId) => ({ accountId, readAt: null, ...told })))
    .onConflict((known) => known.column('accountId').doUpdateSet(told))
    .execute()
}
