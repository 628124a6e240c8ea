import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Call, ConnectContext, Scope } from '../contract.ts'
import { challengeOf, proofKey, withQuery } from '../families/code-grant/pkce.ts'
import { hostsOf } from './hosts.ts'

/** https://developers.tiktok.com/doc/tiktok-api-scopes (read 2026-11-22). */
export const scopes: Scope[] = [
  { name: 'user.info.basic', why: 'tiktok.scope.basic', needed: true },
  { name: 'video.publish', why: 'tiktok.scope.publish', needed: true },
  { name: 'user.info.profile', why: 'tiktok.scope.profile', needed: false },
  { name: 'user.info.stats', why: 'tiktok.scope.stats', needed: false },
  { name: 'video.list', why: 'tiktok.scope.list', needed: false },
]

export type Access = { secrets: Record<string, string>; expiresAt: Date; scopes: string[]; openId: string }
type Here = Pick<ConnectContext, 'http' | 'clock' | 'signal' | 'app'>

/** Only addresses on one's own machine take a proof key, whose challenge is written in hex: Login Kit for Desktop (read 2026-11-22). */
export function begin(
  server: string,
  context: ConnectContext & { redirectUri: string; state: string },
): { url: string; pending: JsonObject } {
  const { verifier } = proofKey()
  const isLocal = ['localhost', '127.0.0.1'].includes(new URL(context.redirectUri).hostname)
  const proof = isLocal ? { code_challenge: challengeOf(verifier, 'hex'), code_challenge_method: 'S256' } : {}
  const url = withQuery(hostsOf(server).consent, {
    client_key: keyOf(context.app, 'clientKey'),
    response_type: 'code',
    scope: scopes.map((scope) => scope.name).join(','),
    redirect_uri: context.redirectUri,
    state: context.state,
    ...proof,
  })
  return { url, pending: isLocal ? { verifier } : {} }
}

export async function finish(
  server: string,
  query: Record<string, string>,
  pending: JsonObject,
  context: ConnectContext & { redirectUri: string },
): Promise<Access> {
  if (query.error || !query.code)
    throw new NetworkFailure('rejected', `access was not granted (${query.error ?? 'no code came back'})`)
  const access = await exchange(server, context, {
    grant_type: 'authorization_code',
    code: query.code,
    redirect_uri: context.redirectUri,
    ...(typeof pending.verifier === 'string' ? { code_verifier: pending.verifier } : {}),
  })
  const missing = scopes.filter((scope) => scope.needed && !access.scopes.includes(scope.name))
  if (missing.length === 0) return access
  throw new NetworkFailure('rejected', `these rights were switched off: ${missing.map((one) => one.name).join(', ')}`)
}

/** Each refresh brings a new refresh token, and the one before is worth nothing any more. */
export function renewed(call: Call): Promise<Access> {
  const form = { grant_type: 'refresh_token', refresh_token: call.account.secrets.refreshToken ?? '' }
  return exchange(call.account.server, { ...call, app: call.account.app }, form)
}

type Answered = {
  access_token?: string
  refresh_token?: string
  expires_in?: number
  open_id?: string
  scope?: string
  error?: string
  error_description?: string
}

async function exchange(
  server: string,
  { http, clock, signal, app }: Here,
  form: Record<string, string>,
): Promise<Access> {
  const answer = await http({
    method: 'POST',
    url: `${hostsOf(server).api}/oauth/token/`,
    form: { ...form, client_key: keyOf(app, 'clientKey'), client_secret: keyOf(app, 'clientSecret') },
    signal,
  })
  const evidence = { status: answer.status, at: clock.now().toISOString() }
  if (answer.status === 429) throw new NetworkFailure('slow-down', 'too many sign-ins', { evidence })
  if (answer.status >= 500)
    throw new NetworkFailure('network-down', `the server answered ${answer.status}`, { evidence })
  const told = answer.json<Answered | null>()
  if (!told?.access_token || !told.refresh_token || !told.open_id)
    throw new NetworkFailure(
      'reconnect',
      `the sign-in was not accepted: ${told?.error_description ?? told?.error ?? answer.status}`,
      { evidence: { ...evidence, code: told?.error } },
    )
  return {
    secrets: { token: told.access_token, refreshToken: told.refresh_token },
    expiresAt: new Date(clock.now().getTime() + (told.expires_in ?? 7200) * 1000),
    scopes: (told.scope ?? '').split(',').filter(Boolean),
    openId: told.open_id,
  }
}

function keyOf(app: Record<string, string>, name: string): string {
  const value = app[name]
  if (value) return value
  throw new NetworkFailure('rejected', `the desk has no app there yet: ${name} is missing`)
}
