import { type RawBuilder, sql } from 'kysely'
import type { Clock } from './clock.ts'
import type { Db, DbOrTx } from './db/tables.ts'
import { newId } from './id.ts'
import type { JsonObject } from './json.ts'
import type { World } from './world.ts'
import './tables.ts'

/**
 * Background work besides publishing, which has its own queue. A job is a wake-up: the truth is the row its payload names.
 * It may run twice (a process killed in it), so it must not mind.
 */
export type Job<W extends World = World> = {
  name: string
  handle: (world: W, payload: JsonObject) => Promise<void>
  /** Runs by itself this often, once over all processes, instead of being enqueued. */
  everyMs?: number
  /** Tries before it is given up; the row then stays with its error. Default 12, over about two days. */
  attempts?: number
}

export type Enqueue = {
  runAt?: Date
  /** While a job with this key waits, another is not added. */
  key?: string
}

/** Adds a job in the caller's transaction. */
export async function enqueue(tx: DbOrTx, clock: Clock, name: string, payload: JsonObject, more: Enqueue = {}) {
  const now = clock.now()
  await tx
    .insertInto('job')
    .values({ id: newId(now), name, payload: JSON.stringify(payload), key: more.key, runAt: more.runAt ?? now })
    .onConflict((found) => found.column('key').doNothing())
    .execute()
}

const pauseMs = 500
const leaseMs = 60_000
const atOnce = 4

/** Runs what is due until stopped; `stop` waits for the work in hand. */
export function runJobs<W extends World>(world: W, jobs: Job<W>[]): { stop: () => Promise<void> } {
  const stopping = new AbortController()
  const byName = new Map(jobs.map((job) => [job.name, job]))
  const done = work(world, byName, stopping.signal)
  return {
    stop: async () => {
      stopping.abort()
      await done
    },
  }
}

async function work<W extends World>(world: W, jobs: Map<string, Job<W>>, signal: AbortSignal): Promise<void> {
  const inHand = new Set<Promise<void>>()
  let registered = false
  while (!signal.aborted) {
    let claimed: Promise<void>[] = []
    try {
      if (!registered) await registerTurns(world, jobs)
      registered = true
      claimed = await claim(world, jobs, atOnce - inHand.size)
    } catch (error) {
      world.log.warn({ err: error }, 'jobs wait: the database does not answer')
    }
    for (const one of claimed) {
      const tracked = one.catch((error) => world.log.warn({ err: error }, 'what a job came to could not be kept'))
      inHand.add(tracked)
      void tracked.then(() => inHand.delete(tracked))
    }
    const pause = world.clock.sleep(pauseMs, signal).catch(() => {})
    await (claimed.length ? Promise.race([pause, ...inHand]) : pause)
  }
  await Promise.all(inHand)
}

async function claim<W extends World>(world: W, jobs: Map<string, Job<W>>, free: number): Promise<Promise<void>[]> {
  if (free < 1) return []
  const turns = await claimTurns(world, jobs, free)
  const due = await claimDue(world, [...jobs.keys()], free - turns.length)
  return [
    ...turns.map((name) => runTurn(world, jobs.get(name), name)),
    ...due.map((job) => runOnce(world, jobs.get(job.name), job)),
  ]
}

type Due = { id: string; name: string; payload: JsonObject; attempts: number }

/** Leases are kept by the database's clock, so that machines whose clocks differ agree on them. */
const lease = sql<Date>`now() + ${leaseMs} * interval '1 millisecond'`
const notLeased = sql<boolean>`(leased_until is null or leased_until < now())`

async function claimDue(world: World, names: string[], limit: number): Promise<Due[]> {
  if (!names.length || limit < 1) return []
  const free = world.db
    .selectFrom('job')
    .select('id')
    .where('name', 'in', names)
    .where('failedAt', 'is', null)
    .where('runAt', '<=', world.clock.now())
    .where(notLeased)
    .orderBy('runAt')
    .limit(limit)
    .forUpdate()
    .skipLocked()
  return world.db
    .updateTable('job')
    .set({ leasedUntil: lease, attempts: sql`attempts + 1` })
    .where('id', 'in', free)
    .returning(['id', 'name', 'payload', 'attempts'])
    .execute()
}

