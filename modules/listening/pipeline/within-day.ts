import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/tables.ts'
import type { Fresh } from './hits.ts'

/** Those that the daily budgets of their sources have room for; of the others nothing is kept but how many they were. */
export async function withinDay(tx: Tx, fresh: Fresh[], now: Date): Promise<Fresh[]> {
  const limited = Map.groupBy(
    fresh.filter(({ found }) => found.ear.daily !== null),
    ({ found }) => found.ear.sourceId,
  )
  const over = new Set<Fresh>()
  for (const [sourceId, wanted] of [...limited].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const room = await takeOfDay(tx, sourceId, wanted.length, now)
    for (const one of wanted.slice(room)) over.add(one)
  }
  if (over.size === 0) return fresh
  const ids = [...over].map(({ id }) => id)
  const keys = [...over].map(({ found }) => found.post.key)
  await sql`delete from mention_key where post_key = any(${keys}::text[]) and mention_id = any(${ids}::text[])`.execute(
    tx,
  )
  return fresh.filter((one) => !over.has(one))
}

/** How many of so many there is room for today, in the zone of the brand. */
async function takeOfDay(tx: Tx, sourceId: string, wanted: number, now: Date): Promise<number> {
  const { rows } = await sql<{ room: number }>`
    with today as (
      select source.id, (${now}::timestamptz at time zone brand.zone)::date as day,
             case when spent_on = (${now}::timestamptz at time zone brand.zone)::date then spent else 0 end as before,
             case when spent_on = (${now}::timestamptz at time zone brand.zone)::date then left_out else 0 end as missed,
             coalesce(daily, ${wanted}) as daily
        from listening_source source join brand on brand.id = source.brand_id where source.id = ${sourceId} for update of source
    ), room as (select *, greatest(0, least(${wanted}::integer, daily - before)) as room from today)
    update listening_source source
       set spent_on = room.day, spent = room.before + room.room, left_out = room.missed + ${wanted}::integer - room.room
      from room where source.id = room.id returning room.room`.execute(tx)
  return rows[0]?.room ?? 0
}
