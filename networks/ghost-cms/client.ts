import type { Clock } from '../../kernel/clock.ts'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer, HttpRequest, NetworkHttp } from '../../kernel/http/client.ts'
import type { Call } from '../contract.ts'
import { failureOf } from './failures.ts'
import { adminToken } from './jwt.ts'

export type Asked = Pick<HttpRequest, 'method' | 'query' | 'json' | 'body' | 'headers' | 'writes' | 'timeoutMs'> & {
  /** Below the admin API: `/posts/`. */
  path: string
  /** Refusing statuses that are an answer here, such as 404 for what may be gone. */
  fine?: number[]
}
export type Wire = { http: NetworkHttp; clock: Clock; signal: AbortSignal; server: string; key?: string }

export const wireOf = ({ http, clock, signal, account }: Call): Wire => ({
  http,
  clock,
  signal,
  server: account.server,
  key: account.secrets.key,
})

export const adminApi = '/ghost/api/admin'
/** https://docs.ghost.org/faq/api-versioning/ (read 2026-11-22). */
const version = 'v5.0'
const tolerableSkewMs = 60_000

/**
 * One call. Throws a NetworkFailure for every refusing status that is not named as fine. Tokens carry our time: where a refused one
 * shows that the server's clock is another, the call is made once more by that clock. A refused token did nothing.
 */
export async function ask(wire: Wire, asked: Asked): Promise<HttpAnswer> {
  const now = wire.clock.now()
  const first = await exchange(wire, asked, now)
  const theirs = Date.parse(first.headers.date ?? '')
  const skewed = Math.abs(theirs - now.getTime()) > tolerableSkewMs && asked.body === undefined
  const answer = first.status === 401 && skewed ? await exchange(wire, asked, new Date(theirs)) : first
  if ((answer.status >= 200 && answer.status < 300) || asked.fine?.includes(answer.status)) return answer
  throw failureOf(answer, asked.writes ?? false, now)
}

function exchange(wire: Wire, { path, fine: _fine, ...request }: Asked, now: Date): Promise<HttpAnswer> {
  return wire.http({
    ...request,
    url: `${wire.server}${adminApi}${path}`,
    headers: {
      accept: 'application/json',
      'accept-version': version,
      ...(wire.key ? { authorization: `Ghost ${adminToken(wire.key, now)}` } : {}),
      ...request.headers,
    },
    signal: wire.signal,
  })
}

/** What an answer holds under its name: `{ posts: [{…}] }`. A write that names nothing is no proof that it stands. */
export function firstOf<T extends object>(answer: HttpAnswer, name: string, writes: boolean): T {
  const [thing] = listIn<T>(answer, name)
  if (thing) return thing
  throw new NetworkFailure(writes ? 'unknown-outcome' : 'network-down', `the answer holds no ${name}`, {
    evidence: { status: answer.status, body: answer.text().slice(0, 500) },
  })
}

export function listIn<T>(answer: HttpAnswer, name: string): T[] {
  const list = answer.json<Record<string, unknown> | null>()?.[name]
  return Array.isArray(list) ? (list as T[]) : []
}

export const totalIn = (answer: HttpAnswer): number =>
  answer.json<{ meta?: { pagination?: { total?: number } } }>().meta?.pagination?.total ?? 0
