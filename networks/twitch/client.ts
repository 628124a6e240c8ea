import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer, HttpRequest } from '../../kernel/http/client.ts'
import type { Call } from '../contract.ts'
import { failureOf } from './failures.ts'
import { hostsOf } from './hosts.ts'

export type Asked = Pick<HttpRequest, 'method' | 'query' | 'json' | 'writes' | 'freshConnection'> & {
  path: string
  /** Refusing statuses that are an answer here. */
  fine?: number[]
  /** Another token than the account's. */
  token?: string
}

/** One call of the API. Throws a NetworkFailure for every refusing status that is not named as fine. */
export async function ask(call: Call, { path, fine = [], token, ...request }: Asked): Promise<HttpAnswer> {
  const { server, secrets, app } = call.account
  const answer = await call.http({
    ...request,
    url: `${hostsOf(server).helix}/${path}`,
    headers: { authorization: `Bearer ${token ?? secrets.token ?? ''}`, 'client-id': app.clientId ?? '' },
    signal: call.signal,
  })
  if ((answer.status >= 200 && answer.status < 300) || fine.includes(answer.status)) return answer
  throw failureOf(answer, request.writes ?? false, call.clock.now())
}

/** The things an answer lists. A write whose answer lists nothing is no proof that it was done. */
export function listed<T>(answer: HttpAnswer, writes = false): T[] {
  const told = answer.json<{ data?: T[] } | null>()
  if (Array.isArray(told?.data)) return told.data
  throw new NetworkFailure(writes ? 'unknown-outcome' : 'network-down', 'the answer lists nothing', {
    evidence: { status: answer.status, body: answer.text().slice(0, 500) },
  })
}

export function firstOf<T>(answer: HttpAnswer, writes = false): T {
  const [first] = listed<T>(answer, writes)
  if (first !== undefined) return first
  throw new NetworkFailure(writes ? 'unknown-outcome' : 'network-down', 'the answer lists nothing', {
    evidence: { status: answer.status },
  })
}

/** Whose channel it is, and who acts in it: both are the account. */
export const asModerator = ({ account }: Call) => ({
  broadcaster_id: account.remoteId,
  moderator_id: account.remoteId,
})
