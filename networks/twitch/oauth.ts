import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Call, ConnectContext, Scope } from '../contract.ts'
import {
  appTokens,
  beginFlow,
  type Flow,
  finishFlow,
  refreshFlow,
  refuseMissing,
  type Tokens,
} from '../families/oauth2/code-flow.ts'
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

export type Access = { secrets: Record<string, string>; expiresAt?: Date; scopes: string[] }

/** No proof key is known here: the state and the app's secret keep the sign-in ours. */
const flowAt = (server: string): Flow => ({
  authorizeUrl: `${hostsOf(server).oauth}/authorize`,
  tokenUrl: `${hostsOf(server).oauth}/token`,
  scopes: scopes.map((scope) => scope.name),
  pkce: false,
  proof: 'body',
  asking: { force_verify: 'true' },
})

export const begin = (
  server: string,
  context: ConnectContext & { redirectUri: string; state: string },
): { url: string; pending: JsonObject } => beginFlow(flowAt(server), context)

export async function finish(
  server: string,
  query: Record<string, string>,
  pending: JsonObject,
  context: ConnectContext & { redirectUri: string },
): Promise<Access> {
  const tokens = await finishFlow(flowAt(server), query, pending, context)
  refuseMissing(scopes, tokens.scopes)
  return accessIn(tokens)
}

export async function renewed(call: Call): Promise<Access> {
  const access = accessIn(await refreshFlow(flowAt(call.account.server), call))
  return { ...access, secrets: { refreshToken: call.account.secrets.refreshToken ?? '', ...access.secrets } }
}

/** The app's own access: deliveries are asked for by it, not by a person's. */
export const appToken = async (call: Call): Promise<string> =>
  (await appTokens(flowAt(call.account.server), call)).access

const accessIn = ({ access, refresh, expiresAt, scopes: granted }: Tokens): Access => ({
  secrets: { token: access, ...(refresh ? { refreshToken: refresh } : {}) },
  expiresAt,
  scopes: granted,
})

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
