import { NetworkFailure } from '../../../kernel/failure.ts'
import type { JsonObject } from '../../../kernel/json.ts'
import type { Call, ConnectContext, Scope } from '../../contract.ts'
import { beginFlow, type Flow, finishFlow, refreshFlow, refuseMissing, type Tokens } from '../oauth2/code-flow.ts'

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

export type Access = { secrets: Record<string, string>; expiresAt?: Date; scopes: string[] }
type Leaving = ConnectContext & { redirectUri: string; state: string }

/** Consent is asked for anew each time: only then a refresh token comes with the code. */
export const signInFlow = (hosts: SignInHosts, scopes: Scope[]): Flow => ({
  authorizeUrl: hosts.authorize,
  tokenUrl: hosts.token,
  scopes: scopes.map((scope) => scope.name),
  pkce: true,
  proof: 'body',
  asking: { access_type: 'offline', prompt: 'consent select_account' },
})

export const begin = (hosts: SignInHosts, scopes: Scope[], context: Leaving): { url: string; pending: JsonObject } =>
  beginFlow(signInFlow(hosts, scopes), context)

/** A person may tick off single rights; without a needed one nothing is connected. */
export async function finish(
  hosts: SignInHosts,
  scopes: Scope[],
  query: Record<string, string>,
  pending: JsonObject,
  context: ConnectContext & { redirectUri: string },
): Promise<Access> {
  const tokens = await finishFlow(signInFlow(hosts, scopes), query, pending, context)
  refuseMissing(scopes, tokens.scopes)
  if (!tokens.refresh) throw new NetworkFailure('rejected', 'no lasting access was granted; sign in again')
  return accessIn(tokens)
}

/** New access before the old one ends. The refresh token stays unless a new one comes. */
export async function refresh(hosts: SignInHosts, call: Call): Promise<Access> {
  const access = accessIn(await refreshFlow(signInFlow(hosts, []), call))
  return { ...access, secrets: { refreshToken: call.account.secrets.refreshToken ?? '', ...access.secrets } }
}

const accessIn = ({ access, refresh: renewing, expiresAt, scopes }: Tokens): Access => ({
  secrets: { token: access, ...(renewing ? { refreshToken: renewing } : {}) },
  expiresAt,
  scopes,
})
