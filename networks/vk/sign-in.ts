import { createHash, randomBytes } from 'node:crypto'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { NetworkHttp } from '../../kernel/http/client.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { ConnectContext, Refresh } from '../contract.ts'
import { failureOfStatus } from './failures.ts'
import { hostsOf, officialServer } from './hosts.ts'

/** https://id.vk.com/about/business/go/docs/ru/vkid/latest/vk-id/connection/work-with-user-info/scopes (read 2026-11-22). */
export const scopes = [
  { name: 'vkid.personal_info', needed: true },
  { name: 'wall', needed: true },
  { name: 'groups', needed: true },
  { name: 'photos', needed: true },
  { name: 'video', needed: false },
  { name: 'docs', needed: false },
  { name: 'stories', needed: false },
  { name: 'stats', needed: false },
]

export type Tokens = {
  access: string
  refresh: string
  device: string
  userId: number
  expiresAt: Date
  scopes: string[]
}

type Begin = ConnectContext & { redirectUri: string; state: string }

/** OAuth 2.1 with PKCE, as VK ID speaks it: the device's id that comes back with the code goes with every later call. */
export async function beginSignIn(
  fields: Record<string, string>,
  { app, practice, redirectUri, state }: Begin,
): Promise<{ url: string; pending: JsonObject }> {
  const verifier = randomBytes(48).toString('base64url')
  const url = new URL(`${hostsOf(practice ?? officialServer).signIn}/authorize`)
  const asked = {
    response_type: 'code',
    client_id: clientOf(app),
    redirect_uri: redirectUri,
    state,
    scope: scopes.map((one) => one.name).join(' '),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value)
  const { community = '', communityKey = '' } = fields
  return { url: url.href, pending: { verifier, state, community: community.trim(), communityKey: communityKey.trim() } }
}

export async function finishSignIn(
  query: Record<string, string>,
  pending: JsonObject,
  context: ConnectContext & { redirectUri: string },
): Promise<Tokens> {
  const { code, device_id: device } = query
  if (query.error || !code || !device)
    throw new NetworkFailure('rejected', query.error_description ?? query.error ?? 'access was not granted')
  const form = {
    grant_type: 'authorization_code',
    code,
    code_verifier: String(pending.verifier),
    client_id: clientOf(context.app),
    device_id: device,
    redirect_uri: context.redirectUri,
    state: String(pending.state),
  }
  const { http, signal } = context
  const told = await exchange({ http, signal, server: context.practice ?? officialServer }, form)
  return { ...tokensOf(told, context.clock.now()), device }
}

/** A refresh token is used once; the caller keeps what is returned. Keys made by hand cannot be renewed. */
export const refresh: Refresh = async ({ account, http, signal, clock }) => {
  const { refresh: token, device } = account.secrets
  if (!token || !device) throw new NetworkFailure('reconnect', 'a key made by hand is not renewed: paste a new one')
  const form = {
    grant_type: 'refresh_token',
    refresh_token: token,
    client_id: clientOf(account.app),
    device_id: device,
    state: randomBytes(16).toString('base64url'),
  }
  const fresh = tokensOf(await exchange({ http, signal, server: account.server }, form), clock.now())
  const secrets = { ...account.secrets, user: fresh.access, refresh: fresh.refresh }
  return { secrets, expiresAt: fresh.expiresAt }
}

function clientOf(app: Record<string, string>): string {
  if (app.clientId) return app.clientId
  throw new NetworkFailure('rejected', 'the desk has no app at VK yet')
}

type Told = {
  access_token?: string
  refresh_token?: string
  expires_in?: number
  user_id?: number
  scope?: string
  error?: string
  error_description?: string
}

/** Errors come with 200 as well. */
async function exchange(
  { http, signal, server }: { http: NetworkHttp; signal: AbortSignal; server: string },
  form: Record<string, string>,
): Promise<Told> {
  const answer = await http({ method: 'POST', url: `${hostsOf(server).signIn}/oauth2/auth`, form, signal })
  if (answer.status === 429 || answer.status >= 500) throw failureOfStatus(answer, false)
  const told = answer.json<Told>()
  if (told.error === undefined && answer.status === 200) return told
  throw new NetworkFailure(
    'reconnect',
    `VK did not accept the sign-in (${told.error ?? answer.status}); begin it again`,
    {
      evidence: { status: answer.status, code: told.error ?? '' },
    },
  )
}

function tokensOf(told: Told, now: Date): Omit<Tokens, 'device'> {
  const { access_token: access, refresh_token: refresh, expires_in: seconds = 3600, user_id: userId, scope = '' } = told
  if (!access || !refresh || userId === undefined)
    throw new NetworkFailure('reconnect', 'VK gave no tokens; begin the sign-in again')
  return { access, refresh, userId, expiresAt: new Date(now.getTime() + seconds * 1000), scopes: scope.split(' ') }
}
