import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpRequest, NetworkHttp } from '../../kernel/http/client.ts'
import type { Call } from '../contract.ts'
import { failureOf } from './failures.ts'

export type Wire = { http: NetworkHttp; signal: AbortSignal; server: string; token?: string }
type Asked = Pick<HttpRequest, 'method' | 'query' | 'json' | 'body' | 'headers' | 'writes' | 'timeoutMs'> & {
  path: string
}

export const wireOf = ({ http, signal, account }: Call): Wire => ({
  http,
  signal,
  server: account.server,
  token: account.secrets.jwt ?? '',
})

/** One call. Throws NetworkFailure for every refusing status. */
export async function ask<T>({ http, signal, server, token }: Wire, { path, ...request }: Asked): Promise<T> {
  const answer = await http({
    ...request,
    url: `${server}${path}`,
    headers: { accept: 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}), ...request.headers },
    signal,
  })
  if (answer.status < 200 || answer.status >= 300) throw failureOf(answer, request.writes ?? false)
  return answer.json<T>()
}

export const read = <T>(wire: Wire, path: string, query: HttpRequest['query'] = {}): Promise<T> =>
  ask<T>(wire, { path: `/api/v3${path}`, query })

/** A write whose answer holds what it made under that name. */
export async function write<T>(
  wire: Wire,
  method: 'POST' | 'PUT',
  path: string,
  json: object,
  under: string,
): Promise<T> {
  const told = await ask<Record<string, unknown>>(wire, { method, path: `/api/v3${path}`, json, writes: true })
  const made = told[under]
  if (typeof made === 'object' && made !== null) return made as T
  throw new NetworkFailure('unknown-outcome', 'the answer does not name what was made', {
    evidence: { body: JSON.stringify(told).slice(0, 300) },
  })
}

/** A write that may be repeated and whose answer says nothing new. */
export const order = async (wire: Wire, path: string, json: object): Promise<void> =>
  void (await ask(wire, { method: 'POST', path: `/api/v3${path}`, json, writes: true }))
