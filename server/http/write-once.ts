import type { FastifyReply } from 'fastify'
import { sql } from 'kysely'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { sendAnswer } from './answer.ts'
import { type Key, keepAnswer, keptAnswer, sendKept, stillRuns } from './kept-answers.ts'
import type { Exchange } from './mount.ts'

/**
 * Answers a write that carries an Idempotency-Key: the second time with the first answer, without doing it again. The
 * work and its kept answer are one transaction, so a process killed in between leaves neither. Only what succeeded is kept.
 * Throws 409 `request.inFlight` while the first still runs, 422 `request.keyReused` for another request under the same key.
 */
export async function writeOnce(
  exchange: Exchange,
  key: Key,
  handle: (world: NetworkedWorld) => Promise<unknown>,
): Promise<FastifyReply> {
  const { world, reply } = exchange
  let fresh: { answer: unknown } | undefined
  const kept = await inTransaction(world.db, async (tx) => {
    await takeKey(tx, key)
    const before = await keptAnswer(world, tx, key)
    if (before) return before
    fresh = { answer: await handle({ ...world, db: tx }) }
    await keepAnswer(exchange, tx, key, fresh.answer)
    return undefined
  })
  return kept ? sendKept(reply, kept) : sendAnswer(exchange, fresh?.answer, exchange.stopping)
}

/** Given back by PostgreSQL itself when the transaction ends, however it ends. */
async function takeKey(tx: Tx, { caller, key }: Key): Promise<void> {
  const { rows } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`${caller} ${key}`}, 4711)) as taken`.execute(tx)
  if (!rows[0]?.taken) throw stillRuns()
}
