import { NetworkFailure } from '../../../kernel/failure.ts'
import type { JsonObject } from '../../../kernel/json.ts'
import type { AppKeys, Call, ConnectContext, Scope } from '../../contract.ts'
import { proofKey, withQuery } from '../code-grant/pkce.ts'

/** Where accounts sign in: https://developers.google.com/identity/protocols/oauth2/web-server (read 2026-11-22). */
export type SignInHosts = { authorize: string; token: string }
export const officialSignIn: SignInHosts = {
  authorize: 'https://accounts.google.com/o/oauth2/v2/auth',
  token: 'https://oauth2.googleapis.com/token',
}
export const signInBelow = (prefix: string): SignInHosts => ({
  authorize: `${prefix}/o/oauth2/v2/auth`,
  token: `${prefix}/token`,
})

export type Access = { secrets: Record<string, string>; expiresAt: Date; scopes: string[] }
type Leaving = ConnectContext & { redirectUri: string; state: string }

/** Consent is asked for anew each time: only then a refresh token comes with the code. */
export function begin(hosts: SignInHosts, scopes: Scope[], context: Leaving): { url: string; pending: JsonObject } {
  const { verifier, challenge } = proofKey()
  const url = withQuery(hosts.authorize, {
    response_type: 'code',
    client_id: keyOf(context.app, 'clientId'),
    redirect_uri: context.redirectUri,
    scope: scopes.map((scope) => scope.name).join(' '),
    state: context.state,
    access_type: 'offline',
    prompt: 'consent select_account',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  })
  return { url, pending: { verifier } }
}

/** A person may tick off single rights; without a needed one nothing is connected. */
export async function finish(
  hosts: SignInHosts,
  scopes: Scope[],
  query: Record<string, string>,
  pending: JsonObject,
  context: ConnectContext & { redirectUri: string },
): Promise<Access> {
  if (query.error || !query.code)
    throw new NetworkFailure('rejected', `access was not granted (${query.error ?? 'no code came back'})`)
  const access = await exchange(hosts, context, {
    grant_type: 'authorization_code',
    code: query.code,
    redirect_uri: context.redirectUri,
    code_verifier: String(pending.verifier ?? ''),
  })
  const missing = scopes.filter((scope) => scope.needed && !access.scopes.includes(scope.name))
  if (missing.length > 0)
    throw new NetworkFailure(
      'rejected',
      `these rights were not ticked on the page of consent: ${missing.map((scope) => scope.name).join(', ')}`,
    )
  if (!access.secrets.refreshToken) throw new NetworkFailure('rejected', 'no lasting access was granted; sign in again')
  return access
}

/** New access before the old one ends. The refresh token stays unless a new one comes. */
export async function refresh(hosts: SignInHosts, call: Call): Promise<Access> {
  const { refreshToken = '' } = call.account.secrets
  const context = { ...call, app: call.account.app }
  const access = await exchange(hosts, context, { grant_type: 'refresh_token', refresh_token: refreshToken })
  return { ...access, secrets: { refreshToken, ...access.secrets } }
}

type Asking = Pick<ConnectContext, 'http' | 'clock' | 'signal' | 'app'>
type Answered = {
  access_token?: string
  refresh_token?: string
  expires_in?: number
  scope?: string
  error?: string
  error_description?: string
}

async function exchange(hosts: SignInHosts, { http, clock, signal, app }: Asking, form: Record<string, string>) {
  const answer = await http({
    method: 'POST',
    url: hosts.token,
    form: { ...form, client_id: keyOf(app, 'clientId'), client_secret: keyOf(app, 'clientSecret') },
    signal,
  })
  const evidence = { status: answer.status, at: clock.now().toISOString() }
  if (answer.status === 429) throw new NetworkFailure('slow-down', 'too many sign-ins', { evidence })
  if (answer.status >= 500)
    throw new NetworkFailure('network-down', `the server answered ${answer.status}`, { evidence })
  const told = answer.json<Answered | null>()
  if (answer.status !== 200 || !told?.access_token) {
    const why = told?.error_description ?? told?.error ?? String(answer.status)
    throw new NetworkFailure('reconnect', `the sign-in was not accepted: ${why}`, {
      evidence: { ...evidence, code: told?.error },
    })
  }
  return {
    secrets: { token: told.access_token, ...(told.refresh_token ? { refreshToken: told.refresh_token } : {}) },
    expiresAt: new Date(clock.now().getTime() + (told.expires_in ?? 3600) * 1000),
    scopes: (told.scope ?? '').split(' ').filter(Boolean),
  } satisfies { secrets: Record<string, string>; expiresAt: Date; scopes: string[] }
}

function keyOf(app: AppKeys, name: string): string {
  const value = app[name]
  if (value) return value
  throw new NetworkFailure('rejected', `the desk has no app there yet: ${name} is missing`)
}
