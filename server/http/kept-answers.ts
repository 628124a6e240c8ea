import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { sql } from 'kysely'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import { badField, Refusal } from '../../kernel/failure.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { bodyOf, isRepeatable, sendAnswer, sendJson, statusOf } from './answer.ts'
import type { Exchange } from './mount.ts'
import type { Input } from './read-input.ts'

const keptForMs = 24 * 3600_000

type Keyed = {
  key: string
  userId: string
  input: Input
  handle: (world: NetworkedWorld) => Promise<unknown>
}

type Kept = { status: number; body: string | null }

/**
 * Answers a write that carries an Idempotency-Key: the second time with the first answer, without doing it again. The
 * work and its kept answer are one transaction, so a process killed in between leaves neither. Only what succeeded is kept.
 * Throws 409 `request.inFlight` while the first still runs, 422 `request.keyReused` for another request under the same key.
 */
export async function keepingAnswer(exchange: Exchange, keyed: Keyed): Promise<FastifyReply> {
  const { world, route, request, reply } = exchange
  if (!/^[\x21-\x7e]{1,200}$/.test(keyed.key)) throw badField('Idempotency-Key', 'request.badIdempotencyKey')
  const fingerprint = fingerprintOf(request.method, request.url, keyed.input)
  let fresh: { answer: unknown } | undefined
  const kept = await inTransaction(world.db, async (tx) => {
    await takeKey(tx, keyed)
    const before = await keptAnswer(tx, keyed, world.clock.now())
    if (before && before.fingerprint !== fingerprint) throw new Refusal(422, 'request.keyReused')
    if (before) return before
    const answer = await keyed.handle({ ...world, db: tx })
    fresh = { answer }
    if (!isRepeatable(answer)) return undefined
    const made = { status: statusOf(route), body: bodyOf(route, answer) }
    await keep(tx, keyed, { ...made, fingerprint, madeAt: world.clock.now() })
    return made
  })
  if (fresh) return sendAnswer(route, fresh.answer, reply, exchange.stopping)
  reply.header('idempotent-replayed', 'true')
  return sendJson(reply, kept?.status ?? statusOf(route), kept?.body ?? null)
}

function fingerprintOf(method: string, url: string, input: Input): string {
  return createHash('sha256')
    .update(JSON.stringify([method, url, input.body ?? null]))
    .digest('hex')
}

/** Given back by PostgreSQL itself when the transaction ends, however it ends. */
async function takeKey(tx: Tx, { userId, key }: Keyed): Promise<void> {
  const { rows } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`${userId} ${key}`}, 4711)) as taken`.execute(tx)
  if (!rows[0]?.taken) throw new Refusal(409, 'request.inFlight', { values: { seconds: 1 } })
}

async function keptAnswer(
  tx: Tx,
  { userId, key }: Keyed,
  now: Date,
): Promise<(Kept & { fingerprint: string }) | undefined> {
  return tx
    .selectFrom('keptAnswer')
    .select(['status', 'body', 'fingerprint'])
    .where('caller', '=', userId)
    .where('key', '=', key)
    .where('madeAt', '>', new Date(now.getTime() - keptForMs))
    .executeTakeFirst()
}

async function keep(tx: Tx, { userId, key }: Keyed, made: Kept & { fingerprint: string; madeAt: Date }): Promise<void> {
  await tx
    .insertInto('keptAnswer')
    .values({ caller: userId, key, ...made })
    .onConflict((found) => found.columns(['caller', 'key']).doUpdateSet(made))
    .execute()
}

export async function dropOldAnswers(world: NetworkedWorld): Promise<void> {
  const before = new Date(world.clock.now().getTime() - keptForMs)
  await world.db.deleteFrom('keptAnswer').where('madeAt', '<', before).execute()
}
