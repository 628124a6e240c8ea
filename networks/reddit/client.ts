import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer, HttpRequest, NetworkHttp } from '../../kernel/http/client.ts'
import type { Call } from '../contract.ts'
import type { Envelope } from './api.ts'
import { failureOf, refuseErrors } from './failures.ts'
import { hostsOf } from './hosts.ts'

export type Wire = { http: NetworkHttp; signal: AbortSignal; server: string; token: string; name: string }
type Asked = Pick<HttpRequest, 'method' | 'query' | 'form' | 'json' | 'writes'> & { path: string; fine?: number[] }

export const wireOf = ({ http, signal, account }: Call): Wire => ({
  http,
  signal,
  server: account.server,
  token: account.secrets.access ?? '',
  name: nameOf(account.handle),
})

export const nameOf = (handle: string): string => handle.replace(/^u\//, '')

/** The network turns away programs that do not say who they are: `platform:app:version (by /u/name)`. */
export const userAgent = (name: string): string => `web:rialto:1.0 (by /u/${name || 'unknown'})`

/** One call of the API. Throws NetworkFailure for every refusing status that is not named as fine. */
export async function ask(
  { http, signal, server, token, name }: Wire,
  { path, fine = [], ...request }: Asked,
): Promise<HttpAnswer> {
  const answer = await http({
    ...request,
    query: { raw_json: 1, ...request.query },
    url: `${hostsOf(server).api}${path}`,
    headers: { authorization: `Bearer ${token}`, 'user-agent': userAgent(name) },
    signal,
  })
  if ((answer.status >= 200 && answer.status < 300) || fine.includes(answer.status)) return answer
  throw failureOf(answer, request.writes ?? false)
}

export const read = async <T>(wire: Wire, path: string, query: HttpRequest['query'] = {}): Promise<T> =>
  (await ask(wire, { path, query })).json<T>()

/** A write in the API's envelope: what it made. Errors inside a 200 are thrown as what they mean. */
export async function write<D>(wire: Wire, path: string, body: Pick<Asked, 'form' | 'json'>): Promise<D> {
  const envelope = (await ask(wire, { method: 'POST', path, writes: true, ...body })).json<Envelope<D>>()
  refuseErrors(envelope)
  if (typeof envelope.json?.data === 'object' && envelope.json.data !== null) return envelope.json.data
  throw new NetworkFailure('unknown-outcome', 'the answer does not tell what was made', {
    evidence: { status: 200, body: JSON.stringify(envelope).slice(0, 300) },
  })
}

/** A write that answers with nothing worth reading, and may be repeated. */
export async function order(
  wire: Wire,
  path: string,
  form: Record<string, string>,
  fine: number[] = [],
): Promise<HttpAnswer> {
  const answer = await ask(wire, { method: 'POST', path, form, writes: true, fine })
  if (answer.status === 200 && answer.text().startsWith('{')) refuseErrors(answer.json<Envelope<unknown>>())
  return answer
}
