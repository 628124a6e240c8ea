import { sql } from 'kysely'
import pg from 'pg'
import type { Db } from '../../kernel/db/tables.ts'
import { newId } from '../../kernel/id.ts'

/** The advisory locks of workers, apart from others of the program. */
const lockClass = 7_425_463
export const leaseMs = 20_000
const beatMs = 4_000
/** Before the lease ends for others it has ended for us. */
const marginMs = 5_000
/** So long after the loss an answer that is on its way may still come in and be written down. */
const lastAnswersMs = 2_500

/**
 * A worker's place among its peers: a connection of its own, which holds the advisory lock of its number for as long as
 * the process lives. It is lost when the connection ends or the lease could not be renewed: from then on nothing more
 * may be begun of what the worker has in hand.
 */
export type Session = {
  workerId: string
  /** May something be begun now? Told without asking anybody. */
  holds: () => boolean
  lose: (why: string) => void
  /** Aborts a little after the loss: calls under way have had their chance. */
  over: AbortSignal
  /** The earlier of the given moment and the database's clock. */
  agreed: (moment: Date) => Date
  /** The database's clock, for what networks are told: they refuse who is an hour off. */
  databaseNow: () => Date
  close: () => Promise<void>
}

export async function openSession(databaseUrl: string, monotonic: () => number): Promise<Session> {
  const client = new pg.Client({
    ...{ connectionString: databaseUrl, application_name: 'rialto worker', keepAlive: true },
    ...{ connectionTimeoutMillis: 5_000, query_timeout: leaseMs - marginMs },
  })
  const over = new AbortController()
  let lost: string | undefined
  const lose = (why: string) => {
    if (lost) return
    lost = why
    clearInterval(beat)
    setTimeout(() => over.abort(new Error(`this worker lost its place: ${why}`)), lastAnswersMs).unref()
  }
  client.on('error', (error) => lose(error.message))
  client.on('end', () => lose('the connection ended'))
  let beat: NodeJS.Timeout | undefined
  await client.connect()
  const workerId = newId()
  let held = await register(client, workerId, monotonic).catch(async (error) => {
    await client.end().catch(() => {})
    throw error
  })
  const renew = async () => {
    try {
      held = await renewed(client, workerId, monotonic)
    } catch (error) {
      lose(error instanceof Error ? error.message : String(error))
    }
  }
  beat = setInterval(() => void renew(), beatMs)
  return {
    ...{ workerId, lose, over: over.signal },
    holds: () => {
      if (monotonic() >= held.until) lose('its lease ran out')
      return lost === undefined
    },
    agreed: (moment) => new Date(Math.min(moment.getTime(), held.databaseNow + monotonic() - held.at)),
    databaseNow: () => new Date(held.databaseNow + monotonic() - held.at),
    close: async () => {
      if (!lost) await client.query('delete from publishing_worker where id = $1', [workerId]).catch(() => {})
      lose('it was closed')
      await client.end().catch(() => {})
    },
  }
}

/** The lease as we may believe in it: counted from before it was asked for. */
type Held = { until: number; at: number; databaseNow: number }

const heldFrom = (asked: number, monotonic: () => number, now: Date | undefined): Held => ({
  until: asked + leaseMs - marginMs,
  at: monotonic(),
  databaseNow: now?.getTime() ?? Number.NEGATIVE_INFINITY,
})

/** The lock stands before anybody can see the row, so that no peer takes a starting worker for dead. */
async function register(client: pg.Client, workerId: string, monotonic: () => number): Promise<Held> {
  const asked = monotonic()
  await client.query('begin')
  const { rows } = await client.query<{ number: number; now: Date }>(
    `insert into publishing_worker (id, started_at, lease_until)
     values ($1, clock_timestamp(), clock_timestamp() + $2 * interval '1 millisecond')
     returning number, clock_timestamp() as now`,
    [workerId, leaseMs],
  )
  const held = heldFrom(asked, monotonic, rows[0]?.now)
  await client.query('select pg_advisory_lock($1, $2)', [lockClass, rows[0]?.number])
  await client.query('commit')
  return held
}

async function renewed(client: pg.Client, workerId: string, monotonic: () => number): Promise<Held> {
  const asked = monotonic()
  const { rows } = await client.query<{ now: Date }>(
    `update publishing_worker set lease_until = clock_timestamp() + $2 * interval '1 millisecond'
     where id = $1 returning clock_timestamp() as now`,
    [workerId, leaseMs],
  )
  if (!rows[0]) throw new Error('a peer took it for dead')
  return heldFrom(asked, monotonic, rows[0].now)
}

/**
 * Frees the lanes of workers that are dead: whose lock nobody holds any more, or whose lease ran out. The fence grows with
 * it, so that one who was only thought dead can begin nothing more. Returns how many workers were found dead.
 */
export async function reapTheDead(db: Db): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    with dead as (
      select w.id from publishing_worker w
      where w.lease_until < clock_timestamp()
        or not exists (select 1 from pg_locks k where k.locktype = 'advisory' and k.granted and k.objsubid = 2
          and k.classid = ${lockClass}::oid and k.objid = w.number::oid
          and k.database = (select oid from pg_database where datname = current_database()))
      for update skip locked
    ), freed as (
      update lane l set worker_id = null, fence = l.fence + 1 from dead where l.worker_id = dead.id
    )
    select id from dead`.execute(db)
  const ids = rows.map((row) => row.id)
  if (ids.length > 0) await db.deleteFrom('publishingWorker').where('id', 'in', ids).execute()
  return ids.length
}
