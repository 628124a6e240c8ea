import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'
import type { ConnectContext } from '../contract.ts'
import { dpopProof, rememberNonce } from './dpop.ts'
import { failureOf } from './failures.ts'
import { wantsNonce } from './xrpc.ts'

type Wire = Pick<ConnectContext, 'http' | 'clock' | 'signal'>
export type AuthServer = { issuer: string; authorize: string; token: string; pushed: string }
export type TokenAnswer = {
  access_token: string
  refresh_token: string
  token_type?: string
  sub: string
  scope?: string
  expires_in?: number
}

/**
 * The sign-in server that an account's server names, with its addresses (RFC 9728, RFC 8414).
 * A server that names none may be an entryway, which is a sign-in server itself.
 */
export async function authServerOf(wire: Wire, server: string): Promise<AuthServer> {
  const resource = await readJson(wire, wellKnown(server, 'oauth-protected-resource'))
  const servers = resource?.authorization_servers
  const issuer = Array.isArray(servers) ? String(servers[0] ?? '') : server
  if (!isSafe(issuer, server)) throw noOauth()
  const about = await readJson(wire, wellKnown(issuer, 'oauth-authorization-server'))
  if (!about) throw noOauth()
  if (about.issuer !== issuer)
    throw new NetworkFailure('rejected', `the sign-in server ${issuer} calls itself otherwise`)
  return {
    issuer,
    authorize: addressIn(about, 'authorization_endpoint', issuer),
    token: addressIn(about, 'token_endpoint', issuer),
    pushed: addressIn(about, 'pushed_authorization_request_endpoint', issuer),
  }
}

const noOauth = (): NetworkFailure =>
  new NetworkFailure('rejected', 'this server offers no sign-in by OAuth; use an app password')

/** A form sent to the sign-in server with a DPoP proof; asked for a nonce, it is sent once more. */
export async function askAuthServer<T>(
  wire: Wire,
  auth: AuthServer,
  url: string,
  key: string,
  form: Record<string, string>,
): Promise<T> {
  const first = await post(wire, url, key, form)
  const answer =
    first.status >= 400 && first.headers['dpop-nonce'] && wantsNonce(first) ? await post(wire, url, key, form) : first
  if (answer.status >= 200 && answer.status <= 299) return answer.json<T>()
  if (answer.status < 500 && answer.text().includes('invalid_grant'))
    throw new NetworkFailure('reconnect', `the sign-in server ${auth.issuer} no longer takes this access`, {
      evidence: { status: answer.status, code: 'invalid_grant' },
    })
  throw failureOf(answer, false, wire.clock.now())
}

async function post(wire: Wire, url: string, key: string, form: Record<string, string>): Promise<HttpAnswer> {
  const dpop = dpopProof({ key, method: 'POST', url, now: wire.clock.now() })
  const answer = await wire.http({
    method: 'POST',
    url,
    form,
    headers: { dpop, accept: 'application/json' },
    signal: wire.signal,
  })
  rememberNonce(new URL(url).origin, answer.headers['dpop-nonce'])
  return answer
}

/** Undefined when the server has no such document. */
async function readJson(wire: Wire, url: string): Promise<Record<string, unknown> | undefined> {
  const answer = await wire.http({ url, timeoutMs: 10_000, maxBytes: 200_000, signal: wire.signal })
  if (answer.status === 404) return undefined
  if (answer.status !== 200) throw failureOf(answer, false, wire.clock.now())
  return answer.json<Record<string, unknown>>()
}

/** Servers of the protocol stand at the root of a host; the practice server stands below a path, and its documents with it. */
const wellKnown = (address: string, name: string): string => `${address.replace(/\/+$/, '')}/.well-known/${name}`

function addressIn(about: Record<string, unknown>, field: string, issuer: string): string {
  const value = about[field]
  if (typeof value !== 'string' || !isSafe(value, issuer))
    throw new NetworkFailure('rejected', `the sign-in server names no ${field} that is safe`)
  return value
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** A person's browser is sent there, and our proofs: over https, or by http to where we were already told to go by http. */
function isSafe(address: string, toldBy: string): boolean {
  const url = URL.parse(address)
  if (url?.protocol !== 'http:') return url?.protocol === 'https:'
  return loopback.has(url.hostname) || url.origin === URL.parse(toldBy)?.origin
}
