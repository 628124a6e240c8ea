import type { Clock } from '../../kernel/clock.ts'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer, HttpRequest, NetworkHttp } from '../../kernel/http/client.ts'
import type { Call } from '../contract.ts'
import { failureOf } from './failures.ts'

export type Asked = Pick<HttpRequest, 'method' | 'query' | 'json' | 'body' | 'headers' | 'writes' | 'timeoutMs'> & {
  path: string
  /** Refusing statuses that are an answer here, such as 404 for what may be gone. */
  fine?: number[]
}
export type Wire = { http: NetworkHttp; clock: Clock; signal: AbortSignal; server: string; token?: string }

export const wireOf = ({ http, clock, signal, account }: Call): Wire => ({
  http,
  clock,
  signal,
  server: account.server,
  token: account.secrets.token,
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
  if ((answer.status >= 200 && answer.status < 300 && answer.status !== 202) || fine.includes(answer.status))
    return answer
  throw failureOf(answer, request.writes ?? false, wire.clock.now())
}

/** What an answer of the write API holds: `{ status, response }`. A write that holds nothing is no proof that it stands. */
export function heldIn<T extends object>(answer: HttpAnswer, key: keyof T & string, writes = false): T {
  const held = answer.json<{ response?: Partial<T> } | null>()?.response
  if (held && held[key] !== undefined) return held as T
  throw new NetworkFailure(writes ? 'unknown-outcome' : 'network-down', 'the answer does not say what was asked', {
    evidence: { status: answer.status, body: answer.text().slice(0, 500) },
  })
}
