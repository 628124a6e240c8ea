import type { Clock } from '../../kernel/clock.ts'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer, HttpRequest, NetworkHttp } from '../../kernel/http/client.ts'
import type { Call } from '../contract.ts'
import { failureOf } from './failures.ts'

export type Asked = Pick<
  HttpRequest,
  'method' | 'query' | 'json' | 'body' | 'headers' | 'writes' | 'timeoutMs' | 'receive'
> & {
  path: string
  /** Refusing statuses that are an answer here, such as 404 for what may be gone. */
  fine?: number[]
}
export type Wire = { http: NetworkHttp; clock: Clock; signal: AbortSignal; server: string; token?: string }

export const wireOf = (call: Call): Wire => ({
  http: call.http,
  clock: call.clock,
  signal: call.signal,
  server: call.account.server,
  token: call.account.secrets.token,
})

/** One call. Throws a NetworkFailure for every refusing status that is not named as fine. */
export async function ask(wire: Wire, { path, fine = [], ...request }: Asked): Promise<HttpAnswer> {
  const answer = await wire.http({
    ...request,
    url: `${wire.server}${path}`,
    headers: {
      accept: 'application/json',
      ...(wire.token ? { authorization: `Bearer ${wire.token}` } : {}),
      ...request.headers,
    },
    signal: wire.signal,
  })
  if ((answer.status >= 200 && answer.status < 300) || fine.includes(answer.status)) return answer
  throw failureOf(answer, request.writes ?? false, wire.clock.now())
}

/** The answer of a write that must name what it made: a body that does not is no proof that it stands. */
export function made<T extends { id: string }>(answer: HttpAnswer): T {
  const entity = answer.json<Partial<T>>()
  if (typeof entity?.id === 'string' && entity.id !== '') return entity as T
  throw new NetworkFailure('unknown-outcome', 'the answer does not name what was made', {
    evidence: { status: answer.status, body: answer.text().slice(0, 500) },
  })
}
