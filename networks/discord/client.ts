import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpRequest, NetworkHttp } from '../../kernel/http/client.ts'
import type { Call } from '../contract.ts'
import { failureOf } from './failures.ts'

export const officialServer = 'https://discord.com'
export type Wire = { http: NetworkHttp; signal: AbortSignal; server: string; token: string }
type Asked = Pick<HttpRequest, 'method' | 'query' | 'json' | 'body' | 'headers' | 'timeoutMs' | 'writes'> & {
  path: string
}

export const wireOf = ({ http, signal, account }: Call): Wire => ({
  http,
  signal,
  server: account.server,
  token: account.secrets.token ?? '',
})

/** One call of the API; undefined for an answer without a body. Throws NetworkFailure. */
export async function ask<T>(wire: Wire, { path, ...request }: Asked): Promise<T> {
  const answer = await wire.http({
    ...request,
    url: `${wire.server}/api/v10${path}`,
    headers: { authorization: `Bot ${wire.token}`, ...request.headers },
    signal: wire.signal,
  })
  if (answer.status < 200 || answer.status >= 300) throw failureOf(answer, request.writes ?? false)
  return (answer.status === 204 ? undefined : answer.json<T>()) as T
}

/** The answer of a write that must name what it made. */
export function named<T extends { id: string }>(made: T | undefined): T {
  if (typeof made?.id === 'string' && made.id !== '') return made
  throw new NetworkFailure('unknown-outcome', 'the answer does not name what was made')
}
