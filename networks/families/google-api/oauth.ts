import { NetworkFailure } from '../../../kernel/failure.ts'
import type { JsonObject } from '../../../kernel/json.ts'
import type { Call, ConnectContext, Scope } from '../../contract.ts'
import { proofKey, withQuery } from '../code-grant/pkce.ts'
import { appKey, askForTokens, codeIn, refuseMissing } from '../code-grant/tokens.ts'

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
    client_id: appKey(context.app, 'clientId'),
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
  const access = await exchange(hosts, context, {
    grant_type: 'authorization_code',
    code: codeIn(query),
    redirect_uri: context.redirectUri,
    code_verifier: String(pending.verifier ?? ''),
  })
  refuseMissing(scopes, access.scopes)
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

async function exchange(hosts: SignInHosts, here: Asking, form: Record<string, string>): Promise<Access> {
  const told = await askForTokens(here, hosts.token, {
    ...form,
    client_id: appKey(here.app, 'clientId'),
    client_secret: appKey(here.app, 'clientSecret'),
  })
  const secrets = { token: told.access_token, ...(told.refresh_token ? { refreshToken: told.refresh_token } : {}) }
  return { secrets, expiresAt: told.expiresAt, scopes: told.scopes }
}
