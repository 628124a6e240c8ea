import type { HttpAnswer, HttpRequest } from '../../kernel/http/client.ts'
import type { Call } from '../contract.ts'
import { failureOf } from './failures.ts'
import { hostsOf } from './hosts.ts'

export type Wire = Pick<Call, 'http' | 'clock' | 'signal'> & { server: string; token: string }
export type Asked = Pick<HttpRequest, 'method' | 'query' | 'json' | 'writes' | 'timeoutMs'> & {
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

/** One call. Throws a NetworkFailure for every refusing status that is not named as fine. */
export async function ask(wire: Wire, { path, fine = [], ...request }: Asked): Promise<HttpAnswer> {
  const answer = await wire.http({
    ...request,
    url: `${hostsOf(wire.server).api}${path}`,
    headers: { authorization: `Bearer ${wire.token}` },
    signal: wire.signal,
  })
  if ((answer.status >= 200 && answer.status < 300) || fine.includes(answer.status)) return answer
  throw failureOf(answer, request.writes ?? false, wire.clock.now())
}

export type Listed<T> = { items: T[]; bookmark?: string | null }

/** Everything of a list, up to so many pages. */
export async function all<T>(wire: Wire, path: string, mostPages: number): Promise<T[]> {
  const found: T[] = []
  let bookmark: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const told = (await ask(wire, { path, query: { page_size: 250, bookmark } })).json<Listed<T>>()
    found.push(...told.items)
    if (!told.bookmark) break
    bookmark = told.bookmark
  }
  return found
}
