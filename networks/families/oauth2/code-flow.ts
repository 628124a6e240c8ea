import { createHash, randomBytes } from 'node:crypto'
import { NetworkFailure } from '../../../kernel/failure.ts'
import type { HttpAnswer, HttpRequest } from '../../../kernel/http/client.ts'
import type { JsonObject } from '../../../kernel/json.ts'
import type { AppKeys, Call, ConnectContext } from '../../contract.ts'

/** How one network speaks OAuth 2 (RFC 6749) with an authorization code. */
export type Flow = {
  authorizeUrl: string
  tokenUrl: string
  scopes: string[]
  /** Between scopes, where it is not a space. */
  separator?: ',' | ' '
  /** RFC 7636. */
  pkce: boolean
  /** Where the app proves itself: in the `Authorization` header or in the form. */
  proof: 'basic' | 'body'
  /** Added to the address of the consent page. */
  asking?: Record<string, string>
}

export type Tokens = {
  access: string
  refresh?: string
  expiresAt?: Date
  refreshEndsAt?: Date
  scopes: string[]
}

type Leaving = ConnectContext & { redirectUri: string; state: string }
type Asker = Pick<ConnectContext, 'http' | 'clock' | 'signal' | 'app'>

export function beginFlow(flow: Flow, context: Leaving): { url: string; pending: JsonObject } {
  const verifier = randomBytes(48).toString('base64url')
  const url = new URL(flow.authorizeUrl)
  const asked: Record<string, string> = {
    response_type: 'code',
    client_id: appOf(context.app).clientId,
    redirect_uri: context.redirectUri,
    scope: flow.scopes.join(flow.separator ?? ' '),
    state: context.state,
    ...flow.asking,
    ...(flow.pkce ? { code_challenge: challengeOf(verifier), code_challenge_method: 'S256' } : {}),
  }
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value)
  return { url: url.href, pending: { state: context.state, ...(flow.pkce ? { verifier } : {}) } }
}

export const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url')

/** What came back from the consent page as tokens. Throws `rejected` or `reconnect` for what was refused, forged or used before. */
export async function finishFlow(
  flow: Flow,
  query: Record<string, string>,
  pending: JsonObject,
  context: ConnectContext & { redirectUri: string },
): Promise<Tokens> {
  const { code } = query
  if (query.error || !code)
    throw new NetworkFailure('rejected', query.error_description ?? query.error ?? 'access was not granted')
  if (query.state !== pending.state)
    throw new NetworkFailure('rejected', 'this answer does not belong to the sign-in that was begun; begin again')
  return askForTokens(flow, context, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: context.redirectUri,
    ...(typeof pending.verifier === 'string' ? { code_verifier: pending.verifier } : {}),
  })
}

/** New tokens for the refresh token that is held. Throws `reconnect` when the network takes it no longer. */
export function refreshFlow(flow: Flow, call: Call): Promise<Tokens> {
  const { refreshToken } = call.account.secrets
  if (!refreshToken) throw new NetworkFailure('reconnect', 'this access cannot be renewed; connect the account again')
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken }
  return askForTokens(flow, { ...call, app: call.account.app }, form)
}

async function askForTokens(flow: Flow, asker: Asker, form: Record<string, string>): Promise<Tokens> {
  const answer = await asker.http({
    method: 'POST',
    url: flow.tokenUrl,
    ...provenForm(flow, asker.app, form),
    signal: asker.signal,
  })
  if (answer.status !== 200) throw refusedTokens(answer, asker.clock.now())
  return tokensIn(answer, asker.clock.now())
}

function provenForm(flow: Flow, keys: AppKeys, form: Record<string, string>): Pick<HttpRequest, 'form' | 'headers'> {
  const { clientId, clientSecret } = appOf(keys)
  if (flow.proof === 'body') return { form: { ...form, client_id: clientId, client_secret: clientSecret } }
  const proof = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64')
  return { form, headers: { authorization: `Basic ${proof}` } }
}

function appOf(keys: AppKeys): { clientId: string; clientSecret: string } {
  const { clientId = '', clientSecret = '' } = keys
  if (clientId === '')
    throw new NetworkFailure('rejected', 'this desk has no app at the network yet; add its keys first')
  return { clientId, clientSecret }
}

function refusedTokens(answer: HttpAnswer, now: Date): NetworkFailure {
  const code = refusalCode(answer)
  const evidence = { status: answer.status, code, at: now.toISOString() }
  if (answer.status === 429) return new NetworkFailure('slow-down', 'too many sign-ins for now', { evidence })
  if (answer.status >= 500 || answer.status < 400)
    return new NetworkFailure('network-down', `the sign-in server answered ${answer.status}`, { evidence })
  return new NetworkFailure('reconnect', `the sign-in was not accepted (${code ?? answer.status}); connect again`, {
    evidence,
  })
}

function refusalCode(answer: HttpAnswer): string | undefined {
  try {
    const told = JSON.parse(answer.text()) as { error?: unknown }
    return typeof told?.error === 'string' ? told.error : undefined
  } catch {
    return undefined
  }
}

function tokensIn(answer: HttpAnswer, now: Date): Tokens {
  const told = answer.json<{
    access_token?: string
    refresh_token?: string
    expires_in?: number
    refresh_token_expires_in?: number
    scope?: string
  }>()
  if (typeof told?.access_token !== 'string' || told.access_token === '')
    throw new NetworkFailure('network-down', 'the sign-in server gave no access', {
      evidence: { status: answer.status },
    })
  const after = (seconds: number | undefined) => (seconds ? new Date(now.getTime() + seconds * 1000) : undefined)
  return {
    access: told.access_token,
    refresh: told.refresh_token,
    expiresAt: after(told.expires_in),
    refreshEndsAt: after(told.refresh_token_expires_in),
    scopes: (told.scope ?? '').split(/[\s,]+/).filter(Boolean),
  }
}

/** Kept sealed with the account. A refresh token that was not renewed stays. */
export const secretsOf = (tokens: Tokens, before: Record<string, string> = {}): Record<string, string> => ({
  ...before,
  accessToken: tokens.access,
  ...(tokens.refresh ? { refreshToken: tokens.refresh } : {}),
})
