import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Call, ConnectContext, Scope } from '../contract.ts'
import { withQuery } from '../families/code-grant/pkce.ts'
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
    client_id: keyOf(context.app, 'clientId'),
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
  if (query.error || !query.code)
    throw new NetworkFailure('rejected', `access was not granted (${query.error ?? 'no code came back'})`)
  if (query.state !== pending.state)
    throw new NetworkFailure('rejected', 'this answer belongs to another sign-in; begin again')
  const form = { grant_type: 'authorization_code', code: query.code, redirect_uri: context.redirectUri }
  const access = await exchange(server, context, form)
  const missing = scopes.filter((scope) => scope.needed && !access.scopes.includes(scope.name))
  if (missing.length === 0 && access.secrets.refreshToken) return access
  throw new NetworkFailure('rejected', `these rights are missing: ${missing.map((one) => one.name).join(', ')}`)
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
  return (await exchange(call.account.server, here, { grant_type: 'client_credentials' })).secrets.token
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

type Answered = {
  access_token?: string
  refresh_token?: string
  expires_in?: number
  scope?: string[]
  message?: string
}

async function exchange(server: string, { http, clock, signal, app }: Here, form: Record<string, string>) {
  const answer = await http({
    method: 'POST',
    url: `${hostsOf(server).oauth}/token`,
    form: { ...form, client_id: keyOf(app, 'clientId'), client_secret: keyOf(app, 'clientSecret') },
    signal,
  })
  const evidence = { status: answer.status, at: clock.now().toISOString() }
  if (answer.status === 429) throw new NetworkFailure('slow-down', 'too many sign-ins', { evidence })
  if (answer.status >= 500)
    throw new NetworkFailure('network-down', `the server answered ${answer.status}`, { evidence })
  const told = answer.json<Answered | null>()
  if (!told?.access_token)
    throw new NetworkFailure('reconnect', `the sign-in was not accepted: ${told?.message ?? answer.status}`, {
      evidence,
    })
  const { access_token: token, refresh_token: refreshToken } = told
  return {
    secrets: { token, ...(refreshToken ? { refreshToken } : {}) },
    expiresAt: new Date(clock.now().getTime() + (told.expires_in ?? 3600) * 1000),
    scopes: told.scope ?? [],
  }
}

function keyOf(app: Record<string, string>, name: string): string {
  const value = app[name]
  if (value) return value
  throw new NetworkFailure('rejected', `the desk has no app there yet: ${name} is missing`)
}
