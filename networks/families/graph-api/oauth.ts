import { NetworkFailure } from '../../../kernel/failure.ts'
import type { ConnectContext } from '../../contract.ts'
import { failureOf } from './failures.ts'

export type TokenTold = { access_token: string; expires_in?: number; user_id?: string | number; permissions?: unknown }

export function consentAddress(
  dialog: string,
  asked: { clientId: string; redirectUri: string; state: string; scopes: string[]; more?: Record<string, string> },
): string {
  const url = new URL(dialog)
  const query = {
    client_id: asked.clientId,
    redirect_uri: asked.redirectUri,
    response_type: 'code',
    state: asked.state,
    scope: asked.scopes.join(','),
    ...asked.more,
  }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return url.href
}

/** The code brought back from the page of consent. Throws `rejected` when access was not granted. */
export function codeIn(query: Record<string, string>): string {
  if (query.code && !query.error) return query.code
  throw new NetworkFailure('rejected', query.error_description ?? query.error ?? 'access was not granted')
}

/** The desk's app, or `rejected` when the operator has not told it. */
export function appOf({ app }: Pick<ConnectContext, 'app'>): { clientId: string; clientSecret: string } {
  const { clientId = '', clientSecret = '' } = app
  if (clientId.trim() && clientSecret.trim()) return { clientId: clientId.trim(), clientSecret: clientSecret.trim() }
  throw new NetworkFailure('rejected', 'the app of this desk is not set up for the network')
}

type Exchange = { url: string; query?: Record<string, string>; form?: Record<string, string> }

/** Asks a token door. Whatever it refuses means that the sign-in must begin again. */
export async function exchanged(
  context: Pick<ConnectContext, 'http' | 'signal' | 'clock'>,
  { url, query, form }: Exchange,
): Promise<TokenTold> {
  const answer = await context.http({ method: form ? 'POST' : 'GET', url, query, form, signal: context.signal })
  if (answer.status !== 200) {
    const failure = failureOf(answer, false, context.clock.now())
    if (failure.kind === 'network-down' || failure.kind === 'slow-down') throw failure
    throw new NetworkFailure('reconnect', failure.message, { evidence: failure.evidence, cause: failure })
  }
  const told = answer.json<TokenTold & { data?: TokenTold[] }>()
  const token = told.data?.[0] ?? told
  if (typeof token.access_token !== 'string' || token.access_token === '')
    throw new NetworkFailure('reconnect', 'the network gave no access', { evidence: { status: answer.status } })
  return token
}

/** What the code opens for an hour or two is exchanged for access of some weeks: https://developers.facebook.com/docs/facebook-login/guides/access-tokens/get-long-lived (read 2026-11-22). */
export async function longLived(
  context: Pick<ConnectContext, 'http' | 'signal' | 'clock' | 'app'> & { redirectUri: string },
  url: string,
  code: string,
): Promise<TokenTold> {
  const { clientId, clientSecret } = appOf(context)
  const keys = { client_id: clientId, client_secret: clientSecret }
  const short = await exchanged(context, { url, query: { ...keys, redirect_uri: context.redirectUri, code } })
  const asked = { ...keys, grant_type: 'fb_exchange_token', fb_exchange_token: short.access_token }
  return exchanged(context, { url, query: asked })
}

export const endOf = (now: Date, token: TokenTold): Date | undefined =>
  token.expires_in ? new Date(now.getTime() + token.expires_in * 1000) : undefined
