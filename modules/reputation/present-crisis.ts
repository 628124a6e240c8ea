import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { World } from '../../kernel/world.ts'
import { type Held, heldBy, standingHold } from '../publishing/index.ts'
import { type Caller, iso, mayIn, namesOf, wordsIn } from '../team/index.ts'
import type { Crises, Crisis, CrisisBrief, HeldPost } from './api.ts'
import { sayLine } from './say-line.ts'
import { type CrisisRow, crisisRow, type OfCrisis } from './write-crisis.ts'

/** Those that stand in the brands the caller works in. A client is not told. */
export async function standingCrises(world: World, caller: Caller): Promise<z.input<typeof Crises>> {
  const brandIds = [...caller.brands.keys()].filter((id) => mayIn(caller, id, 'viewer'))
  if (brandIds.length === 0) return { items: [] }
  const rows = await world.db
    .selectFrom('crisis')
    .selectAll()
    .where('brandId', 'in', brandIds)
    .where('endedAt', 'is', null)
    .orderBy('begunAt', 'desc')
    .execute()
  return { items: await briefs(world.db, caller, rows) }
}

export async function crisesOf(world: World, caller: Caller, brandId: string): Promise<z.input<typeof Crises>> {
  const rows = await world.db
    .selectFrom('crisis')
    .selectAll()
    .where('brandId', '=', brandId)
    .orderBy('begunAt', 'desc')
    .limit(100)
    .execute()
  return { items: await briefs(world.db, caller, rows) }
}

export async function presentCrisis(
  world: World,
  caller: Caller,
  of: OfCrisis,
  locale: string,
): Promise<z.input<typeof Crisis>> {
  const row = await crisisRow(world.db, of)
  const [brief] = await briefs(world.db, caller, [row])
  if (!brief) throw new Error(`crisis ${row.id} has no brand`)
  const chain = await world.db
    .selectFrom('crisisTold')
    .selectAll()
    .where('crisisId', '=', row.id)
    .orderBy('place')
    .execute()
  const lines = await world.db
    .selectFrom('crisisLine')
    .selectAll()
    .where('crisisId', '=', row.id)
    .orderBy('at')
    .orderBy('n')
    .execute()
  const posts = row.holdId ? await heldBy(world.db, row.holdId) : []
  const hold = await standingHold(world.db, of.brandId)
  const names = await namesOf(world.db, [...chain.map((one) => one.userId), ...lines.flatMap((one) => one.by ?? [])])
  const who = (id: string) => ({ id, name: names.get(id) ?? '' })
  const words = wordsIn(locale)
  const now = world.clock.now()
  return {
    ...brief,
    chain: chain.map(({ place, userId, waitMinutes, tellAt, toldAt, acknowledgedAt }) => ({
      ...{ place, person: who(userId), waitMinutes },
      ...{ tellAt: iso(tellAt), toldAt: iso(toldAt), acknowledgedAt: iso(acknowledgedAt) },
    })),
    posts: posts.map((one) => heldAnswer(one, now)),
    isPaused: row.endedAt === null && hold !== undefined,
    log: lines.map((one) => ({
      ...{ id: one.id, at: one.at.toISOString(), by: one.by ? who(one.by) : null },
      text: sayLine(words, 'crisis', one),
    })),
    may: { steer: mayIn(caller, of.brandId, 'manager') },
  }
}

const heldAnswer = ({ dueAt, ...one }: Held, now: Date): z.input<typeof HeldPost> => ({
  ...one,
  ...{ dueAt: dueAt.toISOString(), hasPassed: dueAt < now },
})

async function briefs(db: DbOrTx, caller: Caller, rows: CrisisRow[]): Promise<z.input<typeof CrisisBrief>[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const names = await namesOf(
    db,
    rows.flatMap((row) => [row.begunBy, ...(row.endedBy ? [row.endedBy] : [])]),
  )
  const brands = await db
    .selectFrom('brand')
    .select(['id', 'name'])
    .where(
      'id',
      'in',
      rows.map((row) => row.brandId),
    )
    .execute()
  const brandNames = new Map(brands.map(({ id, name }) => [id, name]))
  const held = await db
    .selectFrom('publication')
    .select((is) => ['heldBy', is.fn.countAll<number>().as('count')])
    .where(
      'heldBy',
      'in',
      rows.map((row) => row.holdId ?? ''),
    )
    .groupBy('heldBy')
    .execute()
  const awaited = await db
    .selectFrom('crisisTold')
    .select('crisisId')
    .where('crisisId', 'in', ids)
    .where('userId', '=', caller.userId)
    .where('toldAt', 'is not', null)
    .where('acknowledgedAt', 'is', null)
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, brandId: row.brandId, brand: brandNames.get(row.brandId) ?? '', reason: row.reason },
    ...{ caseId: row.caseId, begunBy: { id: row.begunBy, name: names.get(row.begunBy) ?? '' } },
    ...{ begunAt: row.begunAt.toISOString(), endedAt: iso(row.endedAt), ending: row.ending },
    endedBy: row.endedBy ? { id: row.endedBy, name: names.get(row.endedBy) ?? '' } : null,
    postsHeld: held.find((one) => one.heldBy !== null && one.heldBy === row.holdId)?.count ?? 0,
    awaitsMe: row.endedAt === null && awaited.some((one) => one.crisisId === row.id),
  }))
}
