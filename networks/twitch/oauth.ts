import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Call, ConnectContext, Scope } from '../contract.ts'
import { withQuery } from '../families/code-grant/pkce.ts'
import { appKey, askForTokens, codeIn, refuseMissing } from '../families/code-grant/tokens.ts'
import { hostsOf } from './hosts.ts'

/** https://dev.twitch.tv/docs/authentication/scopes/ (read 2026-11-22). */
export const scopes: Scope[] = [
  { name: 'user:write:chat', why: 'twitch.scope.write', needed: true },
  { name: 'moderator:manage:announcements', why: 'twitch.scope.announce', needed: true },
  { name: 'user:read:chat', why: 'twitch.scope.read', needed: false },
  { name: 'user:bot', why: 'twitch.scope.hear', needed: false },
  { name: 'channel:bot', why: 'twitch.scope.hear', needed: false },
  { name: 'channel:manage:polls', why: 'twitch.scope.polls', needed: false },
  { name: 'channel:manage:schedule', why: 'twitch.scope.schedule', needed: false },
  { name: 'channel:manage:broadcast', why: 'twitch.scope.broadcast', needed: false },
  { name: 'moderator:manage:chat_messages', why: 'twitch.scope.moderate', needed: false },
  { name: 'moderator:manage:banned_users', why: 'twitch.scope.moderate', needed: false },
  { name: 'moderator:read:followers', why: 'twitch.scope.followers', needed: false },
  { name: 'moderator:read:blocked_terms', why: 'twitch.scope.terms', needed: false },
]

export type Access = { secrets: Record<string, string>; expiresAt: Date; scopes: string[] }
type Here = Pick<ConnectContext, 'http' | 'clock' | 'signal' | 'app'>

/** No proof key is known here: the state and the app's secret keep the sign-in ours. */
export function begin(
  server: string,
  context: ConnectContext & { redirectUri: string; state: string },
): { url: string; pending: JsonObject } {
  const url = withQuery(`${hostsOf(server).oauth}/authorize`, {
    response_type: 'code',
    client_id: appKey(context.app, 'clientId'),
    redirect_uri: context.redirectUri,
    scope: scopes.map((scope) => scope.name).join(' '),
    state: context.state,
    force_verify: 'true',
  })
  return { url, pending: { state: context.state } }
}

export async function finish(
  server: string,
  query: Record<string, string>,
  pending: JsonObject,
  context: ConnectContext & { redirectUri: string },
): Promise<Access> {
  const code = codeIn(query)
  if (query.state !== pending.state)
    throw new NetworkFailure('rejected', 'this answer belongs to another sign-in; begin again')
  const form = { grant_type: 'authorization_code', code, redirect_uri: context.redirectUri }
  const access = await exchange(server, context, form)
  refuseMissing(scopes, access.scopes)
  return access
}

export async function renewed(call: Call): Promise<Access> {
  const { refreshToken = '' } = call.account.secrets
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken }
  const access = await exchange(call.account.server, { ...call, app: call.account.app }, form)
  return { ...access, secrets: { refreshToken, ...access.secrets } }
}

/** The app's own access: deliveries are asked for by it, not by a person's. */
export async function appToken(call: Call): Promise<string> {
  const here = { ...call, app: call.account.app }
  const { secrets } = await exchange(call.account.server, here, { grant_type: 'client_credentials' })
  return secrets.token ?? ''
}

/** Is the access still good, and for what? The network wants this asked every hour: https://dev.twitch.tv/docs/authentication/validate-tokens/ (read 2026-11-22). */
export async function validated(call: Call): Promise<string[]> {
  const answer = await call.http({
    url: `${hostsOf(call.account.server).oauth}/validate`,
    headers: { authorization: `OAuth ${call.account.secrets.token ?? ''}` },
    signal: call.signal,
  })
  if (answer.status === 200) return answer.json<{ scopes?: string[] | null }>().scopes ?? []
  const kind = answer.status === 401 ? 'reconnect' : answer.status === 429 ? 'slow-down' : 'network-down'
  throw new NetworkFailure(kind, `the access was answered ${answer.status}`, { evidence: { status: answer.status } })
}

async function exchange(server: string, here: Here, form: Record<string, string>): Promise<Access> {
  const told = await askForTokens(here, `${hostsOf(server).oauth}/token`, {
    ...form,
    client_id: appKey(here.app, 'clientId'),
    client_secret: appKey(here.app, 'clientSecret'),
  })
  const secrets = { token: told.access_token, ...(told.refresh_token ? { refreshToken: told.refresh_token } : {}) }
  return { secrets, expiresAt: told.expiresAt, scopes: told.scopes }
}
