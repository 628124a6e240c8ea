import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { Refusal } from '../../kernel/failure.ts'
import { resolveWall, wallAt } from '../../kernel/wall-time.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { brandOf } from '../brand/index.ts'
import { makePostsIn, postOf } from '../content/index.ts'
import { schedulePostsIn } from '../publishing/index.ts'
import { namesOf, notify } from '../team/index.ts'
import { occurrencesOf, ruleOf } from './occurrences.ts'
import { madeOccurrences, type RecurringRow, recurringHeld, runningRecurrings } from './store.ts'

/** How far ahead occurrences become posts on the calendar. */
const aheadMs = 21 * 86_400_000
/** An occurrence that fell due this long before it was made is skipped: recurring posts do not burst after an outage. */
const graceMs = 30 * 60_000

/** The job: every rule that runs gets the posts of the coming weeks. One that breaks does not hold up the others. */
export async function bringForthAll(world: NetworkedWorld): Promise<void> {
  const failures: unknown[] = []
  for (const row of await runningRecurrings(world.db))
    await bringForth(world, row).catch((error: unknown) => failures.push(error))
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} repetitions could not be brought forth`)
}

/**
 * Makes the posts of a rule's coming occurrences, each once, and schedules them where the brand's rules allow. A day whose
 * post went out at another hour, before the rule was changed, has had its own.
 */
export async function bringForth(world: NetworkedWorld, row: RecurringRow): Promise<void> {
  const now = world.clock.now()
  const known = await madeOccurrences(world.db, row.id)
  const daysMade = new Set([...known].flatMap(([wall, { skipped }]) => (skipped ? [] : [dayOf(wall)])))
  const wanted = [...wallsUntil(row, new Date(now.getTime() + aheadMs))].filter((wall) => !known.has(wall))
  const isPast = (wall: string) => resolveWall(wall, row.zone).at.getTime() < now.getTime() - graceMs
  const passed = new Set(wanted.filter((wall) => daysMade.has(dayOf(wall)) || isPast(wall)))
  await skip(world, row, [...passed])
  for (const wall of wanted) if (!passed.has(wall)) await makeOccurrence(world, row, wall)
}

function* wallsUntil(row: RecurringRow, moment: Date): Generator<string> {
  const horizon = wallAt(moment, row.zone)
  for (const wall of occurrencesOf(ruleOf(row))) {
    if (wall > horizon) return
    yield wall
  }
}

const dayOf = (wall: string) => wall.slice(0, 10)

async function skip(world: NetworkedWorld, row: RecurringRow, walls: string[]): Promise<void> {
  if (walls.length === 0) return
  await world.db
    .insertInto('recurringOccurrence')
    .values(walls.map((wall) => ({ recurringId: row.id, wall, postId: null, skipped: true })))
    .onConflict((clash) => clash.doNothing())
    .execute()
}

/**
 * The row of the occurrence is the lock: of two workers only one makes the post, and none by a rule that was changed
 * meanwhile. It is made and scheduled at once, so that a process that dies in between leaves none that nobody would publish.
 */
async function makeOccurrence(world: NetworkedWorld, row: RecurringRow, wall: string): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    if (!isDeepStrictEqual(await recurringHeld(tx, row.id), row)) return
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
