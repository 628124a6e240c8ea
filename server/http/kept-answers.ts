import { createHmac } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import { badField, Refusal } from '../../kernel/failure.ts'
import type { Route } from '../../modules/team/index.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { bodyOf, headersOf, isRepeatable, sendJson, statusOf } from './answer.ts'
import type { Exchange } from './mount.ts'

const keptForMs = 24 * 3600_000

/** An Idempotency-Key, whose it is, and which request it stands for. */
export type Key = { key: string; caller: string; fingerprint: string }
export type Kept = { status: number; headers: Record<string, string | string[]>; body: string | null }

/**
 * The key a write carries, or undefined: when there is none, and where none is taken.
 * Throws 422 at `Idempotency-Key`. What an upload holds is not known yet, so there the key stands for caller and address.
 */
export function keyOf({ world, route, request, visit }: Exchange, body: unknown): Key | undefined {
  const given = request.headers['idempotency-key']
  if (given === undefined || !takesKey(route)) return undefined
  const { token } = request.params as Record<string, string | undefined>
  const caller = visit.caller?.userId ?? (token && `holder of ${hashed(world, 'tokens of callers', token)}`)
  if (!caller) return undefined
  const key = String(given)
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw badField('Idempotency-Key', 'request.badIdempotencyKey')
  const told = JSON.stringify([request.method, request.url, body ?? null])
  return { key, caller, fingerprint: hashed(world, 'fingerprints of requests', told) }
}

/** Somebody must be there to keep an answer for: a caller, or the holder of the token in the address. */
export const takesKey = (route: Pick<Route, 'method' | 'path' | 'access' | 'opensSession'>) =>
  route.method !== 'GET' && !route.opensSession && (route.access.kind !== 'public' || route.path.includes('/:token'))

/** With a key of ours, since a body may hold a password, which a bare hash would give away to patience. */
const hashed = ({ secrets }: NetworkedWorld, purpose: string, text: string) =>
  createHmac('sha256', secrets.derive(purpose)).update(text).digest('hex')

/** Throws 422 `request.keyReused` when the key stood for another request. */
export async function keptAnswer(world: NetworkedWorld, db: DbOrTx, of: Key): Promise<Kept | undefined> {
  const row = await db
    .selectFrom('keptAnswer')
    .select(['status', 'headers', 'body', 'fingerprint'])
    .where('caller', '=', of.caller)
    .where('key', '=', of.key)
    .where('madeAt', '>', new Date(world.clock.now().getTime() - keptForMs))
    .executeTakeFirst()
  if (!row) return undefined
  if (row.fingerprint !== of.fingerprint) throw new Refusal(422, 'request.keyReused')
  const open = (sealed: string | null) => sealed && world.secrets.open(sealed, ownerOf(of))
  const headers = open(row.headers)
  return { status: row.status, headers: headers ? JSON.parse(headers) : {}, body: open(row.body) }
}

/** Sealed, since an answer may tell a key or a link that is kept nowhere else but as a hash. Files and streams are not kept. */
export async function keepAnswer({ world, route }: Exchange, db: DbOrTx, of: Key, answer: unknown): Promise<void> {
  if (!isRepeatable(answer)) return
  const seal = (plain: string | null) => plain && world.secrets.seal(plain, ownerOf(of))
  const headers = headersOf(answer)
  const row = {
    ...{ fingerprint: of.fingerprint, status: statusOf(route), madeAt: world.clock.now() },
    ...{ headers: seal(headers && JSON.stringify(headers)), body: seal(bodyOf(route, answer)) },
  }
  await db
    .insertInto('keptAnswer')
    .values({ caller: of.caller, key: of.key, ...row })
    .onConflict((found) => found.columns(['caller', 'key']).doUpdateSet(row))
    .execute()
}

const ownerOf = ({ caller, key }: Key) => `answer to ${caller} ${key}`

export function sendKept(reply: FastifyReply, { status, headers, body }: Kept): FastifyReply {
  return sendJson(reply.headers(headers).header('idempotent-replayed', 'true'), status, body)
}

export const stillRuns = () => new Refusal(409, 'request.inFlight', { values: { seconds: 1 } })

export async function dropOldAnswers(world: NetworkedWorld): Promise<void> {
  const before = new Date(world.clock.now().getTime() - keptForMs)
  await world.db.deleteFrom('keptAnswer').where('madeAt', '<', before).execute()
  await world.db.deleteFrom('keyInHand').where('heldUntil', '<', before).execute()
}
