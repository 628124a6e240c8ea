import type { Readable } from 'node:stream'
import type { HttpAnswer, HttpRequest } from '../../kernel/http/client.ts'
import type { Call } from '../contract.ts'
import { dpopProof, rememberNonce } from './dpop.ts'
import { failureOf } from './failures.ts'

export type Ask = {
  /** The method's name, such as `com.atproto.repo.putRecord`. */
  nsid: string
  query?: Record<string, string | number | boolean | string[] | undefined>
  json?: unknown
  /** Opened anew for each try. */
  body?: { type: string; bytes: number; open: () => Buffer | Readable }
  writes?: boolean
  timeoutMs?: number
  /** Whom the account's server is to pass the call on to, as `did:web:host#id`. */
  service?: string
}

/** One call to the account's own server, signed with its access. Answers of refusal become a NetworkFailure. */
export async function ask<T>(call: Call, what: Ask): Promise<T> {
  const answer = await signed(call, what)
  if (answer.status < 200 || answer.status > 299) throw failureOf(answer, what.writes ?? false, call.clock.now())
  return answer.json<T>()
}

async function signed(call: Call, what: Ask): Promise<HttpAnswer> {
  const { secrets } = call.account
  const send = (headers: Record<string, string>) => call.http(requestOf(call, what, headers))
  if (!secrets.dpopKey) return send({ authorization: `Bearer ${secrets.accessJwt}` })
  const first = await send(proven(call, what))
  const asked = first.headers['dpop-nonce']
  rememberNonce(new URL(call.account.server).origin, asked)
  return first.status === 401 && asked && wantsNonce(first) ? send(proven(call, what)) : first
}

function proven(call: Call, what: Ask): Record<string, string> {
  const { dpopKey, accessJwt } = call.account.secrets
  const accessToken = accessJwt ?? ''
  const method = methodOf(what)
  const proof = dpopProof({ key: dpopKey ?? '', method, url: urlOf(call, what), accessToken, now: call.clock.now() })
  return { authorization: `DPoP ${accessToken}`, dpop: proof }
}

export const wantsNonce = (answer: HttpAnswer): boolean =>
  answer.text().includes('use_dpop_nonce') || (answer.headers['www-authenticate'] ?? '').includes('use_dpop_nonce')

const methodOf = (what: Ask): 'GET' | 'POST' => (what.json !== undefined || what.body ? 'POST' : 'GET')
const urlOf = (call: Call, what: Ask): string => `${call.account.server}/xrpc/${what.nsid}`

function requestOf(call: Call, what: Ask, headers: Record<string, string>): HttpRequest {
  const typed: Record<string, string> = what.body
    ? { 'content-type': what.body.type, 'content-length': String(what.body.bytes) }
    : {}
  const passedOn: Record<string, string> = what.service ? { 'atproto-proxy': what.service } : {}
  return {
    method: methodOf(what),
    url: urlOf(call, what),
    headers: { accept: 'application/json', ...typed, ...passedOn, ...headers },
    query: what.query,
    json: what.json,
    body: what.body?.open(),
    writes: what.writes,
    timeoutMs: what.timeoutMs,
    signal: call.signal,
  }
}
