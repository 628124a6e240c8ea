import { NetworkFailure } from '../../kernel/failure.ts'
import type { NetworkHttp } from '../../kernel/http/client.ts'
import type { AppKeys, ConnectContext, Refresh } from '../contract.ts'
import { failureOfStatus } from './failures.ts'
import { hostsOf, officialServer } from './hosts.ts'

/** https://apiok.ru/ext/oauth/permissions (read 2026-11-22). */
export const scopes = [
  { name: 'VALUABLE_ACCESS', needed: true },
  { name: 'LONG_ACCESS_TOKEN', needed: true },
  { name: 'GROUP_CONTENT', needed: true },
  { name: 'PHOTO_CONTENT', needed: false },
  { name: 'VIDEO_CONTENT', needed: false },
]

export type Tokens = { access: string; refresh: string; expiresAt: Date }

/** The page knows no PKCE; the code lives two minutes and is worth nothing without the app's secret. */
export function signInAddress({
  app,
  practice,
  redirectUri,
  state,
}: ConnectContext & { redirectUri: string; state: string }) {
  const url = new URL(hostsOf(practice ?? officialServer).signIn)
  const asked = {
    client_id: needed(app, 'clientId'),
    scope: scopes.map((one) => one.name).join(';'),
    response_type: 'code',
    redirect_uri: redirectUri,
    layout: 'w',
    state,
  }
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value)
  return url.href
}

export async function finishSignIn(
  query: Record<string, string>,
  { app, http, signal, clock, practice, redirectUri }: ConnectContext & { redirectUri: string },
): Promise<Tokens> {
  const { code } = query
  if (query.error || !code) throw new NetworkFailure('rejected', query.error ?? 'access was not granted')
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri }
  const told = await exchange({ http, signal, app, server: practice ?? officialServer }, form)
  if (!told.access_token || !told.refresh_token)
    throw new NetworkFailure('reconnect', 'the network gave no tokens; begin the sign-in again')
  return { access: told.access_token, refresh: told.refresh_token, expiresAt: expiryOf(told, clock.now()) }
}

/** The same refresh token serves every group of one sign-in. */
export const refresh: Refresh = async ({ account, http, signal, clock }) => {
  const { refresh: token } = account.secrets
  if (!token) throw new NetworkFailure('reconnect', 'a key made by hand is not renewed: paste a new one')
  const form = { grant_type: 'refresh_token', refresh_token: token }
  const told = await exchange({ http, signal, app: account.app, server: account.server }, form)
  if (!told.access_token) throw new NetworkFailure('reconnect', 'the network gave no token; sign in again')
  const secrets = { ...account.secrets, access: told.access_token, refresh: told.refresh_token ?? token }
  return { secrets, expiresAt: expiryOf(told, clock.now()) }
}

type Told = { access_token?: string; refresh_token?: string; expires_in?: string | number; error?: string }

async function exchange(
  { http, signal, app, server }: { http: NetworkHttp; signal: AbortSignal; app: AppKeys; server: string },
  grant: Record<string, string>,
): Promise<Told> {
  const form = { ...grant, client_id: needed(app, 'clientId'), client_secret: needed(app, 'secretKey') }
  const answer = await http({ method: 'POST', url: hostsOf(server).token, form, signal })
  if (answer.status === 429 || answer.status >= 500) throw failureOfStatus(answer, false)
  const told = answer.json<Told>()
  if (told.error === undefined && answer.status === 200) return told
  throw new NetworkFailure(
    'reconnect',
    `the sign-in was not accepted (${told.error ?? answer.status}); begin it again`,
    {
      evidence: { status: answer.status, code: told.error ?? '' },
    },
  )
}

const expiryOf = ({ expires_in: seconds = 1800 }: Told, now: Date) => new Date(now.getTime() + Number(seconds) * 1000)

function needed(app: AppKeys, key: string): string {
  const value = app[key]
  if (value) return value
  throw new NetworkFailure('rejected', 'the desk has no app at Odnoklassniki yet')
}
