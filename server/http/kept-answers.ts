import { createHmac } from 'node:crypto'
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
type Fingerprinted = Kept & { fingerprint: string }

/**
 * Answers a write that carries an Idempotency-Key: the second time with the first answer, without doing it again. The
 * work and its kept answer are one transaction, so a process killed in between leaves neither. Only what succeeded is kept.
 * Throws 409 `request.inFlight` while the first still runs, 422 `request.keyReused` for another request under the same key.
 */
export async function keepingAnswer(exchange: Exchange, keyed: Keyed): Promise<FastifyReply> {
  const { world, route, request, reply } = exchange
  if (!/^[\x21-\x7e]{1,200}$/.test(keyed.key)) throw badField('Idempotency-Key', 'request.badIdempotencyKey')
  const fingerprint = fingerprintOf(world, [request.method, request.url, keyed.input.body ?? null])
  let fresh: { answer: unknown } | undefined
  const kept = await inTransaction(world.db, async (tx) => {
    await takeKey(tx, keyed)
    const before = await keptAnswer(world, tx, keyed)
    if (before && before.fingerprint !== fingerprint) throw new Refusal(422, 'request.keyReused')
    if (before) return before
    const answer = await keyed.handle({ ...world, db: tx })
    fresh = { answer }
    if (!isRepeatable(answer)) return undefined
    const made = { status: statusOf(route), body: bodyOf(route, answer) }
    await keep(world, tx, keyed, { ...made, fingerprint })
    return made
  })
  if (fresh) return sendAnswer(exchange, fresh.answer, exchange.stopping)
  reply.header('idempotent-replayed', 'true')
  return sendJson(reply, kept?.status ?? statusOf(route), kept?.body ?? null)
}

/** With a key of ours, since a body may hold a password, which a bare hash would give away to patience. */
const fingerprintOf = ({ secrets }: NetworkedWorld, request: unknown[]) =>
  createHmac('sha256', secrets.derive('fingerprints of requests')).update(JSON.stringify(request)).digest('hex')

/** Given back by PostgreSQL itself when the transaction ends, however it ends. */
async function takeKey(tx: Tx, { userId, key }: Keyed): Promise<void> {
  const { rows } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`${userId} ${key}`}, 4711)) as taken`.execute(tx)
  if (!rows[0]?.taken) throw new Refusal(409, 'request.inFlight', { values: { seconds: 1 } })
}

async function keptAnswer(world: NetworkedWorld, tx: Tx, keyed: Keyed): Promise<Fingerprinted | undefined> {
  const row = await tx
    .selectFrom('keptAnswer')
    .select(['status', 'body', 'fingerprint'])
    .where('caller', '=', keyed.userId)
    .where('key', '=', keyed.key)
    .where('madeAt', '>', new Date(world.clock.now().getTime() - keptForMs))
    .executeTakeFirst()
  return row && { ...row, body: row.body && world.secrets.open(row.body, ownerOf(keyed)) }
}

/** Sealed, since an answer may tell a key or a link that is kept nowhere else but as a hash. */
async function keep(world: NetworkedWorld, tx: Tx, keyed: Keyed, made: Fingerprinted): Promise<void> {
  const body = made.body && world.secrets.seal(made.body, ownerOf(keyed))
  const row = { ...made, body, madeAt: world.clock.now() }
  await tx
    .insertInto('keptAnswer')
    .values({ caller: keyed.userId, key: keyed.key, ...row })
    .onConflict((found) => found.columns(['caller', 'key']).doUpdateSet(row))
    .execute()
}

const ownerOf = ({ userId, key }: Keyed) => `answer to ${userId} ${key}`

export async function dropOldAnswers(world: NetworkedWorld): Promise<void> {
  const before = new Date(world.clock.now().getTime() - keptForMs)
  await world.db.deleteFrom('keptAnswer').where('madeAt', '<', before).execute()
}
