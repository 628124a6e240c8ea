import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Call, ConnectContext, Scope } from '../contract.ts'
import { challengeOf, proofKey, withQuery } from '../families/code-grant/pkce.ts'
import { appKey, askForTokens, codeIn, refuseMissing } from '../families/code-grant/tokens.ts'
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
    client_key: appKey(context.app, 'clientKey'),
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
  const access = await exchange(server, context, {
    grant_type: 'authorization_code',
    code: codeIn(query),
    redirect_uri: context.redirectUri,
    ...(typeof pending.verifier === 'string' ? { code_verifier: pending.verifier } : {}),
  })
  refuseMissing(scopes, access.scopes)
  return access
}

/** Each refresh brings a new refresh token, and the one before is worth nothing any more. */
export function renewed(call: Call): Promise<Access> {
  const form = { grant_type: 'refresh_token', refresh_token: call.account.secrets.refreshToken ?? '' }
  return exchange(call.account.server, { ...call, app: call.account.app }, form)
}

async function exchange(server: string, here: Here, form: Record<string, string>): Promise<Access> {
  const told = await askForTokens(here, `${hostsOf(server).api}/oauth/token/`, {
    ...form,
    client_key: appKey(here.app, 'clientKey'),
    client_secret: appKey(here.app, 'clientSecret'),
  })
  if (!told.refresh_token || !told.open_id)
    throw new NetworkFailure('reconnect', 'the sign-in gave no lasting access; begin it again')
  return {
    secrets: { token: told.access_token, refreshToken: told.refresh_token },
    expiresAt: told.expiresAt,
    scopes: told.scopes,
    openId: told.open_id,
  }
}
