import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import { badField, conflict } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import { storable } from '../../kernel/storable.ts'
import type { World } from '../../kernel/world.ts'
import { againOnDeadlock, endHold, holdPosts, standingHold } from '../publishing/index.ts'
import { raiseAlert } from '../support/index.ts'
import type { Caller } from '../team/index.ts'
import type { BeginCrisis } from './api.ts'
import { hrefOfCrisis, tellNext } from './chain.ts'
import { type OfCrisis, tellCrisis, writeCrisis } from './write-crisis.ts'

/** The whole brand is told, the first of the chain at once; with `pausePosts` nothing planned goes out from now on. */
export async function beginCrisis(
  world: World,
  caller: Caller,
  brandId: string,
  { pausePosts, ...given }: z.output<typeof BeginCrisis>,
): Promise<string> {
  const { reason, caseId } = storable(given)
  return againOnDeadlock(() =>
    inTransaction(world.db, async (tx) => {
      const at = world.clock.now()
      const crisisId = newId(at)
      await refuseSecond(tx, brandId)
      if (caseId) await titleOf(tx, brandId, caseId)
      await tx
        .insertInto('crisis')
        .values({ id: crisisId, brandId, caseId, reason, begunBy: caller.userId, begunAt: at })
        .execute()
      await tellCrisis(tx, { brandId, crisisId, by: caller, at }, 'begun')
      if (pausePosts && !(await standingHold(tx, brandId)))
        await pauseIn(tx, { brandId, crisisId, by: caller, at, reason })
      await beginChain(tx, { brandId, crisisId })
      const isChained = await tellNext(world, tx, { brandId, crisisId, reason })
      if (!isChained) await tellEverybody(world, tx, { brandId, crisisId, reason })
      return crisisId
    }),
  )
}

/** The brand is held, so that two who begin at once do not begin two. */
async function refuseSecond(tx: Tx, brandId: string): Promise<void> {
  await tx.selectFrom('brand').select('id').where('id', '=', brandId).forNoKeyUpdate().execute()
  const standing = await tx
    .selectFrom('crisis')
    .select('id')
    .where('brandId', '=', brandId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  if (standing) throw conflict('reputation.crisisStands')
}

async function titleOf(tx: Tx, brandId: string, caseId: string): Promise<string> {
  const found = await tx
    .selectFrom('reputationCase')
    .select('title')
    .where('brandId', '=', brandId)
    .where('id', '=', caseId)
    .executeTakeFirst()
  if (!found) throw badField('caseId', 'reputation.noCase')
  return found.title
}

const beginChain = (tx: Tx, { brandId, crisisId }: OfCrisis) =>
  tx
    .insertInto('crisisTold')
    .columns(['crisisId', 'place', 'userId', 'waitMinutes'])
    .expression((is) =>
      is
        .selectFrom('crisisChain')
        .select((one) => [one.val(crisisId).as('crisisId'), 'place', 'userId', 'waitMinutes'])
        .where('brandId', '=', brandId),
    )
    .execute()

const tellEverybody = (world: World, tx: Tx, { brandId, crisisId, reason }: OfCrisis & { reason: string }) =>
  raiseAlert(world, tx, {
    ...{ event: 'crisis', brandId, conversationId: null, origin: `crisis ${crisisId}` },
    said: { excerpt: reason, href: hrefOfCrisis({ brandId, crisisId }) },
  })

type Pausing = OfCrisis & { by: Caller; at: Date; reason: string }

async function pauseIn(tx: Tx, { brandId, crisisId, by, at, reason }: Pausing): Promise<void> {
  const hold = await holdPosts(tx, { brandId, by, reason, at })
  await tx.updateTable('crisis').set({ holdId: hold.id }).where('id', '=', crisisId).execute()
  await tellCrisis(tx, { brandId, crisisId, by, at }, 'paused', { count: hold.publicationIds.length })
}

/** Its problem is worked in that case from now on; what is done there stands in the hours of the crisis too. */
export const chooseCase = (world: World, caller: Caller, of: OfCrisis, caseId: string): Promise<void> =>
  writeCrisis(world, of, async (tx, row, at) => {
    const title = await titleOf(tx, of.brandId, caseId)
    if (row.caseId === caseId) return
    await tx.updateTable('crisis').set({ caseId }).where('id', '=', row.id).execute()
    await tellCrisis(tx, { ...of, by: caller, at }, 'case-chosen', { title })
  })

/** Holds every planned post of the brand. 409 while they are held already. */
export const pausePosts = (world: World, caller: Caller, of: OfCrisis): Promise<void> =>
  writeCrisis(world, of, (tx, { reason }, at) => pauseIn(tx, { ...of, by: caller, at, reason }))

/** The crisis is over. Posts that are held must have been decided on: nothing is let go by itself. */
export const endCrisis = (world: World, caller: Caller, of: OfCrisis, ending: string): Promise<void> =>
  writeCrisis(world, of, async (tx, _row, at) => {
    if (await standingHold(tx, of.brandId)) await endHold(tx, of.brandId, at)
    await tx
      .updateTable('crisis')
      .set({ endedAt: at, endedBy: caller.userId, ending: storable(ending) })
      .where('id', '=', of.crisisId)
      .execute()
    await tellCrisis(tx, { ...of, by: caller, at }, 'ended')
  })
