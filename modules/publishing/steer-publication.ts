import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import { badField, conflict, notFound } from '../../kernel/failure.ts'
import { resolveWall, wallAt } from '../../kernel/wall-time.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import {
  type By,
  canCancel,
  cancelled,
  canMove,
  canResolve,
  canRetry,
  editAsked,
  isSettled,
  moved,
  removalAsked,
  removedByHand,
  resolved,
  retried,
  type Verdict,
} from './by-hand.ts'
import { noteHeld, standingHoldOf } from './hold.ts'
import type { Change, Publication } from './publication.ts'
import { publicationOf } from './rows.ts'
import { saveChanges } from './save-changes.ts'

export type Steer = (world: NetworkedWorld, by: By, brandId: string, publicationId: string) => Promise<void>

/**
 * Takes it from the plan. Before the network has heard of it this wins over any worker;
 * afterwards it is too late (409 `publishing.tooLate`), and removing it is what is left.
 */
export const cancelPublication: Steer = (world, by, brandId, id) =>
  steer(world, brandId, id, (publication, now) => {
    if (!canCancel(publication)) throw tooLate(publication)
    return cancelled(publication, by, now)
  })

export async function movePublication(
  world: NetworkedWorld,
  by: By,
  brandId: string,
  id: string,
  plan: { wall: string; zone: string },
): Promise<void> {
  const { at } = resolveWall(plan.wall, plan.zone)
  await steer(world, brandId, id, (publication, now, heldBy) => {
    onlyOfPosts(publication)
    if (!canMove(publication)) throw tooLate(publication)
    if (at.getTime() < now.getTime() - 60_000) throw badField('plan.wall', 'publishing.past')
    return moved(publication, { wall: plan.wall, zone: plan.zone, dueAt: at < now ? now : at, heldBy }, by, now)
  })
}

/** Tries again at once what was missed or rejected, with the post as it is written now. */
export const retryPublication: Steer = (world, by, brandId, id) =>
  steer(world, brandId, id, (publication, now, holdOfPosts) => {
    if (!canRetry(publication)) throw conflict('publishing.cannotRetry')
    const heldBy = publication.of.kind === 'post' ? holdOfPosts : null
    const moment = { wall: wallAt(now, publication.zone), zone: publication.zone, dueAt: now }
    return retried(publication, { ...moment, heldBy }, by, now)
  })

/** A person's verdict on what nobody else can tell. */
export const resolvePublication = (world: NetworkedWorld, by: By, brandId: string, id: string, verdict: Verdict) =>
  steer(world, brandId, id, (publication, now) => {
    if (!canResolve(publication)) throw conflict('publishing.notUnknown')
    return resolved(publication, verdict, by, now)
  })

/** Takes it down from the network, as soon as a worker comes to it. */
export const removePublication: Steer = (world, by, brandId, id) =>
  steer(world, brandId, id, (publication, now) => {
    onlyOfPosts(publication)
    if (publication.state === 'sending') throw conflict('publishing.stillSending')
    if (!isSettled(publication)) throw conflict('publishing.notThere')
    if (!world.networks.get(publication.network).remove) throw conflict('publishing.cannotRemove')
    return removalAsked(publication, by, now)
  })

/** Brings what stands at the network to what the post says now. */
export const editPublication: Steer = (world, by, brandId, id) =>
  steer(world, brandId, id, (publication, now) => {
    onlyOfPosts(publication)
    if (!isSettled(publication)) throw conflict('publishing.notThere')
    if (!world.networks.get(publication.network).edit) throw conflict('publishing.cannotEdit')
    return editAsked(publication, by, now)
  })

export const notePublicationRemoved = (tx: Tx, by: By, brandId: string, id: string, now: Date) =>
  steerIn(tx, brandId, id, now, (publication) =>
    isSettled(publication) ? removedByHand(publication, by, now) : undefined,
  )

/** An answer goes out when it is given, and what stands of it is a comment or a message: those are changed otherwise. */
function onlyOfPosts({ of }: Publication): void {
  if (of.kind === 'answer') throw conflict('publishing.answer.notAPost')
}

function tooLate({ of, state }: Publication) {
  if (of.kind === 'answer') return conflict('publishing.answer.tooLate')
  return conflict(state === 'published' ? 'publishing.tooLateRemove' : 'publishing.tooLate')
}

/** `heldBy`: the hold on the posts of the brand, where there is one. */
type Decide = (publication: Publication, now: Date, heldBy: string | null) => Change | undefined

const steer = (world: NetworkedWorld, brandId: string, id: string, decide: Decide) =>
  inTransaction(world.db, (tx) => steerIn(tx, brandId, id, world.clock.now(), decide))

/** Decided on the locked row, so that a worker either was before it or comes after it. */
async function steerIn(tx: Tx, brandId: string, id: string, now: Date, decide: Decide): Promise<void> {
  const heldBy = await standingHoldOf(tx, brandId)
  const row = await tx
    .selectFrom('publication')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('publishing.noPublication')
  const change = decide(publicationOf(row), now, heldBy)
  if (!change) return
  const saved = await saveChanges(tx, [{ change, at: now }])
  if (!saved.has(id)) throw conflict('publishing.changedMeanwhile')
  if (heldBy) await noteHeld(tx, heldBy, [id], now)
  await closeTasks(tx, change.publication, now)
}

/** What was asked of people about it is answered by what they did. */
async function closeTasks(tx: Tx, { id, state }: Publication, now: Date): Promise<void> {
  const answered = state === 'removed' ? ('remove-by-hand' as const) : ('resolve-unknown' as const)
  await tx
    .updateTable('handTask')
    .set({ doneAt: now })
    .where('publicationId', '=', id)
    .where('kind', '=', answered)
    .where('doneAt', 'is', null)
    .execute()
}
