import type { PoolClient } from 'pg'
import type { Db } from './db/tables.ts'
import { cursorOf, type DeskEvent, endOf, eventsAfter, isAfter, type Position, readCursor } from './events.ts'
import type { World } from './world.ts'
import './tables.ts'

/** Reacts to events of these types, one after the other in their order. It may be told twice, so it must not mind. */
export type Listener<W extends World = World> = {
  /** Stable: how far it has come is kept under this name. */
  name: string
  types: string[]
  handle: (world: W, event: DeskEvent) => Promise<void>
}

const lockNumber = 7_425_462
const pauseMs = 300
/** An event on which a listener fails this often is put aside, so that those behind it are not held up for ever. */
const patience = 8

/** A listener hears what happens after it was first registered. To be called before anything is announced. */
export async function registerListeners(db: Db, names: string[]): Promise<void> {
  if (!names.length) return
  const end = await endOf(db)
  await db
    .insertInto('eventListener')
    .values(names.map((name) => ({ name, ...end })))
    .onConflict((found) => found.doNothing())
    .execute()
}

/** Delivers to all listeners. Of many processes that were asked to, one does; when it ends, another takes over. */
export function deliverEvents<W extends World>(world: W, listeners: Listener<W>[]): { stop: () => Promise<void> } {
  const stopping = new AbortController()
  const done = listeners.length ? run(world, listeners, stopping.signal) : Promise.resolve()
  return {
    stop: async () => {
      stopping.abort()
      await done
    },
  }
}

async function run<W extends World>(world: W, listeners: Listener<W>[], signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const client = await takeTurn(world).catch(() => undefined)
    if (!client) {
      await rest(world, 1_000, signal)
      continue
    }
    const broken = await deliverWhileOurTurn(world, listeners, client, signal)
    client.release(broken ?? true)
    if (broken) await rest(world, 1_000, signal)
  }
}

/** Ends when stopped, or with what broke. */
async function deliverWhileOurTurn<W extends World>(
  world: W,
  listeners: Listener<W>[],
  client: PoolClient,
  signal: AbortSignal,
): Promise<Error | undefined> {
  let broken: Error | undefined
  client.on('error', (error) => {
    broken = error
  })
  try {
    const hearings = await Promise.all(
      listeners.map(async (one) => hearingOf(one, await positionOf(world.db, one.name))),
    )
    while (!signal.aborted && !broken) {
      const end = await endOf(world.db)
      const heard = await Promise.all(hearings.map((one) => deliver(world, one, end, signal)))
      if (!heard.some(Boolean)) await rest(world, pauseMs, signal)
    }
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error))
    world.log.warn({ error: broken.message }, 'events wait: the database does not answer')
  }
  return broken
}

/** How far a listener has come, and how often it failed on what comes next. */
type Hearing<W extends World> = { listener: Listener<W>; at: Position; failures: number }

const hearingOf = <W extends World>(listener: Listener<W>, at: Position): Hearing<W> => ({ listener, at, failures: 0 })

/** A connection that holds the turn until it is closed. */
async function takeTurn(world: World): Promise<PoolClient | undefined> {
  const client = await world.pool.connect()
  const { rows } = await client
    .query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [lockNumber])
    .catch((error) => {
      client.release(true)
      throw error
    })
  if (rows[0]?.taken) return client
  client.release()
  return undefined
}

/** Was there anything to deliver? */
async function deliver<W extends World>(world: W, hearing: Hearing<W>, end: Position, signal: AbortSignal) {
  if (!isAfter(end, hearing.at)) return false
  const { listener } = hearing
  const batch = await eventsAfter(world.db, hearing.at, 100, listener.types)
  for (const event of batch) {
    if (signal.aborted) return true
    const settled = await tell(world, hearing, event)
    if (!settled) return rest(world, Math.min(100 * 2 ** hearing.failures, 10_000), signal).then(() => true)
    hearing.at = positionIn(event)
    await advance(world.db, listener.name, hearing.at)
  }
  if (!batch.length) {
    if (end.seq - hearing.at.seq > 500) await advance(world.db, listener.name, end)
    hearing.at = end
  }
  return batch.length > 0
}

/** Done with this event: handled, or put aside after too many failures. */
async function tell<W extends World>(world: W, hearing: Hearing<W>, event: DeskEvent): Promise<boolean> {
  const { name } = hearing.listener
  try {
    await hearing.listener.handle(world, event)
  } catch (error) {
    hearing.failures++
    world.log.error({ listener: name, event: event.cursor, type: event.type, err: error }, 'a listener failed')
    if (hearing.failures < patience) return false
    await park(world.db, name, event, error)
  }
  hearing.failures = 0
  return true
}

async function positionOf(db: Db, name: string): Promise<Position> {
  const row = await db.selectFrom('eventListener').select(['xid', 'seq']).where('name', '=', name).executeTakeFirst()
  if (!row) throw new Error(`the listener ${name} was never registered`)
  return row
}

async function advance(db: Db, name: string, at: Position): Promise<void> {
  await db.updateTable('eventListener').set(at).where('name', '=', name).execute()
}

async function park(db: Db, listener: string, event: DeskEvent, error: unknown): Promise<void> {
  const text = error instanceof Error ? error.message : String(error)
  await db
    .insertInto('eventParked')
    .values({ listener, ...positionIn(event), error: text.slice(0, 2_000) })
    .onConflict((found) => found.doNothing())
    .execute()
}

function positionIn(event: DeskEvent): Position {
  const position = readCursor(event.cursor)
  if (!position)
    throw new Error(`not a cursor: ${event.cursor}, expected one such as ${cursorOf({ xid: '1', seq: 1 })}`)
  return position
}

const rest = (world: World, ms: number, signal: AbortSignal) => world.clock.sleep(ms, signal).catch(() => {})
