import { sql } from 'kysely'
import type { Db } from '../kernel/db/tables.ts'
import type { Job } from '../kernel/jobs.ts'

const keptForMs = 30 * 24 * 3600_000
const unknownForMs = 7 * 24 * 3600_000

/** Events that every listener has passed are kept for a month, for readers who were away. `listeners` are those there are now. */
export const forgetEventsJob = (listeners: string[]): Job => ({
  name: 'kernel.forgetEvents',
  everyMs: 6 * 3600_000,
  handle: async ({ db, clock }) => {
    const now = clock.now()
    await forgetListeners(db, listeners, now)
    await db
      .deleteFrom('event')
      .where('at', '<', new Date(now.getTime() - keptForMs))
      .where(
        sql<boolean>`not exists (select from event_listener one where (one.xid, one.seq) < (event.xid, event.seq))`,
      )
      .execute()
  },
})

/** One that a later version no longer has would hold every event back for ever; a week is left for going back to the former. */
async function forgetListeners(db: Db, listeners: string[], now: Date): Promise<void> {
  const isKnown = sql<boolean>`name = any(${listeners}::text[])`
  await db
    .updateTable('eventListener')
    .set({ unknownSince: sql<Date | null>`case when ${isKnown} then null else coalesce(unknown_since, ${now}) end` })
    .where(sql<boolean>`${isKnown} = (unknown_since is not null)`)
    .execute()
  const before = new Date(now.getTime() - unknownForMs)
  await db.deleteFrom('eventListener').where('unknownSince', '<', before).execute()
}
