import type { HttpAnswer, HttpRequest } from '../../kernel/http/client.ts'
import type { Call } from '../contract.ts'
import { failureOf } from './failures.ts'
import { hostsOf } from './hosts.ts'

export type Wire = Pick<Call, 'http' | 'clock' | 'signal'> & { server: string; token: string }
export type Asked = Pick<
  HttpRequest,
  'method' | 'query' | 'json' | 'form' | 'body' | 'headers' | 'writes' | 'timeoutMs'
> & {
  path: string
  /** Refusing statuses that are an answer here. */
  fine?: number[]
}

export const wireOf = ({ account, http, clock, signal }: Call): Wire => ({
  http,
  clock,
  signal,
  server: account.server,
  token: account.secrets.accessToken ?? '',
})

/** The blog of this account, by its id that never changes. */
export const blogPath = (call: Call, rest: string) => `/blog/${encodeURIComponent(call.account.remoteId)}${rest}`

/** One call. Throws a NetworkFailure for every refusing status that is not named as fine. */
export async function ask(wire: Wire, { path, fine = [], ...request }: Asked): Promise<HttpAnswer> {
  const answer = await wire.http({
    ...request,
    url: `${hostsOf(wire.server).api}${path}`,
    headers: { authorization: `Bearer ${wire.token}`, ...request.headers },
    signal: wire.signal,
  })
  if ((answer.status >= 200 && answer.status < 300) || fine.includes(answer.status)) return answer
  throw failureOf(answer, request.writes ?? false, wire.clock.now())
}

/** What stands in the envelope of an answer. */
export const read = async <T>(wire: Wire, asked: Asked): Promise<T> =>
  (await ask(wire, asked)).json<{ response: T }>().response

/** How a list goes on. */
export type Linked = { _links?: { next?: { query_params?: Record<string, string> } } }
