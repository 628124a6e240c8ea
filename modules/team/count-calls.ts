import { sql } from 'kysely'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import { Refusal } from '../../kernel/failure.ts'
import type { World } from '../../kernel/world.ts'

/** At most so many calls in a window that begins with the first of them. */
export type CallLimit = { bucket: string; calls: number; everyMs: number }

/**
 * Counts a call, also over several machines. Throws Refusal 429 `request.tooMany` with `seconds` to wait when there were
 * too many; refused calls do not make the window longer.
 */
export async function countCall(world: World, limit: CallLimit): Promise<void> {
  const now = world.clock.now()
  const endsAt = new Date(now.getTime() + limit.everyMs)
  const { rows } = await sql<{ calls: number; endsAt: Date }>`
    insert into call_count as c (bucket, calls, ends_at) values (${limit.bucket}, 1, ${endsAt})
    on conflict (bucket) do update set
      calls = case when c.ends_at <= ${now} then 1 else least(c.calls + 1, ${limit.calls + 1}) end,
      ends_at = case when c.ends_at <= ${now} then excluded.ends_at else c.ends_at end
    returning calls, ends_at`.execute(world.db)
  const counted = rows[0]
  if (counted && counted.calls > limit.calls) throw tooMany(counted.endsAt.getTime() - now.getTime())
}

export const tooMany = (waitMs: number) =>
  new Refusal(429, 'request.tooMany', { values: { seconds: Math.max(1, Math.ceil(waitMs / 1000)) } })

/** Forgets what was counted, such as wrong passwords after the right one. */
export async function forgetCalls(db: DbOrTx, bucket: string): Promise<void> {
  await db.deleteFrom('callCount').where('bucket', '=', bucket).execute()
}

export async function dropEndedCounts(world: World): Promise<void> {
  await world.db.deleteFrom('callCount').where('endsAt', '<', world.clock.now()).execute()
}
