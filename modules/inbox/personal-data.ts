import { sql } from 'kysely'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { DeskEvent } from '../../kernel/events.ts'
import type { World } from '../../kernel/world.ts'
import type { Whose } from '../people/index.ts'
import { interactionsOf } from './facts.ts'
import { holdAccounts } from './keep.ts'
import { forget } from './meet-those.ts'
import { recomputeOf } from './summarise.ts'

const atOnce = 500

/** All that somebody said to the brand. */
export async function* whatTheySaid(db: DbOrTx, { brandId, identityIds }: Whose) {
  let after: { at: Date; id: string } | undefined
  do {
    const page = await interactionsOf(db, { brandId, identityIds, after, limit: atOnce, order: 'oldest' })
    for (const { kind, network, at, text, url, rating, deleted } of page)
      yield { kind, network, at, text, url, rating, deleted }
    after = page.length < atOnce ? undefined : page.at(-1)
  } while (after)
}

/** Who asked to be forgotten leaves neither name nor words: not in what was said, not with what was done to it. */
export async function forgetPerson(world: World, { payload, brandId }: DeskEvent): Promise<void> {
  const identityIds = Array.isArray(payload.identityIds) ? payload.identityIds.map(String) : []
  if (!brandId || identityIds.length === 0) return
  for (let left = true; left; ) left = await forgetSome(world, brandId, identityIds)
}

async function forgetSome(world: World, brandId: string, identityIds: string[]): Promise<boolean> {
  const now = world.clock.now()
  return inTransaction(world.db, async (tx) => {
    const rows = await tx
      .selectFrom('interaction')
      .select(['id', 'accountId', 'conversationId'])
      .where('brandId', '=', brandId)
      .where('identityId', 'in', identityIds)
      .limit(atOnce)
      .execute()
    if (rows.length === 0) return false
    await holdAccounts(
      tx,
      rows.map((row) => row.accountId),
    )
    const ids = rows.map((row) => row.id)
    await forget(tx, ids)
    await sql`update interaction_act set kept = '{}' where interaction_id = any(${ids}::text[])`.execute(tx)
    await recomputeOf(
      tx,
      rows.flatMap((row) => row.conversationId ?? []),
      now,
    )
    return rows.length === atOnce
  })
}
