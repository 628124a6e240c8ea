import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { badField } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import { isZone, resolveWall, wallAt } from '../../kernel/wall-time.ts'
import type { World } from '../../kernel/world.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { postOf } from '../content/index.ts'
import { unscheduleIn } from '../publishing/index.ts'
import type { Caller } from '../team/index.ts'
import type { ChangeRecurring, MakeRecurring, Recurring } from './api.ts'
import { bringForth } from './bring-forth.ts'
import { occurrencesOf, type Rule, ruleOf } from './occurrences.ts'
import { comingOccurrences, madeOccurrences, type RecurringRow, recurringToChange } from './store.ts'

const shownNext = 5

export async function makeRecurring(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  wanted: z.infer<typeof MakeRecurring>,
): Promise<RecurringRow> {
  resolveWall(wanted.start.wall, wanted.start.zone, 'start')
  await postOf(world.db, brandId, wanted.postId)
  const rule: Rule = {
    start: wanted.start.wall,
    repeat: wanted.repeat,
    until: wanted.until?.wall ?? null,
    times: wanted.times,
  }
  refuseNever(rule)
  const now = world.clock.now()
  const row = await inTransaction(world.db, async (tx) => {
    await announce(tx, 'recurring.made', { postId: wanted.postId }, { workspaceId: caller.workspaceId, brandId })
    return tx
      .insertInto('recurring')
      .values({
        ...{ id: newId(now), brandId, postId: wanted.postId, startWall: rule.start, zone: wanted.start.zone },
        ...{ repeat: JSON.stringify(rule.repeat), untilWall: rule.until, times: rule.times, paused: false },
        ...{ madeBy: caller.userId, workspaceId: caller.workspaceId, createdAt: now },
      })
      .returningAll()
      .executeTakeFirstOrThrow()
  })
  await bringForth(world, row)
  return row
}

function refuseNever(rule: Rule): void {
  if (occurrencesOf(rule).next().done) throw badField('repeat', 'planning.neverRepeats')
}

/**
 * What went out stays as it is; what is still to come is made anew by the changed rule, or not while it is paused.
 * Refuses at the field a start that no clock shows, and a rule that never comes true.
 */
export async function changeRecurring(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  id: string,
  changes: z.infer<typeof ChangeRecurring>,
): Promise<RecurringRow> {
  if (changes.start) resolveWall(changes.start.wall, changes.start.zone, 'start')
  const row = await inTransaction(world.db, async (tx) => {
    const before = await recurringToChange(tx, brandId, id)
    await takeBackComing(tx, world, caller, brandId, id)
    const changed = await writeChanges(tx, before, changes)
    if (changesRule(changes)) refuseNever(ruleOf(changed))
    await announce(tx, 'recurring.changed', { recurringId: id }, { workspaceId: caller.workspaceId, brandId })
    return changed
  })
  if (!row.paused) await bringForth(world, row)
  return row
}

const changesRule = ({ start, repeat, until, times }: z.infer<typeof ChangeRecurring>) =>
  [start, repeat, until, times].some((one) => one !== undefined)

async function writeChanges(
  tx: Tx,
  before: RecurringRow,
  { start, repeat, until, times, paused }: z.infer<typeof ChangeRecurring>,
): Promise<RecurringRow> {
  const set = {
    ...(start === undefined ? {} : { startWall: start.wall, zone: start.zone }),
    ...(repeat === undefined ? {} : { repeat: JSON.stringify(repeat) }),
    ...(until === undefined ? {} : { untilWall: until?.wall ?? null }),
    ...(times === undefined ? {} : { times }),
    ...(paused === undefined ? {} : { paused }),
  }
  if (Object.keys(set).length === 0) return before
  return tx.updateTable('recurring').set(set).where('id', '=', before.id).returningAll().executeTakeFirstOrThrow()
}

/** Ends a repetition. What went out stays, what was still to come is taken back. */
export async function endRecurring(world: NetworkedWorld, caller: Caller, brandId: string, id: string): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    await recurringToChange(tx, brandId, id)
    await takeBackComing(tx, world, caller, brandId, id)
    await tx.deleteFrom('recurring').where('id', '=', id).execute()
    await announce(tx, 'recurring.ended', { recurringId: id }, { workspaceId: caller.workspaceId, brandId })
  })
}

/** Its posts that are still to come leave the plan and the calendar; one that a person rewrote stays, as a draft. */
async function takeBackComing(
  tx: Tx,
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  id: string,
): Promise<void> {
  const now = world.clock.now()
  const coming = await comingOccurrences(tx, id, now)
  const out = await unscheduleIn(
    tx,
    world,
    caller,
    brandId,
    coming.map((one) => one.postId),
  )
  const back = coming.filter((one) => !out.has(one.postId))
  const untouched = back.filter((one) => one.version === 1).map((one) => one.postId)
  if (untouched.length > 0) await tx.updateTable('post').set({ deletedAt: now }).where('id', 'in', untouched).execute()
  if (back.length > 0)
    await tx
      .deleteFrom('recurringOccurrence')
      .where('recurringId', '=', id)
      .where(
        'wall',
        'in',
        back.map((one) => one.wall),
      )
      .execute()
}

export async function recurringAnswer(world: World, row: RecurringRow): Promise<z.infer<typeof Recurring>> {
  const known = await madeOccurrences(world.db, row.id)
  return {
    ...{ id: row.id, postId: row.postId, start: { wall: row.startWall, zone: row.zone }, repeat: row.repeat },
    ...{ until: row.untilWall === null ? null : { wall: row.untilWall }, times: row.times, paused: row.paused },
    next: nextOf(row, known, world.clock.now()),
    made: [...known.values()].filter((one) => !one.skipped).length,
  }
}

/** None where its zone is no longer known: the repetition is still to be seen, so that it can be given another. */
function nextOf(row: RecurringRow, known: Awaited<ReturnType<typeof madeOccurrences>>, now: Date): string[] {
  if (!isZone(row.zone)) return []
  const shown = wallAt(now, row.zone)
  return occurrencesOf(ruleOf(row))
    .filter((wall) => wall >= shown && !known.get(wall)?.skipped)
    .take(shownNext)
    .map((wall) => resolveWall(wall, row.zone).at.toISOString())
    .toArray()
}
