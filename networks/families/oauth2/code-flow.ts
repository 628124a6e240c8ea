import { randomBytes } from 'node:crypto'
import { NetworkFailure } from '../../../kernel/failure.ts'
import type { HttpAnswer, HttpRequest } from '../../../kernel/http/client.ts'
import type { Json, JsonObject } from '../../../kernel/json.ts'
import type { AppKeys, Call, ConnectContext, Scope } from '../../contract.ts'
import { challengeOf } from './proof-key.ts'

/** How one network speaks OAuth 2 (RFC 6749) with an authorization code. */
export type Flow = {
  authorizeUrl: string
  tokenUrl: string
  scopes: string[]
  /** Between scopes, where it is not a space. */
  separator?: ',' | ' '
  /** RFC 7636; `hex` where the challenge is written so. */
  pkce: boolean | 'hex'
  /** Where the app proves itself: in the `Authorization` header or in the form. */
  proof: 'basic' | 'body'
  /** What the app's id is called among the desk's keys and on the wire, where that is not `clientId` and `client_id`. */
  idNames?: { key: string; wire: string }
  /** Added to the address of the consent page. */
  asking?: Record<string, string>
}

export type Tokens = {
  access: string
  refresh?: string
  expiresAt?: Date
  refreshEndsAt?: Date
  scopes: string[]
  /** The answer as it came, for what one network adds to it. */
  told: JsonObject
}

type Leaving = ConnectContext & { redirectUri: string; state: string }
type Asker = Pick<ConnectContext, 'http' | 'clock' | 'signal' | 'app'>

export function beginFlow(flow: Flow, context: Leaving): { url: string; pending: JsonObject } {
  const verifier = randomBytes(48).toString('base64url')
  const url = new URL(flow.authorizeUrl)
  const asked: Record<string, string> = {
    response_type: 'code',
    [idNamesOf(flow).wire]: appOf(flow, context.app).id,
    redirect_uri: context.redirectUri,
    scope: flow.scopes.join(flow.separator ?? ' '),
    state: context.state,
    ...flow.asking,
    ...(flow.pkce ? { code_challenge: challengeIn(flow, verifier), code_challenge_method: 'S256' } : {}),
  }
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value)
  return { url: url.href, pending: { state: context.state, ...(flow.pkce ? { verifier } : {}) } }
}

const challengeIn = ({ pkce }: Flow, verifier: string) => challengeOf(verifier, pkce === 'hex' ? 'hex' : 'base64url')

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

/** Rights can be declined one by one; without a needed one nothing is connected. */
export function refuseMissing(scopes: Scope[], granted: string[]): void {
  const missing = scopes.filter((scope) => scope.needed && !granted.includes(scope.name)).map((scope) => scope.name)
  if (missing.length > 0)
    throw new NetworkFailure(
      'rejected',
      `these rights were not granted, and nothing goes without: ${missing.join(', ')}`,
    )
}

/** New tokens for the refresh token that is held. Throws `reconnect` when the network takes it no longer. */
export function refreshFlow(flow: Flow, call: Call): Promise<Tokens> {
  const { refreshToken } = call.account.secrets
  if (!refreshToken) throw new NetworkFailure('reconnect', 'this access cannot be renewed; connect the account again')
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken }
  return askForTokens(flow, { ...call, app: call.account.app }, form)
}

/** Access of the app itself, which belongs to no person. */
export const appTokens = (flow: Flow, call: Call): Promise<Tokens> =>
  askForTokens(flow, { ...call, app: call.account.app }, { grant_type: 'client_credentials' })

async function askForTokens(flow: Flow, asker: Asker, form: Record<string, string>): Promise<Tokens> {
  const answer = await asker.http({
    method: 'POST',
    url: flow.tokenUrl,
    ...provenForm(flow, asker.app, form),
    signal: asker.signal,
  })
  if (answer.status !== 200 || refusalIn(answer)) throw refusedTokens(answer, asker.clock.now())
  return tokensIn(answer, asker.clock.now())
}

function provenForm(flow: Flow, keys: AppKeys, form: Record<string, string>): Pick<HttpRequest, 'form' | 'headers'> {
  const { id, secret } = appOf(flow, keys)
  if (flow.proof === 'body') return { form: { ...form, [idNamesOf(flow).wire]: id, client_secret: secret } }
  const proof = Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')
  return { form, headers: { authorization: `Basic ${proof}` } }
}

const idNamesOf = ({ idNames }: Flow) => idNames ?? { key: 'clientId', wire: 'client_id' }

function appOf(flow: Flow, keys: AppKeys): { id: string; secret: string } {
  const id = keys[idNamesOf(flow).key]
  if (!id) throw new NetworkFailure('rejected', 'this desk has no app at the network yet; add its keys first')
  return { id, secret: keys.clientSecret ?? '' }
}

function refusedTokens(answer: HttpAnswer, now: Date): NetworkFailure {
  const { code, words } = refusalIn(answer) ?? {}
  const evidence = { status: answer.status, code, at: now.toISOString() }
  if (answer.status === 429) return new NetworkFailure('slow-down', 'too many sign-ins for now', { evidence })
  if (answer.status >= 500 || (answer.status < 400 && !code))
    return new NetworkFailure('network-down', `the sign-in server answered ${answer.status}`, { evidence })
  return new NetworkFailure(
    'reconnect',
    `the sign-in was not accepted (${words ?? code ?? answer.status}); connect again`,
    {
      evidence,
    },
  )
}

/** The server's no, which some networks put into a 200. */
function refusalIn(answer: HttpAnswer): { code: string; words?: string } | undefined {
  try {
    const { error, error_description: words } = JSON.parse(answer.text()) as Record<string, unknown>
    if (typeof error !== 'string' || error === '') return undefined
    return { code: error, ...(typeof words === 'string' ? { words } : {}) }
  } catch {
    return undefined
  }
}

function tokensIn(answer: HttpAnswer, now: Date): Tokens {
  const told = answer.json<JsonObject | null>() ?? {}
  const { access_token: access, refresh_token: refresh } = told
  if (typeof access !== 'string' || access === '')
    throw new NetworkFailure('network-down', 'the sign-in server gave no access', {
      evidence: { status: answer.status },
    })
  const after = (seconds: Json | undefined) =>
    Number(seconds) > 0 ? new Date(now.getTime() + Number(seconds) * 1000) : undefined
  return {
    access,
    ...(typeof refresh === 'string' && refresh ? { refresh } : {}),
    expiresAt: after(told.expires_in),
    refreshEndsAt: after(told.refresh_token_expires_in),
    scopes: [told.scope ?? []]
      .flat()
      .flatMap((one) => String(one).split(/[\s,]+/))
      .filter(Boolean),
    told,
  }
}

/** Kept sealed with the account. A refresh token that was not renewed stays. */
export const secretsOf = (tokens: Tokens, before: Record<string, string> = {}): Record<string, string> => ({
  ...before,
  accessToken: tokens.access,
  ...(tokens.refresh ? { refreshToken: tokens.refresh } : {}),
})
