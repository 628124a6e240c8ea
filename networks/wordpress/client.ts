import type { Clock } from '../../kernel/clock.ts'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer, HttpRequest, NetworkHttp } from '../../kernel/http/client.ts'
import type { Call } from '../contract.ts'
import { failureOf } from './failures.ts'
import { siteFacts } from './site-facts.ts'

export type Asked = Pick<HttpRequest, 'method' | 'query' | 'json' | 'body' | 'headers' | 'writes' | 'timeoutMs'> & {
  /** Below the root of the API: `/wp/v2/posts`. */
  path: string
  /** Refusing statuses that are an answer here, such as 404 for what may be gone. */
  fine?: number[]
}

/** `rest` is where the API stands below the site: `/wp-json`, or `/index.php?rest_route=` where addresses are plain. */
export type Wire = {
  http: NetworkHttp
  clock: Clock
  signal: AbortSignal
  server: string
  rest: string
  user?: string
  password?: string
}

export const wireOf = ({ http, clock, signal, account }: Call): Wire => ({
  http,
  clock,
  signal,
  server: account.server,
  rest: siteFacts(account.facts).rest,
  user: account.secrets.user,
  password: account.secrets.password,
})

/** One call. Throws a NetworkFailure for every refusing status that is not named as fine. */
export async function ask(wire: Wire, { path, fine = [], ...request }: Asked): Promise<HttpAnswer> {
  const { user, password } = wire
  const basic = Buffer.from(`${user}:${password}`).toString('base64')
  const answer = await wire.http({
    ...request,
    url: `${wire.server}${wire.rest}${path}`,
    headers: {
      accept: 'application/json',
      ...(user && password ? { authorization: `Basic ${basic}` } : {}),
      ...request.headers,
    },
    signal: wire.signal,
  })
  if ((answer.status >= 200 && answer.status < 300) || fine.includes(answer.status)) return answer
  throw failureOf(answer, request.writes ?? false, wire.clock.now())
}

/** The answer of a write that must name what it made: a body that does not is no proof that it stands. */
export function made<T extends { id: number }>(answer: HttpAnswer): T {
  const entity = answer.json<Partial<T> | null>()
  if (typeof entity?.id === 'number') return entity as T
  throw new NetworkFailure('unknown-outcome', 'the answer does not name what was made', {
    evidence: { status: answer.status, body: answer.text().slice(0, 500) },
  })
}

/** A list, whatever the site says: what is none is no answer of WordPress. */
export function listIn<T>(answer: HttpAnswer): T[] {
  const list = answer.json<T[]>()
  if (Array.isArray(list)) return list
  throw new NetworkFailure('network-down', 'the site answered with something else than a list', {
    evidence: { status: answer.status, body: answer.text().slice(0, 500) },
  })
}

/** How many there are in all, which a list tells in its headers. */
export const totalOf = (answer: HttpAnswer): number => Number(answer.headers['x-wp-total'] ?? 0) || 0
