import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer, HttpRequest } from '../../kernel/http/client.ts'
import type { Call } from '../contract.ts'
import type { Answer, Problem } from './entities.ts'
import { failureOf } from './failures.ts'
import { hostsOf } from './hosts.ts'

export type Wire = Pick<Call, 'http' | 'clock' | 'signal'> & { server: string; token: string }
export type Asked = Pick<
  HttpRequest,
  'method' | 'query' | 'json' | 'body' | 'headers' | 'writes' | 'timeoutMs' | 'receive'
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

/** By the desk's app itself: what is asked in nobody's name. */
export function appWireOf(call: Call): Wire {
  const { bearerToken } = call.account.app
  if (!bearerToken) throw new NetworkFailure('rejected', 'this needs the bearer token of the desk’s app')
  return { ...wireOf(call), token: bearerToken }
}

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

/** A question and what it gives. A 200 that holds only complaints is a refusal, but for what is simply not there. */
export async function read<T>(wire: Wire, asked: Asked): Promise<Answer<T>> {
  const answer = await ask(wire, asked)
  const told = answer.json<Answer<T>>()
  const [problem] = told.errors ?? []
  if (told.data !== undefined || !problem || isMissing(problem)) return told
  throw new NetworkFailure('rejected', problem.detail ?? problem.title ?? 'X refused', {
    evidence: { status: answer.status, code: problem.type, body: answer.text().slice(0, 500) },
  })
}

const isMissing = ({ type }: Problem) => type?.endsWith('/resource-not-found') ?? false

/** The id of what a write made: a body that does not name it is no proof that it stands. */
export function madeId(answer: HttpAnswer, field: 'id' | 'dm_event_id' = 'id'): string {
  const id = answer.json<Answer<Record<string, string>>>()?.data?.[field]
  if (typeof id === 'string' && id !== '') return id
  throw new NetworkFailure('unknown-outcome', 'the answer does not name what was made', {
    evidence: { status: answer.status, body: answer.text().slice(0, 500) },
  })
}
