import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Db, DbOrTx } from '../../../kernel/db/tables.ts'
import type { ListeningIntakeTable } from '../tables.ts'

export type Leased = Pick<
  Selectable<ListeningIntakeTable>,
  'key' | 'kind' | 'settings' | 'secrets' | 'cursor' | 'troubleSince'
>

export const leaseMs = 30_000

/** Kept by the database's clock, so that machines whose clocks differ agree. */
const leasedUntil = sql<Date>`now() + ${leaseMs} * interval '1 millisecond'`
const isWanted: RawBuilder<boolean> = sql`exists (
  select from listening_source source join brand on brand.id = source.brand_id
   where source.intake_key = listening_intake.key and source.is_on and source.deleted_at is null and brand.deleted_at is null)`

/** Takes intakes of these kinds whose turn it is, for this reader alone until the lease ends. */
export async function leaseDue(db: Db, by: string, kinds: string[], now: Date, limit: number): Promise<Leased[]> {
  if (kinds.length === 0 || limit < 1) return []
  const due = db
    .selectFrom('listeningIntake')
    .select('key')
    .where('kind', 'in', kinds)
    .where('wakeAt', '<=', now)
    .where(sql<boolean>`(leased_until is null or leased_until < now())`)
    .where(isWanted)
    .orderBy('wakeAt')
    .orderBy('key')
    .limit(limit)
    .forUpdate()
    .skipLocked()
  return db
    .updateTable('listeningIntake')
    .set({ leasedBy: by, leasedUntil })
    .where('key', 'in', due)
    .returning(['key', 'kind', 'settings', 'secrets', 'cursor', 'troubleSince'])
    .execute()
}

/** Those of these that are still this reader's. */
export async function renewLeases(db: Db, by: string, keys: string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  const rows = await db
    .updateTable('listeningIntake')
    .set({ leasedUntil })
    .where('key', 'in', keys)
    .where('leasedBy', '=', by)
    .returning('key')
    .execute()
  return new Set(rows.map(({ key }) => key))
}

export async function giveBack(
  db: DbOrTx,
  by: string,
  key: string,
  next: { wakeAt: Date; trouble?: string; now: Date },
) {
  const { trouble = null, now } = next
  await db
    .updateTable('listeningIntake')
    .set({
      ...{ leasedBy: null, leasedUntil: null, wakeAt: next.wakeAt, trouble },
      troubleSince: trouble === null ? null : sql<Date>`coalesce(trouble_since, ${now})`,
    })
    .where('key', '=', key)
    .where('leasedBy', '=', by)
    .execute()
}
