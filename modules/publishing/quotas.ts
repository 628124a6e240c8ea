import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { QuotaTold } from '../brand/index.ts'
import type { Lane } from './lanes.ts'
import type { Room } from './rate-headers.ts'

/** Among the budgets of a lane: what the network itself last told of the calls left. */
const name = 'told'
/** Without a reset a word of the network is believed this long. */
const believedMs = 3_600_000

/** It is written down with the lane's budgets when the lane is given back. */
export function keepTold(lane: Lane, { left, of, resetMs }: Room, now: Date): void {
  if (left === undefined) return
  const until = new Date(now.getTime() + (resetMs ?? believedMs)).toISOString()
  lane.budgets = { ...lane.budgets, [name]: { left, at: now.toISOString(), until, ...(of !== undefined && { of }) } }
}

/** What the networks told of these accounts and is not out of date. */
export async function quotasToldOf(db: DbOrTx, accountIds: string[], now: Date): Promise<Map<string, QuotaTold>> {
  if (accountIds.length === 0) return new Map()
  const lanes = await db
    .selectFrom('lane')
    .select(['accountId', 'budgets'])
    .where('accountId', 'in', accountIds)
    .execute()
  return new Map(
    lanes.flatMap(({ accountId, budgets }) => {
      const told = budgets[name]
      if (!told?.until || told.until <= now.toISOString()) return []
      return [[accountId, { left: told.left, of: told.of ?? null, at: told.at, until: told.until }] as const]
    }),
  )
}
