import type { Selectable } from 'kysely'
import { readKey, writtenKey } from '../../kernel/db/moment-key.ts'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import { notFound } from '../../kernel/failure.ts'
import type { DoneAction } from './done-action.ts'
import type { RuleHitTable } from './tables.ts'

export type HitRow = Selectable<RuleHitTable>

/** The hit of a rule on something said, made now unless it was made before. */
export async function hitMade(db: DbOrTx, hit: HitRow): Promise<HitRow> {
  const { places, before, actions, ...row } = hit
  const made = await db
    .insertInto('ruleHit')
    .values({
      ...{ ...row, places: JSON.stringify(places), before: JSON.stringify(before) },
      actions: JSON.stringify(actions),
    })
    .onConflict((found) => found.columns(['ruleId', 'interactionId']).doNothing())
    .returningAll()
    .executeTakeFirst()
  if (made) return made
  return db
    .selectFrom('ruleHit')
    .selectAll()
    .where('ruleId', '=', hit.ruleId)
    .where('interactionId', '=', hit.interactionId)
    .executeTakeFirstOrThrow()
}

export async function keepActions(db: DbOrTx, hitId: string, actions: DoneAction[]): Promise<void> {
  await db
    .updateTable('ruleHit')
    .set({ actions: JSON.stringify(actions) })
    .where('id', '=', hitId)
    .execute()
}

/** Throws 404 for one of another brand. */
export async function hitOf(db: DbOrTx, brandId: string, hitId: string): Promise<HitRow> {
  const row = await db
    .selectFrom('ruleHit')
    .selectAll()
    .where('id', '=', hitId)
    .where('brandId', '=', brandId)
    .executeTakeFirst()
  if (!row) throw notFound('rules.noHit')
  return row
}

/** Newest first. */
export async function hitsOf(db: DbOrTx, of: { brandId: string; ruleId?: string; after?: string; limit: number }) {
  let query = db
    .selectFrom('ruleHit')
    .selectAll()
    .where('brandId', '=', of.brandId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(of.limit + 1)
  if (of.ruleId) query = query.where('ruleId', '=', of.ruleId)
  const last = of.after ? readKey(of.after) : undefined
  if (last) query = query.where((is) => is(is.refTuple('at', 'id'), '<', is.tuple(last.at, last.id)))
  const rows = await query.execute()
  const shown = rows.slice(0, of.limit)
  const end = shown.at(-1)
  return { rows: shown, next: rows.length > of.limit && end ? writtenKey(end) : null }
}

/** Oldest first, so many at once. */
export async function standingHits(
  db: DbOrTx,
  of: { ruleId: string; since: Date; after: string; limit: number },
): Promise<HitRow[]> {
  return db
    .selectFrom('ruleHit')
    .selectAll()
    .where('ruleId', '=', of.ruleId)
    .where('at', '>=', of.since)
    .where('undoneAt', 'is', null)
    .where('id', '>', of.after)
    .orderBy('id')
    .limit(of.limit)
    .execute()
}
