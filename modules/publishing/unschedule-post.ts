import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import { conflict, notFound } from '../../kernel/failure.ts'
import { wallAt } from '../../kernel/wall-time.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { brandOf } from '../brand/index.ts'
import { type By, canCancel, cancelled } from './by-hand.ts'
import { publicationOf } from './rows.ts'
import { saveChanges } from './save-changes.ts'
import { type Scheduled, type Scheduler, schedulePostsIn } from './schedule-post.ts'

/** Back to a draft: everything of it that has not gone out yet is taken from the plan. 409 when nothing is left to take back. */
export async function unschedulePost(world: NetworkedWorld, by: By, brandId: string, postId: string): Promise<void> {
  const now = world.clock.now()
  await inTransaction(world.db, async (tx) => {
    const rows = await tx
      .selectFrom('publication')
      .selectAll()
      .where('brandId', '=', brandId)
      .where('postId', '=', postId)
      .orderBy('id')
      .forUpdate()
      .execute()
    if (rows.length === 0) throw notFound('publishing.notPlanned')
    const waiting = rows.map(publicationOf).filter(canCancel)
    if (waiting.length === 0) throw conflict('publishing.tooLateRemove')
    const saves = waiting.map((publication) => ({ change: cancelled(publication, by, now), at: now }))
    if ((await saveChanges(tx, saves)).size < saves.length) throw conflict('publishing.changedMeanwhile')
    if (waiting.length === rows.filter((row) => row.state !== 'cancelled').length)
      await tx
        .updateTable('post')
        .set({ planWall: null, planZone: null, planAt: null })
        .where('id', '=', postId)
        .execute()
  })
}

/**
 * Takes from the plan whatever of these posts has not gone out, in the transaction of who calls.
 * Returns the posts of which something had gone out already.
 */
export async function unscheduleIn(
  tx: Tx,
  world: NetworkedWorld,
  by: By,
  brandId: string,
  postIds: string[],
): Promise<Set<string>> {
  if (postIds.length === 0) return new Set()
  const now = world.clock.now()
  const rows = await tx
    .selectFrom('publication')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('postId', 'in', postIds)
    .where('state', '!=', 'cancelled')
    .orderBy('id')
    .forUpdate()
    .execute()
  const publications = rows.map(publicationOf)
  const saves = publications
    .filter(canCancel)
    .map((publication) => ({ change: cancelled(publication, by, now), at: now }))
  if (saves.length > 0 && (await saveChanges(tx, saves)).size < saves.length)
    throw conflict('publishing.changedMeanwhile')
  const gone = publications.filter((publication) => !canCancel(publication))
  return new Set(gone.flatMap(({ of }) => (of.kind === 'post' ? [of.postId] : [])))
}

/** At once, on the accounts the post is for; where it was planned for later, now instead. */
export async function publishNow(
  world: NetworkedWorld,
  by: Scheduler,
  brandId: string,
  postId: string,
  accountIds?: string[],
): Promise<Scheduled> {
  return inTransaction(world.db, async (tx) => {
    const { zone } = await brandOf(tx, brandId)
    const plan = { wall: wallAt(world.clock.now(), zone), zone }
    return schedulePostsIn(tx, world, by, brandId, [{ postId, plan, accountIds }], { pastIsNow: true })
  })
}
