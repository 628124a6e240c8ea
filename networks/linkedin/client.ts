import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer, HttpRequest } from '../../kernel/http/client.ts'
import type { Call } from '../contract.ts'
import { failureOf } from './failures.ts'
import { hostsOf, version } from './hosts.ts'

export type Wire = Pick<Call, 'http' | 'clock' | 'signal'> & { server: string; token: string }
export type Asked = Pick<HttpRequest, 'method' | 'json' | 'writes' | 'freshConnection'> & {
  /** With its query: lists of Rest.li are written with brackets that must not be encoded. */
  path: string
  /** What Rest.li calls the act, where the method does not say it. */
  act?: 'FINDER' | 'PARTIAL_UPDATE' | 'DELETE' | 'BATCH_GET'
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

/** In whose name: `urn:li:organization:1` or `urn:li:person:a`. */
export const authorOf = (call: Pick<Call, 'account'>) => call.account.remoteId

export const inPath = encodeURIComponent
export const listOf = (values: string[]) => `List(${values.map(encodeURIComponent).join(',')})`

/** One call. Throws a NetworkFailure for every refusing status that is not named as fine. */
export async function ask(wire: Wire, { path, act, fine = [], ...request }: Asked): Promise<HttpAnswer> {
  const answer = await wire.http({
    ...request,
    url: `${hostsOf(wire.server).api}${path}`,
    headers: {
      authorization: `Bearer ${wire.token}`,
      'linkedin-version': version,
      'x-restli-protocol-version': '2.0.0',
      ...(act ? { 'x-restli-method': act } : {}),
    },
    signal: wire.signal,
  })
  if ((answer.status >= 200 && answer.status < 300) || fine.includes(answer.status)) return answer
  throw failureOf(answer, request.writes ?? false, wire.clock.now())
}

/** The name of what a write made stands in a header: without it there is no proof that it stands. */
export function madeId(answer: HttpAnswer): string {
  const id = answer.headers['x-restli-id']
  if (answer.status === 201 && id) return decodeURIComponent(id)
  throw new NetworkFailure('unknown-outcome', 'the answer does not name what was made', {
    evidence: { status: answer.status, body: answer.text().slice(0, 500) },
  })
}
