import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Call, ConnectContext, Scope } from '../contract.ts'
import {
  beginFlow,
  type Flow,
  finishFlow,
  refreshFlow,
  refuseMissing,
  type Tokens,
} from '../families/oauth2/code-flow.ts'
import { hostsOf } from './hosts.ts'

/** https://developers.tiktok.com/doc/tiktok-api-scopes (read 2026-11-22). */
export const scopes: Scope[] = [
  { name: 'user.info.basic', why: 'tiktok.scope.basic', needed: true },
  { name: 'video.publish', why: 'tiktok.scope.publish', needed: true },
  { name: 'user.info.profile', why: 'tiktok.scope.profile', needed: false },
  { name: 'user.info.stats', why: 'tiktok.scope.stats', needed: false },
  { name: 'video.list', why: 'tiktok.scope.list', needed: false },
]

export type Access = { secrets: Record<string, string>; expiresAt?: Date; scopes: string[]; openId: string }

/** Only addresses on one's own machine take a proof key, whose challenge is written in hex: Login Kit for Desktop (read 2026-11-22). */
const flowAt = (server: string, redirectUri?: string): Flow => ({
  authorizeUrl: hostsOf(server).consent,
  tokenUrl: `${hostsOf(server).api}/oauth/token/`,
  scopes: scopes.map((scope) => scope.name),
  separator: ',',
  pkce: redirectUri && ['localhost', '127.0.0.1'].includes(new URL(redirectUri).hostname) ? 'hex' : false,
  proof: 'body',
  idNames: { key: 'clientKey', wire: 'client_key' },
})

export const begin = (
  server: string,
  context: ConnectContext & { redirectUri: string; state: string },
): { url: string; pending: JsonObject } => beginFlow(flowAt(server, context.redirectUri), context)

export async function finish(
  server: string,
  query: Record<string, string>,
  pending: JsonObject,
  context: ConnectContext & { redirectUri: string },
): Promise<Access> {
  const access = accessIn(await finishFlow(flowAt(server), query, pending, context))
  refuseMissing(scopes, access.scopes)
  return access
}

/** Each refresh brings a new refresh token, and the one before is worth nothing any more. */
export const renewed = async (call: Call): Promise<Access> =>
  accessIn(await refreshFlow(flowAt(call.account.server), call))

function accessIn({ access, refresh, expiresAt, scopes: granted, told }: Tokens): Access {
  if (!refresh || typeof told.open_id !== 'string')
    throw new NetworkFailure('reconnect', 'the sign-in gave no lasting access; begin it again')
  return { secrets: { token: access, refreshToken: refresh }, expiresAt, scopes: granted, openId: told.open_id }
}
