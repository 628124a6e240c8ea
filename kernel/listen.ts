import type { PoolClient } from 'pg'
import type { Db } from './db/tables.ts'
import { cursorOf, type DeskEvent, endOf, eventsAfter, type Position, readCursor } from './events.ts'
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
  const failures = new Map<string, number>()
  while (!signal.aborted) {
    const client = await takeTurn(world).catch(() => undefined)
    if (!client) {
      await rest(world, 1_000, signal)
      continue
    }
    let broken: Error | undefined
    client.on('error', (error) => {
      broken = error
    })
    try {
      while (!signal.aborted && !broken) {
        const heard = await Promise.all(listeners.map((one) => deliver(world, one, failures, signal)))
        if (!heard.some(Boolean)) await rest(world, pauseMs, signal)
      }
    } catch (error) {
      broken = error instanceof Error ? error : new Error(String(error))
      world.log.warn({ error: broken.message }, 'events wait: the database does not answer')
    }
    client.release(broken ?? true)
    if (broken) await rest(world, 1_000, signal)
  }
}

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
async function deliver<W extends World>(
  world: W,
  listener: Listener<W>,
  failures: Map<string, number>,
  signal: AbortSignal,
): Promise<boolean> {
  const at = await positionOf(world.db, listener.name)
  const batch = await eventsAfter(world.db, at, 100, listener.types)
  for (const event of batch) {
    if (signal.aborted) return true
    try {
      await listener.handle(world, event)
    } catch (error) {
      const tries = (failures.get(listener.name) ?? 0) + 1
      failures.set(listener.name, tries)
      world.log.error(
        { listener: listener.name, event: event.cursor, type: event.type, err: error },
        'a listener failed',
      )
      if (tries < patience) return rest(world, Math.min(100 * 2 ** tries, 10_000), signal).then(() => true)
      await park(world.db, listener.name, event, error)
    }
    failures.delete(listener.name)
    await advance(world.db, listener.name, event)
  }
  return batch.length > 0
}

async function positionOf(db: Db, name: string): Promise<Position> {
  const row = await db.selectFrom('eventListener').select(['xid', 'seq']).where('name', '=', name).executeTakeFirst()
  if (!row) throw new Error(`the listener ${name} was never registered`)
  return row
}

async function advance(db: Db, name: string, event: DeskEvent): Promise<void> {
  await db.updateTable('eventListener').set(positionIn(event)).where('name', '=', name).execute()
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
