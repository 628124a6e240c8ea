import { type Selectable, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/tables.ts'
import { storable } from '../../../kernel/storable.ts'
import type { World } from '../../../kernel/world.ts'
import type { Heard } from '../sources/heard.ts'
import type { ListeningToldTable } from '../tables.ts'
import { countVolume } from './count-volume.ts'
import { earsOf } from './ears.ts'
import type { Ear } from './judge.ts'
import type { Beside, Kept } from './keep-found.ts'
import { readHeard } from './take-told.ts'

const atOnce = 20
const mostAttempts = 5

type Take = (heard: readonly Heard[], ears: readonly Ear[], beside: Beside) => Promise<Kept>
type Waiting = Selectable<ListeningToldTable>

/**
 * Judges what others told, in the order in which it came. It goes out of the waiting rows with the mentions made of it, or stays;
 * what cannot be judged holds up nothing behind it.
 */
export async function judgeWaiting(world: World, take: Take): Promise<void> {
  const waiting = await world.db
    .selectFrom('listeningTold')
    .selectAll()
    .where('attempts', '<', mostAttempts)
    .orderBy('id')
    .limit(atOnce)
    .execute()
  if (waiting.length === 0) return
  const ears = await earsOf(world.db, [...new Set(waiting.map(({ intakeKey }) => intakeKey))])
  for (const row of waiting)
    try {
      await take(readHeard(row.heard), ears.get(row.intakeKey) ?? [], (tx, kept) => takeOut(world, tx, row, kept))
    } catch (error) {
      await keepTrouble(world, row, error)
    }
}

/** Whoever takes it out first counts it. */
async function takeOut({ clock }: World, tx: Tx, { id, intakeKey, heard }: Waiting, { mentions }: Kept): Promise<void> {
  const now = clock.now()
  const mine = await tx.deleteFrom('listeningTold').where('id', '=', id).returning('id').executeTakeFirst()
  if (!mine) return
  await tx.updateTable('listeningIntake').set({ readAt: now, toldAt: now }).where('key', '=', intakeKey).execute()
  await countVolume(tx, intakeKey, now, { posts: heard.length, mentions, calls: 1 })
}

async function keepTrouble({ db, log }: World, { id, intakeKey }: Waiting, error: unknown): Promise<void> {
  log.error({ err: error, intake: intakeKey, told: id }, 'what was told was not judged')
  const trouble = storable((error instanceof Error ? error.message : String(error)).slice(0, 300))
  await db.updateTable('listeningTold').set({ attempts: sql`attempts + 1`, trouble }).where('id', '=', id).execute()
}