async function runOnce<W extends World>(world: W, job: Job<W> | undefined, due: Due): Promise<void> {
  const keep = keepLease(world.db, 'job', 'id', due.id)
  try {
    await job?.handle(world, due.payload)
    await world.db.deleteFrom('job').where('id', '=', due.id).execute()
  } catch (error) {
    world.log.error({ job: due.name, id: due.id, attempts: due.attempts, err: error }, 'a job failed')
    const given = due.attempts >= (job?.attempts ?? 12)
    const now = world.clock.now().getTime()
    await world.db
      .updateTable('job')
      .set({
        leasedUntil: null,
        lastError: textOf(error),
        runAt: new Date(now + backoffMs(due.attempts)),
        ...(given ? { failedAt: new Date(now), key: null } : {}),
      })
      .where('id', '=', due.id)
      .execute()
  } finally {
    clearInterval(keep)
  }
}

/** 5 s, 15 s, 45 s … at most 12 h. */
const backoffMs = (attempts: number) => Math.min(5_000 * 3 ** (attempts - 1), 12 * 3600_000)

const repeatingOf = <W extends World>(jobs: Map<string, Job<W>>) =>
  [...jobs.values()].filter((job) => job.everyMs).map((job) => job.name)

async function registerTurns<W extends World>(world: W, jobs: Map<string, Job<W>>): Promise<void> {
  const names = repeatingOf(jobs)
  if (!names.length) return
  await world.db
    .insertInto('repeatingJob')
    .values(names.map((name) => ({ name, nextAt: world.clock.now() })))
    .onConflict((found) => found.doNothing())
    .execute()
}

async function claimTurns<W extends World>(world: W, jobs: Map<string, Job<W>>, limit: number): Promise<string[]> {
  const names = repeatingOf(jobs)
  if (!names.length) return []
  const now = world.clock.now()
  const free = world.db
    .selectFrom('repeatingJob')
    .select('name')
    .where('name', 'in', names)
    .where((is) => is.or([is('nextAt', '<=', now), isTooFar(jobs, now)]))
    .where(notLeased)
    .limit(limit)
    .forUpdate()
    .skipLocked()
  const rows = await world.db
    .updateTable('repeatingJob')
    .set({ leasedUntil: lease })
    .where('name', 'in', free)
    .returning('name')
    .execute()
  return rows.map((row) => row.name)
}

/** A turn further ahead than its interval was set by a clock that ran ahead; a minute is what clocks may differ by. */
function isTooFar<W extends World>(jobs: Map<string, Job<W>>, now: Date): RawBuilder<boolean> {
  const farthest = [...jobs.values()].map(({ name, everyMs }) => [name, 2 * (everyMs ?? 0) + 60_000])
  return sql`next_at > ${now}::timestamptz
    + (${JSON.stringify(Object.fromEntries(farthest))}::jsonb ->> name)::float8 * interval '1 millisecond'`
}

async function runTurn<W extends World>(world: W, job: Job<W> | undefined, name: string): Promise<void> {
  const keep = keepLease(world.db, 'repeatingJob', 'name', name)
  let lastError: string | null = null
  try {
    await job?.handle(world, {})
  } catch (error) {
    lastError = textOf(error)
    world.log.error({ job: name, err: error }, 'a repeating job failed')
  } finally {
    clearInterval(keep)
  }
  const nextAt = new Date(world.clock.now().getTime() + (job?.everyMs ?? 0))
  await world.db
    .updateTable('repeatingJob')
    .set({ leasedUntil: null, nextAt, lastError })
    .where('name', '=', name)
    .execute()
}

/** Long work keeps what it took; work of a killed process is free again after a minute. */
function keepLease(db: Db, table: 'job' | 'repeatingJob', column: 'id' | 'name', value: string): NodeJS.Timeout {
  const renew = () =>
    db
      .updateTable(table)
      .set({ leasedUntil: lease })
      .where(sql<boolean>`${sql.ref(column)} = ${value}`)
      .execute()
      .catch(() => {})
  return setInterval(renew, leaseMs / 3)
}

const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error)).slice(0, 2_000)
