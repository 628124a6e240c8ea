import { sql } from 'kysely'
import { inTransaction } from '../../kernel/db/connect.ts'
import { announceAll } from '../../kernel/events.ts'
import { isZone, resolveWall, zoneEdition } from '../../kernel/wall-time.ts'
import type { World } from '../../kernel/world.ts'

/**
 * When the rules of the zones have changed since the plans were made (a country gave up summer time), every planned
 * publication keeps its wall time and gets the moment that is right now; one in a zone that is no more keeps the moment it had.
 * Returns how many moved.
 */
export async function replanForNewZones(world: World, edition = zoneEdition()): Promise<number> {
  return inTransaction(world.db, async (tx) => {
    const known = await tx.selectFrom('zoneEdition').select('edition').forUpdate().executeTakeFirst()
    if (known?.edition === edition) return 0
    await tx.deleteFrom('zoneEdition').execute()
    await tx
      .insertInto('zoneEdition')
      .values({ edition })
      .onConflict((found) => found.doNothing())
      .execute()
    const rows = await tx
      .selectFrom('publication')
      .select(['id', 'brandId', 'postId', 'accountId', 'wall', 'zone', 'dueAt'])
      .where('state', '=', 'planned')
      // An answer goes out at a moment, not at a time of day.
      .where('postId', 'is not', null)
      .forUpdate()
      .execute()
    const moved = rows.flatMap((row) => {
      if (!isZone(row.zone)) return []
      const { at } = resolveWall(row.wall, row.zone)
      return sameMinute(at, row.dueAt) ? [] : [{ ...row, at }]
    })
    if (moved.length === 0) return 0
    await sql`
      update publication p set due_at = g.at, wake_at = case when p.held_by is null then g.at end, turn = p.turn + 1
      from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as g(id text, at timestamptz) where p.id = g.id`.execute(
      tx,
    )
    await announceAll(
      tx,
      moved.map(({ id, postId, accountId, brandId }) => ({
        ...{ type: 'publication.moved', payload: { publicationId: id, postId, accountId, state: 'planned' } },
        scope: { brandId },
      })),
    )
    return moved.length
  })
}

/** What is published at once keeps its second; plans are made to the minute. */
const sameMinute = (a: Date, b: Date) => Math.floor(a.getTime() / 60_000) === Math.floor(b.getTime() / 60_000)
