import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer, HttpRequest } from '../../kernel/http/client.ts'
import type { Call } from '../contract.ts'
import { refusalIn } from './failures.ts'
import { hostsOf } from './hosts.ts'

export type Asked = Pick<HttpRequest, 'method' | 'query' | 'json' | 'writes' | 'freshConnection'> & { path: string }

/** One call of the API. Throws a NetworkFailure for every refusal, also one inside a 200. */
export async function ask(call: Call, { path, ...request }: Asked): Promise<HttpAnswer> {
  const answer = await call.http({
    ...request,
    url: `${hostsOf(call.account.server).api}/${path}`,
    headers: {
      authorization: `Bearer ${call.account.secrets.token ?? ''}`,
      ...(request.json === undefined ? {} : { 'content-type': 'application/json; charset=UTF-8' }),
    },
    signal: call.signal,
  })
  const refusal = refusalIn(answer, request.writes ?? false, call.clock.now())
  if (refusal) throw refusal
  return answer
}

/** The `data` of an answer. Garbage is no data. */
export function dataOf<T extends object>(answer: HttpAnswer, writes = false): T {
  const told = answer.json<{ data?: T } | null>()
  if (typeof told?.data === 'object' && told.data !== null) return told.data
  throw new NetworkFailure(writes ? 'unknown-outcome' : 'network-down', 'the answer holds no data', {
    evidence: { status: answer.status, body: answer.text().slice(0, 500) },
  })
}
