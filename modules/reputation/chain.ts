import { inTransaction } from '../../kernel/db/connect.ts'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { badField, conflict } from '../../kernel/failure.ts'
import type { World } from '../../kernel/world.ts'
import { raiseAlert } from '../support/index.ts'
import { type Caller, namesOf, notify, peopleOf, recordAct } from '../team/index.ts'
import { crisisRow, type OfCrisis, tellCrisis, writeCrisis } from './write-crisis.ts'

type Link = { userId: string; waitMinutes: number }

export const chainOf = (db: DbOrTx, brandId: string): Promise<Link[]> =>
  db
    .selectFrom('crisisChain')
    .select(['userId', 'waitMinutes'])
    .where('brandId', '=', brandId)
    .orderBy('place')
    .execute()

/** Replaces it as a whole. A crisis that stands goes on with the chain it began with. */
export async function keepChain(world: World, caller: Caller, brandId: string, links: Link[]): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    const able = new Set(await peopleOf(tx, brandId, 'viewer'))
    for (const [n, { userId }] of links.entries()) {
      if (!able.has(userId)) throw badField(`items.${n}.userId`, 'reputation.notOfBrand')
      if (links.findIndex((one) => one.userId === userId) < n)
        throw badField(`items.${n}.userId`, 'reputation.toldTwice')
    }
    await tx.selectFrom('brand').select('id').where('id', '=', brandId).forNoKeyUpdate().execute()
    const before = await chainOf(tx, brandId)
    await tx.deleteFrom('crisisChain').where('brandId', '=', brandId).execute()
    if (links.length > 0)
      await tx
        .insertInto('crisisChain')
        .values(links.map((link, place) => ({ ...link, brandId, place })))
        .execute()
    const details = { before, after: links }
    await recordAct(tx, { by: caller, name: 'crisis-chain.changed', brandId, details, at: world.clock.now() })
    await announce(tx, 'crisis.chain-changed', {}, { brandId })
  })
}

/** Tells the next of the chain and sets when the one after them is told. False when nobody is left. */
export async function tellNext(world: World, tx: Tx, of: OfCrisis & { reason: string }): Promise<boolean> {
  const at = world.clock.now()
  const link = await tx
    .selectFrom('crisisTold')
    .selectAll()
    .where('crisisId', '=', of.crisisId)
    .where('toldAt', 'is', null)
    .orderBy('place')
    .executeTakeFirst()
  if (!link) return false
  const here = (place: number) =>
    tx.updateTable('crisisTold').where('crisisId', '=', of.crisisId).where('place', '=', place)
  await here(link.place).set({ toldAt: at, tellAt: at }).execute()
  await here(link.place + 1)
    .set({ tellAt: new Date(at.getTime() + link.waitMinutes * 60_000) })
    .execute()
  await tellPerson(world, tx, of, link, at)
  return true
}

async function tellPerson(
  world: World,
  tx: Tx,
  of: OfCrisis & { reason: string },
  link: { userId: string; place: number },
  at: Date,
) {
  const { brandId, crisisId, reason } = of
  await notify(tx, {
    ...{ to: { userIds: [link.userId] }, brandId, kind: 'reputation.crisis', severity: 'urgent', at },
    ...{ key: 'reputation.notice.crisis', values: { reason }, href: hrefOfCrisis(of) },
  })
  await raiseAlert(world, tx, {
    ...{ event: 'crisis', brandId, conversationId: null, origin: `crisis ${crisisId} ${link.place}` },
    ...{ to: [link.userId], noticed: true, isRepeated: link.place > 0 },
    said: { excerpt: reason, href: hrefOfCrisis(of) },
  })
  const name = (await namesOf(tx, [link.userId])).get(link.userId) ?? ''
  await tellCrisis(tx, { brandId, crisisId, by: null, at }, 'told', { name })
}

export const hrefOfCrisis = ({ brandId, crisisId }: OfCrisis) => `/brands/${brandId}/reputation/crises/${crisisId}`

/** Whoever was not waited for in vain: while nobody has acknowledged, the next is told when their time comes. */
export async function tellDue(world: World): Promise<void> {
  const due = await world.db
    .selectFrom('crisisTold')
    .innerJoin('crisis', 'crisis.id', 'crisisTold.crisisId')
    .select(['crisisId', 'brandId', 'place'])
    .where('crisis.endedAt', 'is', null)
    .where('toldAt', 'is', null)
    .where('tellAt', '<=', world.clock.now())
    .orderBy('tellAt')
    .limit(100)
    .execute()
  for (const { place, ...of } of due) await tellIfDue(world, of, place)
}

async function tellIfDue(world: World, of: OfCrisis, place: number): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    const { endedAt, reason } = await crisisRow(tx, of, true)
    if (endedAt) return
    const chain = await tx.selectFrom('crisisTold').selectAll().where('crisisId', '=', of.crisisId).execute()
    const isHeard = chain.some((one) => one.acknowledgedAt !== null)
    const isTold = chain.some((one) => one.place === place && one.toldAt !== null)
    if (!isHeard && !isTold) await tellNext(world, tx, { ...of, reason })
  })
}

/** Somebody who was told says that they have heard: nobody further along the chain is told. */
export const acknowledge = (world: World, caller: Caller, of: OfCrisis): Promise<void> =>
  writeCrisis(world, of, async (tx, _row, at) => {
    const { numUpdatedRows } = await tx
      .updateTable('crisisTold')
      .set({ acknowledgedAt: at })
      .where('crisisId', '=', of.crisisId)
      .where('userId', '=', caller.userId)
      .where('toldAt', 'is not', null)
      .where('acknowledgedAt', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw conflict('reputation.nothingToAcknowledge')
    await tx
      .updateTable('crisisTold')
      .set({ tellAt: null })
      .where('crisisId', '=', of.crisisId)
      .where('toldAt', 'is', null)
      .execute()
    await tellCrisis(tx, { ...of, by: caller, at }, 'acknowledged')
  })
