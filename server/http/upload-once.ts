import { randomUUID } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { sql } from 'kysely'
import type { NetworkedWorld } from '../../networks/world.ts'
import { sendAnswer } from './answer.ts'
import { type Kept, type Key, keepAnswer, keptAnswer, sendKept, stillRuns } from './kept-answers.ts'
import type { Exchange } from './mount.ts'

/**
 * Takes an upload that carries an Idempotency-Key once: the second time with the first answer, before a byte of it is read.
 * An upload lasts as long as its line is slow, so it is no transaction, nor is a write that waits for a network: the key is
 * held by a row that is kept fresh meanwhile, and a process killed in it leaves the key free half a minute later.
 * Throws 409 `request.inFlight` while the first still runs, 422 `request.keyReused` for another address under the same key.
 */
export async function uploadOnce(
  exchange: Exchange,
  key: Key,
  handle: (world: NetworkedWorld) => Promise<unknown>,
): Promise<FastifyReply> {
  const { world, reply, stopping } = exchange
  const letGo = await holdKey(world, key)
  const told = await keptOrFresh(exchange, key, handle).finally(letGo)
  return 'kept' in told ? sendKept(reply, told.kept) : sendAnswer(exchange, told.fresh, stopping)
}

/** Nothing is sent yet: who hears the answer may ask again at once, and must find the key free. */
async function keptOrFresh(
  exchange: Exchange,
  key: Key,
  handle: (world: NetworkedWorld) => Promise<unknown>,
): Promise<{ kept: Kept } | { fresh: unknown }> {
  const { world } = exchange
  const kept = await keptAnswer(world, world.db, key)
  if (kept) return { kept }
  const fresh = await handle(world)
  await keepAnswer(exchange, world.db, key, fresh)
  return { fresh }
}

const renewEveryMs = 10_000

/** By the clock of the database, since several processes share the key. */
const aWhileFromNow = sql<Date>`clock_timestamp() + interval '30 seconds'`

async function holdKey(world: NetworkedWorld, { caller, key }: Key): Promise<() => Promise<void>> {
  const { db, log } = world
  const holder = randomUUID()
  const held = await db
    .insertInto('keyInHand')
    .values({ caller, key, holder, heldUntil: aWhileFromNow })
    .onConflict((found) =>
      found
        .columns(['caller', 'key'])
        .doUpdateSet({ holder, heldUntil: aWhileFromNow })
        .where('keyInHand.heldUntil', '<', sql<Date>`clock_timestamp()`),
    )
    .returning('holder')
    .executeTakeFirst()
  if (!held) throw stillRuns()
  const failed = (error: unknown) => log.warn({ err: error }, 'the key of a write could not be held or let go')
  const renew = () =>
    db.updateTable('keyInHand').set({ heldUntil: aWhileFromNow }).where('holder', '=', holder).execute().catch(failed)
  const renewing = setInterval(renew, renewEveryMs)
  return async () => {
    clearInterval(renewing)
    await db.deleteFrom('keyInHand').where('holder', '=', holder).execute().catch(failed)
  }
}
