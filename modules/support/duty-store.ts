import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { type FieldProblem, notFound, Refusal } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { World } from '../../kernel/world.ts'
import { brandOf } from '../brand/index.ts'
import { type Caller, namesOf, peopleOf, recordAct } from '../team/index.ts'
import type { Duty, MakeTurn, ReplaceWeek } from './api.ts'
import { type HandTurn, onDuty, type Roster, type WeeklyTurn } from './duty.ts'

type KeptTurn = HandTurn & { id: string }

/** The brand's turns; those put in by hand that have ended are not among them. */
export async function rosterOf(db: DbOrTx, brandId: string): Promise<Omit<Roster, 'byHand'> & { byHand: KeptTurn[] }> {
  const { zone } = await brandOf(db, brandId)
  const rows = await db.selectFrom('dutyTurn').selectAll().where('brandId', '=', brandId).orderBy('id').execute()
  const weekly = rows.flatMap(({ weekday, fromTime, toTime, userId }): WeeklyTurn[] =>
    weekday !== null && fromTime !== null && toTime !== null ? [{ weekday, from: fromTime, to: toTime, userId }] : [],
  )
  const byHand = rows.flatMap(({ id, fromAt, toAt, userId }) =>
    fromAt && toAt ? [{ id, from: fromAt, to: toAt, userId }] : [],
  )
  return { zone, weekly, byHand }
}

export async function dutyAnswer(world: World, brandId: string): Promise<z.input<typeof Duty>> {
  const now = world.clock.now()
  const roster = await rosterOf(world.db, brandId)
  const ahead = roster.byHand.filter((turn) => turn.to > now)
  const able = await peopleOf(world.db, brandId, 'author')
  const names = await namesOf(world.db, [...able, ...roster.weekly.map((turn) => turn.userId)])
  const person = (id: string) => ({ id, name: names.get(id) ?? '' })
  return {
    ...{ zone: roster.zone, weekly: roster.weekly, people: able.map(person) },
    byHand: ahead.map((turn) => ({ ...turn, from: turn.from.toISOString(), to: turn.to.toISOString() })),
    now: onDuty(roster, now)
      .filter((id) => able.includes(id))
      .map(person),
  }
}

/** The week's turns as a whole. Throws at the field for somebody who does not work in the brand. */
export async function replaceWeek(
  world: World,
  caller: Caller,
  brandId: string,
  weekly: z.output<typeof ReplaceWeek>['weekly'],
): Promise<void> {
  await change(world, caller, brandId, 'duty.week-replaced', async (tx, now) => {
    await refuseStrangers(tx, brandId, weekly, (at) => `weekly.${at}.userId`)
    await tx.deleteFrom('dutyTurn').where('brandId', '=', brandId).where('weekday', 'is not', null).execute()
    const rows = weekly.map(({ weekday, from, to, userId }) => ({
      ...{ id: newId(now), brandId, userId, weekday, fromTime: from, toTime: to, fromAt: null, toAt: null },
    }))
    if (rows.length) await tx.insertInto('dutyTurn').values(rows).execute()
  })
}

export async function addTurn(
  world: World,
  caller: Caller,
  brandId: string,
  turn: z.output<typeof MakeTurn>,
): Promise<void> {
  await change(world, caller, brandId, 'duty.turn-added', async (tx, now) => {
    await refuseStrangers(tx, brandId, [turn], () => 'userId')
    const { userId } = turn
    const when = { weekday: null, fromTime: null, toTime: null, fromAt: new Date(turn.from), toAt: new Date(turn.to) }
    await tx
      .insertInto('dutyTurn')
      .values({ id: newId(now), brandId, userId, ...when })
      .execute()
  })
}

export async function removeTurn(world: World, caller: Caller, brandId: string, turnId: string): Promise<void> {
  await change(world, caller, brandId, 'duty.turn-removed', async (tx) => {
    const gone = await tx
      .deleteFrom('dutyTurn')
      .where('brandId', '=', brandId)
      .where('id', '=', turnId)
      .where('weekday', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!gone) throw notFound('support.noTurn')
  })
}

async function change(
  world: World,
  caller: Caller,
  brandId: string,
  name: string,
  act: (tx: Tx, now: Date) => Promise<void>,
): Promise<void> {
  const now = world.clock.now()
  await inTransaction(world.db, async (tx) => {
    await act(tx, now)
    await recordAct(tx, { by: caller, name, brandId, at: now })
    await announce(tx, 'duty.changed', {}, { brandId })
  })
}

async function refuseStrangers(
  db: DbOrTx,
  brandId: string,
  turns: { userId: string }[],
  path: (at: number) => string,
): Promise<void> {
  const able = await peopleOf(db, brandId, 'author')
  const fields = turns.flatMap(({ userId }, at): FieldProblem[] =>
    able.includes(userId) ? [] : [{ path: path(at), code: 'support.notOfBrand' }],
  )
  if (fields.length) throw new Refusal(422, 'request.invalid', { fields })
}
