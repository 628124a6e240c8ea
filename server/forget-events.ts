import { sql } from 'kysely'
import type { Job } from '../kernel/jobs.ts'

const keptForMs = 30 * 24 * 3600_000

/** Events that every listener has passed are kept for a month, for readers who were away. */
export const forgetEventsJob: Job = {
  name: 'kernel.forgetEvents',
  everyMs: 6 * 3600_000,
  handle: async ({ db, clock }) => {
    await db
      .deleteFrom('event')
      .where('at', '<', new Date(clock.now().getTime() - keptForMs))
      .where(
        sql<boolean>`not exists (select from event_listener one where (one.xid, one.seq) < (event.xid, event.seq))`,
      )
      .execute()
  },
}
