import type { Clock } from '../../../kernel/clock.ts'
import { NetworkFailure } from '../../../kernel/failure.ts'
import type { HttpAnswer, HttpRequest, NetworkHttp } from '../../../kernel/http/client.ts'
import { failureOf } from './failures.ts'

export type Wire = { http: NetworkHttp; clock: Clock; signal: AbortSignal; token: string | undefined }
export type Asked = Omit<HttpRequest, 'signal' | 'form' | 'multipart'> & {
  /** Statuses that are an answer here, such as 404 for what may be gone. */
  fine?: number[]
  /** Reasons of this API that time heals. */
  slow?: string[]
}

/** One call. Throws a NetworkFailure for every refusing status that is not named as fine. */
export async function ask(wire: Wire, { fine = [], slow, ...request }: Asked): Promise<HttpAnswer> {
  const headers = { ...(wire.token ? { authorization: `Bearer ${wire.token}` } : {}), ...request.headers }
  const answer = await wire.http({ ...request, headers, signal: wire.signal })
  if ((answer.status >= 200 && answer.status < 300) || fine.includes(answer.status)) return answer
  throw failureOf(answer, request.writes ?? false, wire.clock.now(), slow)
}

/** The answer of a write that must name what it made: a body that does not is no proof that it stands. */
export function made<T>(answer: HttpAnswer, name: keyof T & string): T {
  const entity = answer.json<T | null>()
  const value = entity?.[name]
  if (entity && typeof value === 'string' && value !== '') return entity
  throw new NetworkFailure('unknown-outcome', 'the answer does not name what was made', {
    evidence: { status: answer.status, body: answer.text().slice(0, 500) },
  })
}
