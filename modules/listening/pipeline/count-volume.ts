import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/tables.ts'

export type Volume = { posts: number; mentions: number; calls: number }

/** Adds to what an intake told and cost within the hour. */
export async function countVolume(
  tx: Tx,
  intakeKey: string,
  now: Date,
  { posts, mentions, calls }: Volume,
): Promise<void> {
  await sql`
    insert into listening_volume (intake_key, hour, posts, mentions, calls)
    values (${intakeKey}, date_trunc('hour', ${now}::timestamptz), ${posts}, ${mentions}, ${calls})
    on conflict (intake_key, hour) do update
      set posts = listening_volume.posts + excluded.posts, mentions = listening_volume.mentions + excluded.mentions,
          calls = listening_volume.calls + excluded.calls`.execute(tx)
}
