import { sql } from 'kysely'
import type { World } from '../../../kernel/world.ts'
import type { Heard } from '../sources/heard.ts'
import { earsOf } from './ears.ts'
import type { Ear } from './judge.ts'
import type { Beside, Kept } from './keep-found.ts'
import { readHeard } from './take-told.ts'

const atOnce = 20

type Take = (heard: readonly Heard[], ears: readonly Ear[], beside: Beside) => Promise<Kept>

/** Judges what others told, in the order in which it came. It goes out of the waiting rows with the mentions made of it, or stays. */
export async function judgeWaiting(world: World, take: Take): Promise<void> {
  const waiting = await world.db.selectFrom('listeningTold').selectAll().orderBy('id').limit(atOnce).execute()
  if (waiting.length === 0) return
  const ears = await earsOf(world.db, [...new Set(waiting.map(({ intakeKey }) => intakeKey))])
  for (const { id, intakeKey, heard } of waiting) {
    const now = world.clock.now()
    await take(readHeard(heard), ears.get(intakeKey) ?? [], async (tx, { mentions }) => {
      await tx.deleteFrom('listeningTold').where('id', '=', id).execute()
      await tx.updateTable('listeningIntake').set({ readAt: now, toldAt: now }).where('key', '=', intakeKey).execute()
      await sql`
        insert into listening_volume (intake_key, hour, posts, mentions, calls)
        values (${intakeKey}, date_trunc('hour', ${now}::timestamptz), ${heard.length}, ${mentions}, 1)
        on conflict (intake_key, hour) do update
          set posts = listening_volume.posts + excluded.posts, mentions = listening_volume.mentions + excluded.mentions,
              calls = listening_volume.calls + excluded.calls`.execute(tx)
    })
  }
}
