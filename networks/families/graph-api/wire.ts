import { createHmac } from 'node:crypto'
import type { Clock } from '../../../kernel/clock.ts'
import { NetworkFailure } from '../../../kernel/failure.ts'
import type { HttpAnswer, HttpRequest, NetworkHttp } from '../../../kernel/http/client.ts'
import type { Json } from '../../../kernel/json.ts'
import { failureOf, isGone } from './failures.ts'

/** `base` is the address of the graph with its version; `appSecret` is told where calls must prove that they come from the app. */
export type GraphWire = {
  http: NetworkHttp
  clock: Clock
  signal: AbortSignal
  base: string
  token?: string
  appSecret?: string
  /** The account's own id: where that is gone, the account is. */
  self?: string
}
export type Params = Record<string, Json | undefined>
export type Asked = {
  method?: 'GET' | 'POST' | 'DELETE'
  path: string
  params?: Params
  /** Does it make something that must not be made twice? */
  writes?: boolean
  timeoutMs?: number
}

/** One call of the graph; what it is asked travels in the query, or in a form where it writes. Refusals are thrown as NetworkFailure. */
export async function ask<T>(wire: GraphWire, { method = 'GET', path, params = {}, ...rest }: Asked): Promise<T> {
  const texts = { ...textsOf(params), ...proofOf(wire) }
  const request: HttpRequest = { method, url: `${wire.base}/${path}`, ...rest }
  if (method === 'POST') request.form = texts
  else request.query = texts
  return sent<T>(wire, request)
}

/** The same, or `undefined` where what is asked for is gone. */
export async function askIfThere<T>(wire: GraphWire, asked: Asked): Promise<T | undefined> {
  try {
    return await ask<T>(wire, asked)
  } catch (error) {
    if (isGone(error)) return undefined
    throw error
  }
}

/** A prepared request, with our access. */
export async function sent<T>(wire: GraphWire, request: HttpRequest): Promise<T> {
  const answer = await wire.http({
    ...request,
    headers: {
      accept: 'application/json',
      ...(wire.token ? { authorization: `Bearer ${wire.token}` } : {}),
      ...request.headers,
    },
    signal: wire.signal,
  })
  try {
    return answered<T>(wire, answer, request.writes ?? false)
  } catch (error) {
    const own = `${wire.base}/${wire.self}`
    if (!isGone(error) || !wire.self || (request.url !== own && !request.url.startsWith(`${own}/`))) throw error
    throw new NetworkFailure('reconnect', error.message, { cause: error, evidence: error.evidence })
  }
}

function answered<T>(wire: GraphWire, answer: HttpAnswer, writes: boolean): T {
  const refused = answer.status >= 400 || answer.status < 200 || answer.status >= 300
  if (refused) throw failureOf(answer, writes, wire.clock.now())
  const told = answer.json<T & { error?: unknown }>()
  if (typeof told !== 'object' || told === null)
    throw new NetworkFailure(writes ? 'unknown-outcome' : 'network-down', 'the answer is no object', {
      evidence: { status: answer.status, body: answer.text().slice(0, 300) },
    })
  if (told.error) throw failureOf(answer, writes, wire.clock.now())
  return told
}

/** Absent ones are left out; lists and objects travel as JSON. */
export const textsOf = (params: Params): Record<string, string> =>
  Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'string' ? value : JSON.stringify(value)]],
    ),
  )

/** https://developers.facebook.com/docs/graph-api/guides/secure-requests (read 2026-11-22). */
export const proofOf = ({ token, appSecret }: Pick<GraphWire, 'token' | 'appSecret'>): Record<string, string> =>
  token && appSecret ? { appsecret_proof: createHmac('sha256', appSecret).update(token).digest('hex') } : {}

/** The id that the answer of a write must name: one that does not is no proof that anything stands. */
export function madeId(answer: { id?: unknown }): string {
  if (typeof answer.id === 'string' && answer.id !== '') return answer.id
  throw new NetworkFailure('unknown-outcome', 'the answer does not name what was made', {
    evidence: { body: JSON.stringify(answer).slice(0, 300) },
  })
}
