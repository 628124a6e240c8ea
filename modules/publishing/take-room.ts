import { sql } from 'kysely'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Db, Tx } from '../../kernel/db/tables.ts'
import type { AccountAccess, Network, RateBudget } from '../../networks/contract.ts'
import { type Act, afterwards, counts, type Pace, takeFrom } from './budgets.ts'
import type { Hand } from './hand.ts'
import type { Lane } from './lanes.ts'
import type { Budgets } from './tables.ts'

/**
 * Takes one act from the budgets of the account and from those of the app by which it is reached, which other accounts share.
 * Returns 0, or how many milliseconds to wait until there is room; then nothing was taken.
 */
export async function takeRoom(
  hand: Hand,
  lane: Lane,
  network: Network,
  account: AccountAccess,
  act: Act,
): Promise<number> {
  const rates = (per: RateBudget['per']) => network.rates.filter((rate) => rate.per === per && counts(rate, act))
  const taken = takeFrom(lane.budgets, rates('account'), act, hand.watch.now())
  if ('waitMs' in taken) return taken.waitMs
  const shared = rates('app')
  if (shared.length > 0) {
    const app = `${network.composing.id} ${network.appOf?.(account) ?? account.server}`
    const waitMs = await hand.takeFromApp({ app, rates: shared, act })
    if (waitMs > 0) return waitMs
  }
  lane.budgets = taken.budgets
  return 0
}

/** Must it wait for a budget in which only posts count, while answers may go on? */
export function waitsForPosts(lane: Lane, network: Network, act: Act, now: Date): boolean {
  const ofPosts = network.rates.filter(
    (rate) => rate.per === 'account' && act === 'publish' && counts(rate, act) && !counts(rate, 'answer'),
  )
  return 'waitMs' in takeFrom(lane.budgets, ofPosts, act, now)
}

export type AppTake = { app: string; rates: RateBudget[]; act: Act; pace?: Pace }

/** For each, 0 or how long to wait; those that are refused together are told to come one after another. */
export async function takeFromApps(db: Db, takes: AppTake[], now: Date): Promise<number[]> {
  const apps = [...new Set(takes.map((take) => take.app))].sort()
  return inTransaction(db, async (tx) => {
    // Losing the last takes with the database would only let a few calls more through.
    await sql`set local synchronous_commit to off`.execute(tx)
    const left = await budgetsOf(tx, apps)
    const owed = new Map<string, Budgets>()
    const waits = takes.map(({ app, rates, act, pace }) => {
      const taken = takeFrom(owed.get(app) ?? left.get(app) ?? {}, rates, act, now, pace)
      if ('waitMs' in taken) owed.set(app, taken.owed)
      else left.set(app, taken.budgets)
      return 'waitMs' in taken ? taken.waitMs : 0
    })
    await keep(tx, left)
    return waits
  })
}

/** What was done already counts, room or not: whoever comes next waits for it. */
export async function countOnApps(db: Db, takes: AppTake[], times: number, now: Date): Promise<void> {
  await inTransaction(db, async (tx) => {
    await sql`set local synchronous_commit to off`.execute(tx)
    const left = await budgetsOf(tx, [...new Set(takes.map((take) => take.app))].sort())
    for (const { app, rates, act, pace } of takes)
      left.set(app, afterwards(left.get(app) ?? {}, { rates, act, pace, times }, now))
    await keep(tx, left)
  })
}

/** The rows are there and locked afterwards, in the order of their names. */
async function budgetsOf(tx: Tx, apps: string[]): Promise<Map<string, Budgets>> {
  await sql`insert into app_budget (app) select unnest(${apps}::text[]) on conflict do nothing`.execute(tx)
  const rows = await tx
    .selectFrom('appBudget')
    .selectAll()
    .where('app', 'in', apps)
    .orderBy('app')
    .forUpdate()
    .execute()
  return new Map(rows.map((row) => [row.app, row.budgets]))
}

async function keep(tx: Tx, left: Map<string, Budgets>): Promise<void> {
  const rows = JSON.stringify([...left].map(([app, budgets]) => ({ app, budgets })))
  await sql`
    update app_budget a set budgets = g.budgets
    from jsonb_to_recordset(${rows}::jsonb) as g(app text, budgets jsonb) where a.app = g.app`.execute(tx)
}
