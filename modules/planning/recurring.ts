import { sql } from 'kysely'
import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { badField, Refusal } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import { resolveWall, wallAt } from '../../kernel/wall-time.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { brandOf } from '../brand/index.ts'
import { makePostsIn, postOf } from '../content/index.ts'
import { schedulePostsIn, unscheduleIn } from '../publishing/index.ts'
import { type Caller, namesOf, notify } from '../team/index.ts'
import type { ChangeRecurring, MakeRecurring, Recurring } from './api.ts'
import { occurrencesOf, type Rule } from './occurrences.ts'
import { comingOccurrences, madeOccurrences, type RecurringRow, recurringOf, runningRecurrings } from './store.ts'

/** How far ahead occurrences become posts on the calendar. */
const aheadMs = 21 * 86_400_000
/** An occurrence that fell due this long before it was made is skipped: recurring posts do not burst after an outage. */
const graceMs = 30 * 60_000
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
  if (occurrencesOf(rule).next().done) throw badField('repeat', 'planning.neverRepeats')
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

/** What went out stays as it is; what is still to come is made anew by the changed rule, or not while it is paused. */
export async function changeRecurring(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  id: string,
  changes: z.infer<typeof ChangeRecurring>,
): Promise<RecurringRow> {
  await recurringOf(world.db, brandId, id)
  const { repeat, until, times, paused } = changes
  const set = {
    ...(repeat === undefined ? {} : { repeat: JSON.stringify(repeat) }),
    ...(until === undefined ? {} : { untilWall: until?.wall ?? null }),
    ...(times === undefined ? {} : { times }),
    ...(paused === undefined ? {} : { paused }),
  }
  await inTransaction(world.db, async (tx) => {
    if (Object.keys(set).length > 0) await tx.updateTable('recurring').set(set).where('id', '=', id).execute()
    await takeBackComing(tx, world, caller, brandId, id)
  })
  const row = await recurringOf(world.db, brandId, id)
  if (!row.paused) await bringForth(world, row)
  return row
}

/** Ends a repetition. What went out stays, what was still to come is taken back. */
export async function endRecurring(world: NetworkedWorld, caller: Caller, brandId: string, id: string): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    await recurringOf(tx, brandId, id)
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

/** The job: every rule that runs gets the posts of the coming weeks. One that breaks does not hold up the others. */
export async function bringForthAll(world: NetworkedWorld): Promise<void> {
  const failures: unknown[] = []
  for (const row of await runningRecurrings(world.db))
    await bringForth(world, row).catch((error: unknown) => failures.push(error))
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} repetitions could not be brought forth`)
}

/** Makes the posts of a rule's coming occurrences, each once, and schedules them where the brand's rules allow. */
export async function bringForth(world: NetworkedWorld, row: RecurringRow): Promise<void> {
  const now = world.clock.now()
  const known = await madeOccurrences(world.db, row.id)
  const horizon = wallAt(new Date(now.getTime() + aheadMs), row.zone)
  for (const wall of occurrencesOf(ruleOf(row))) {
    if (wall > horizon) return
    if (known.has(wall)) continue
    const late = resolveWall(wall, row.zone).at.getTime() < now.getTime() - graceMs
    await (late ? skip(world, row, wall) : makeOccurrence(world, row, wall))
  }
}

async function skip(world: NetworkedWorld, row: RecurringRow, wall: string): Promise<void> {
  await world.db
    .insertInto('recurringOccurrence')
    .values({ recurringId: row.id, wall, postId: null, skipped: true })
    .onConflict((clash) => clash.doNothing())
    .execute()
}

/**
 * The row of the occurrence is the lock: of two workers only one makes the post. It is made and scheduled at once, so that
 * a process that dies in between leaves none that nobody would publish.
 */
async function makeOccurrence(world: NetworkedWorld, row: RecurringRow, wall: string): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    const claimed = await tx
      .insertInto('recurringOccurrence')
      .values({ recurringId: row.id, wall, postId: null, skipped: false })
      .onConflict((clash) => clash.doNothing())
      .returning('wall')
      .executeTakeFirst()
    if (!claimed) return
    const { title, rubricId, language, labels, body, variants, accountIds, expiry, stage } = await postOf(
      tx,
      row.brandId,
      row.postId,
    )
    const writer = { userId: row.madeBy, workspaceId: row.workspaceId }
    const copy = {
      title,
      rubricId,
      language,
      labels,
      body,
      variants,
      accountIds,
      expiry,
      plan: { wall, zone: row.zone },
    }
    const [post] = await makePostsIn(tx, world, writer, row.brandId, [copy], { recurringId: row.id })
    if (!post) throw new Error('an occurrence was written and did not come back')
    await tx
      .updateTable('recurringOccurrence')
      .set({ postId: post.id })
      .where('recurringId', '=', row.id)
      .where('wall', '=', wall)
      .execute()
    if (stage === 'approved') await tx.updateTable('post').set({ stage }).where('id', '=', post.id).execute()
    await announce(tx, 'post.written', { postId: post.id }, { workspaceId: row.workspaceId, brandId: row.brandId })
    await scheduleOccurrence(tx, world, row, post.id, wall)
  })
}

/** Where approval is demanded and the template has none, or a network would refuse it, the occurrence waits as a draft. */
async function scheduleOccurrence(
  tx: Tx,
  world: NetworkedWorld,
  row: RecurringRow,
  postId: string,
  wall: string,
): Promise<void> {
  const brand = await brandOf(tx, row.brandId)
  const { stage, accountIds } = await postOf(tx, row.brandId, postId)
  if (accountIds.length === 0 || (brand.approvalRequired && stage !== 'approved')) return
  const name = (await namesOf(tx, [row.madeBy])).get(row.madeBy) ?? ''
  const by = { userId: row.madeBy, workspaceId: row.workspaceId, name }
  await sql`savepoint scheduling`.execute(tx)
  try {
    await schedulePostsIn(tx, world, by, row.brandId, [{ postId, plan: { wall, zone: row.zone } }])
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await sql`rollback to savepoint scheduling`.execute(tx)
    await tellNotScheduled(tx, world, row, postId, wall)
  }
}

const tellNotScheduled = (tx: Tx, world: NetworkedWorld, row: RecurringRow, postId: string, wall: string) =>
  notify(tx, {
    ...{ to: { userIds: [row.madeBy] }, kind: 'planning.notScheduled', severity: 'warning' },
    ...{ key: 'planning.notScheduled', values: { wall: wall.replace('T', ' ') }, brandId: row.brandId },
    ...{ href: `/brands/${row.brandId}/compose/${postId}`, at: world.clock.now() },
  })

export async function recurringAnswer(world: NetworkedWorld, row: RecurringRow): Promise<z.infer<typeof Recurring>> {
  const known = await madeOccurrences(world.db, row.id)
  const now = wallAt(world.clock.now(), row.zone)
  const next = occurrencesOf(ruleOf(row))
    .filter((wall) => wall >= now)
    .take(shownNext)
  return {
    ...{ id: row.id, postId: row.postId, start: { wall: row.startWall, zone: row.zone }, repeat: row.repeat },
    ...{ until: row.untilWall === null ? null : { wall: row.untilWall }, times: row.times, paused: row.paused },
    next: next.map((wall) => resolveWall(wall, row.zone).at.toISOString()).toArray(),
    made: [...known.values()].filter((one) => !one.skipped).length,
  }
}

const ruleOf = (row: RecurringRow): Rule => ({
  start: row.startWall,
  repeat: row.repeat,
  until: row.untilWall,
  times: row.times,
})
