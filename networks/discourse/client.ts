import type { Clock } from '../../kernel/clock.ts'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer, HttpRequest, NetworkHttp } from '../../kernel/http/client.ts'
import type { Call } from '../contract.ts'
import { answeredElsewhere } from '../moved.ts'
import { failureOf } from './failures.ts'

export type Asked = Pick<HttpRequest, 'method' | 'query' | 'json' | 'body' | 'headers' | 'writes' | 'timeoutMs'> & {
  path: string
  /** Refusing statuses that are an answer here, such as 404 for what may be gone. */
  fine?: number[]
}
export type Wire = { http: NetworkHttp; clock: Clock; signal: AbortSignal; server: string; user?: string; key?: string }

export const wireOf = ({ http, clock, signal, account }: Call): Wire => ({
  http,
  clock,
  signal,
  server: account.server,
  user: account.secrets.user,
  key: account.secrets.key,
})

/**
 * One call. Throws a NetworkFailure for every refusing status that is not named as fine. A bad key and a missing right are refused
 * alike (403), so that whoever is refused is asked for once more.
 */
export async function ask(wire: Wire, { fine = [], ...asked }: Asked): Promise<HttpAnswer> {
  const answer = await exchange(wire, asked)
  if ((answer.status >= 200 && answer.status < 300) || fine.includes(answer.status)) return answer
  const refused = answer.status === 403
  const stranger = refused && (asked.path === sessionPath || !(await isKnown(wire)))
  throw failureOf(answer, asked.writes ?? false, stranger, wire.clock.now())
}

export const sessionPath = '/session/current.json'

const isKnown = async (wire: Wire) => ![401, 403, 404].includes((await exchange(wire, { path: sessionPath })).status)

async function exchange(wire: Wire, { path, ...request }: Omit<Asked, 'fine'>): Promise<HttpAnswer> {
  const answer = await wire.http({
    ...request,
    url: `${wire.server}${path}`,
    redirects: request.writes ? 0 : 2,
    headers: {
      accept: 'application/json',
      ...(wire.key ? { 'api-key': wire.key, 'api-username': wire.user ?? '' } : {}),
      ...request.headers,
    },
    signal: wire.signal,
  })
  const elsewhere = request.writes ? undefined : answeredElsewhere(answer, wire.server)
  if (elsewhere) throw elsewhere
  return answer
}

/** The answer of a write that must name what it made: a body that does not is no proof that it stands. */
export function made<T extends { id: number }>(answer: HttpAnswer): T {
  const entity = answer.json<(Partial<T> & { action?: string }) | null>()
  if (typeof entity?.id === 'number') return entity as T
  const waits = entity?.action === 'enqueued'
  throw new NetworkFailure(
    'unknown-outcome',
    waits ? 'it waits for a moderator of the forum to let it through' : 'the answer does not name what was made',
    { evidence: { status: answer.status, body: answer.text().slice(0, 500) } },
  )
}
