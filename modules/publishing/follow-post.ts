import { isDeepStrictEqual } from 'node:util'
import type { Tx } from '../../kernel/db/tables.ts'
import { conflict, forbidden } from '../../kernel/failure.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { findingsOf, type PlannedPostChange } from '../content/index.ts'
import { awaitExpiry } from './await-expiry.ts'
import { type By, cancelled, canMove, isSettled } from './by-hand.ts'
import { standingHoldOf } from './hold.ts'
import { both, type Change, changed, fact, line, type Publication } from './publication.ts'
import { publicationOf } from './rows.ts'
import { saveChanges } from './save-changes.ts'
import { schedulePostsIn } from './schedule-post.ts'

/**
 * A post that is planned already was changed: its publications follow, in the same transaction, so that the calendar and
 * what will happen never differ. Another moment moves what has not gone out, none takes it from the plan; an account taken
 * away loses its publication, an added one gets its own when its network would take the post. What went out stays.
 * Refuses who may not plan (403) and a moment that has passed (422).
 */
export async function followPost(tx: Tx, world: NetworkedWorld, change: PlannedPostChange): Promise<void> {
  const { post, by, fields } = change
  // Before any publication is locked: see `standingHoldOf`.
  await standingHoldOf(tx, post.brandId)
  const standing = await standingOf(tx, post.id)
  if (standing.length === 0) return
  const waiting = standing.filter(canMove)
  const now = world.clock.now()
  if (fields.includes('expiry'))
    await save(
      tx,
      standing.flatMap((one) => withExpiry(one, post.expiry, by, now)),
      now,
    )
  if (waiting.length === 0 || !(fields.includes('plan') || fields.includes('accountIds'))) return
  if (!change.mayPlan) throw forbidden('publishing.mayNotPlan')
  const staying = waiting.filter((one) => post.planWall !== null && post.accountIds.includes(one.accountId))
  const leaving = waiting.filter((one) => !staying.includes(one))
  await save(
    tx,
    leaving.map((one) => cancelled(one, by, now)),
    now,
  )
  const added = post.planWall === null ? [] : await publishableNew(tx, world, change, standing)
  const moving = fields.includes('plan') ? staying.map((one) => one.accountId) : []
  const accountIds = [...moving, ...added]
  if (post.planWall === null || post.planZone === null || accountIds.length === 0) return
  const plan = { wall: post.planWall, zone: post.planZone }
  await schedulePostsIn(tx, world, by, post.brandId, [{ postId: post.id, plan, accountIds }])
}

async function standingOf(tx: Tx, postId: string): Promise<Publication[]> {
  const rows = await tx
    .selectFrom('publication')
    .selectAll()
    .where('postId', '=', postId)
    .where('state', 'not in', ['cancelled', 'removed'])
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(publicationOf)
}

/** Not while it is being sent: there the worker goes by what it began with. */
function withExpiry(publication: Publication, expiry: Publication['expiry'], by: By, now: Date): Change[] {
  if (isDeepStrictEqual(publication.expiry, expiry)) return []
  const told = line(now, 'person', 'done', { code: 'publishing.line.expiryChanged', values: { by: by.name } })
  if (publication.state === 'published' && isSettled(publication)) {
    const after = awaitExpiry({ ...publication, expiry }, now)
    const followed = changed(after.publication, {
      lines: [told],
      facts: [fact('moved', after.publication)],
    })
    return [both(followed, after)]
  }
  return canMove(publication) && publication.state !== 'sending' ? [changed({ ...publication, expiry })] : []
}

/** Accounts that were added and whose network would take the post as it is now written. The others wait to be scheduled by hand. */
async function publishableNew(
  tx: Tx,
  world: NetworkedWorld,
  { post, before }: PlannedPostChange,
  standing: Publication[],
): Promise<string[]> {
  const known = new Set([...before.accountIds, ...standing.map((one) => one.accountId)])
  const added = [...new Set(post.accountIds)].filter((id) => !known.has(id))
  if (added.length === 0) return []
  const refused = new Set(
    (await findingsOf(world, post, tx)).flatMap((one) => (one.severity === 'error' ? [one.accountId] : [])),
  )
  return added.filter((id) => !refused.has(id))
}

async function save(tx: Tx, changes: Change[], at: Date): Promise<void> {
  if (changes.length === 0) return
  const saved = await saveChanges(
    tx,
    changes.map((change) => ({ change, at })),
  )
  if (saved.size < changes.length) throw conflict('publishing.changedMeanwhile')
}
