import { createHash, randomBytes } from 'node:crypto'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Call, ConnectContext, ConnectedAccount, ConnectWay } from '../contract.ts'
import { accountOf } from './account.ts'
import { signInServer } from './app-password.ts'
import { scopeForMessages } from './ask-chat.ts'
import { type AuthServer, askAuthServer, authServerOf, type TokenAnswer } from './auth-server.ts'
import { newDpopKey } from './dpop.ts'
import { findAccount, isDid } from './identity.ts'
import { textOf } from './json-shapes.ts'

const scope = `atproto transition:generic ${scopeForMessages}`

type OauthWay = Extract<ConnectWay, { kind: 'oauth' }>
type OauthContext = ConnectContext & { redirectUri: string }

/** OAuth of the AT protocol (https://atproto.com/specs/oauth): PAR, PKCE, DPoP, a public client. */
export const oauthWay: OauthWay = {
  id: 'oauth',
  kind: 'oauth',
  label: 'bluesky.connect.oauth',
  help: 'bluesky.connect.oauthHelp',
  fields: [
    {
      key: 'identifier',
      kind: 'text',
      label: 'bluesky.connect.identifier',
      help: 'bluesky.connect.identifierHelp',
      placeholder: 'roaster.bsky.social',
    },
    {
      key: 'server',
      kind: 'url',
      label: 'bluesky.connect.server',
      help: 'bluesky.connect.serverHelp',
      placeholder: 'https://bsky.social',
    },
  ],
  scopes: [
    { name: 'atproto', why: 'bluesky.scope.identity', needed: true },
    { name: 'transition:generic', why: 'bluesky.scope.everything', needed: true },
    { name: scopeForMessages, why: 'bluesky.scope.messages', needed: false },
  ],
  begin,
  finish,
  document: (desk, redirectUri) => clientDocument(desk, redirectUri),
}

async function begin(
  fields: Record<string, string>,
  context: OauthContext & { state: string },
): Promise<{ url: string; pending: JsonObject }> {
  const identifier = (fields.identifier ?? '').trim().replace(/^@/, '')
  const server = await signInServer(identifier, (fields.server ?? '').trim(), context)
  const auth = await authServerOf(context, server)
  const dpopKey = newDpopKey()
  const verifier = randomBytes(32).toString('base64url')
  const clientId = clientIdOf(context)
  const pushed = await askAuthServer<{ request_uri?: string }>(context, auth, auth.pushed, dpopKey, {
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectOf(context.redirectUri),
    scope,
    state: context.state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...(identifier ? { login_hint: identifier } : {}),
  })
  if (!pushed.request_uri) throw new NetworkFailure('network-down', 'the sign-in server did not take the request')
  const url = new URL(auth.authorize)
  url.searchParams.set('client_id', clientId)
  url.searchParams.set('request_uri', pushed.request_uri)
  return { url: url.href, pending: { issuer: auth.issuer, server, dpopKey, verifier, clientId, state: context.state } }
}

async function finish(
  query: Record<string, string>,
  pending: JsonObject,
  context: OauthContext,
): Promise<ConnectedAccount[]> {
  if (query.error)
    throw new NetworkFailure('rejected', query.error_description ?? query.error, { evidence: { code: query.error } })
  const issuer = textOf(pending.issuer)
  if (!query.code || query.state !== pending.state || query.iss !== issuer)
    throw new NetworkFailure('rejected', 'this answer does not belong to the sign-in that was begun; begin again')
  const auth = await authServerOf(context, textOf(pending.server))
  if (auth.issuer !== issuer)
    throw new NetworkFailure('rejected', 'the account’s server now names another sign-in server; begin again')
  const dpopKey = textOf(pending.dpopKey)
  const tokens = await askAuthServer<TokenAnswer>(context, auth, auth.token, dpopKey, {
    grant_type: 'authorization_code',
    code: query.code,
    redirect_uri: redirectOf(context.redirectUri),
    client_id: textOf(pending.clientId),
    code_verifier: textOf(pending.verifier),
  })
  return [await connected(tokens, pending, auth, context)]
}

/** The token tells whose it is; that account's own server must name this sign-in server, or anybody could claim anybody. */
async function connected(
  tokens: TokenAnswer,
  pending: JsonObject,
  auth: AuthServer,
  context: OauthContext,
): Promise<ConnectedAccount> {
  const did = checkedTokens(tokens).sub
  const server = textOf(pending.server)
  const open = server.startsWith('https://')
  const home = open ? await findAccount(context, did) : { server, handle: did }
  if (open && (await authServerOf(context, home.server)).issuer !== auth.issuer)
    throw new NetworkFailure('rejected', `the account ${did} does not sign in there`)
  const secrets = {
    ...secretsOf(tokens),
    dpopKey: textOf(pending.dpopKey),
    clientId: textOf(pending.clientId),
    issuer: auth.issuer,
  }
  const held = {
    did,
    server: home.server,
    handle: home.handle,
    secrets,
    expiresAt: endOf(tokens, context),
    scopes: tokens.scope?.split(' ') ?? [],
  }
  const handle = await ownHandle(held, context)
  return accountOf({ ...held, handle }, context)
}

async function ownHandle(
  held: { did: string; server: string; handle: string },
  context: ConnectContext,
): Promise<string> {
  const url = `${held.server}/xrpc/com.atproto.repo.describeRepo`
  const answer = await context.http({ url, query: { repo: held.did }, signal: context.signal })
  return answer.status === 200 ? textOf(answer.json<{ handle?: unknown }>().handle) || held.handle : held.handle
}

export async function refreshOauth(call: Call): Promise<{ secrets: Record<string, string>; expiresAt?: Date }> {
  const { secrets, server } = call.account
  const auth = await authServerOf(call, server)
  const tokens = await askAuthServer<TokenAnswer>(call, auth, auth.token, secrets.dpopKey ?? '', {
    grant_type: 'refresh_token',
    refresh_token: secrets.refreshJwt ?? '',
    client_id: secrets.clientId ?? '',
  })
  if (checkedTokens(tokens).sub !== call.account.remoteId)
    throw new NetworkFailure('reconnect', 'the sign-in server answered for another account')
  return { secrets: { ...secrets, ...secretsOf(tokens) }, expiresAt: endOf(tokens, call) }
}

function checkedTokens(tokens: TokenAnswer): TokenAnswer {
  const whole =
    tokens.access_token &&
    tokens.refresh_token &&
    isDid(tokens.sub ?? '') &&
    tokens.token_type?.toLowerCase() === 'dpop'
  if (!whole) throw new NetworkFailure('reconnect', 'the sign-in server gave no usable access')
  if (!tokens.scope?.split(' ').includes('atproto'))
    throw new NetworkFailure('reconnect', 'the access given does not cover this account')
  return tokens
}

const secretsOf = (tokens: TokenAnswer): { accessJwt: string; refreshJwt: string } => ({
  accessJwt: tokens.access_token,
  refreshJwt: tokens.refresh_token,
})
const endOf = (tokens: TokenAnswer, wire: Pick<Call, 'clock'>): Date | undefined =>
  tokens.expires_in ? new Date(wire.clock.now().getTime() + tokens.expires_in * 1000) : undefined

/** A desk with a public address is known by its document there; one at home by the protocol's name for loopback clients. */
function clientIdOf(context: OauthContext): string {
  if (!isLoopback(context.redirectUri)) return `${new URL(context.desk.url).origin}/connect/bluesky/oauth/client.json`
  const query = new URLSearchParams({ redirect_uri: redirectOf(context.redirectUri), scope })
  return `http://localhost?${query}`
}

const isLoopback = (address: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(address).hostname)

/** The protocol takes only the numbers of loopback, not its name. */
function redirectOf(redirectUri: string): string {
  const url = new URL(redirectUri)
  if (url.hostname === 'localhost') url.hostname = '127.0.0.1'
  return url.href
}

function clientDocument(desk: { name: string; url: string }, redirectUri: string): JsonObject {
  const origin = new URL(desk.url).origin
  return {
    client_id: `${origin}/connect/bluesky/oauth/client.json`,
    client_name: desk.name,
    client_uri: origin,
    redirect_uris: [redirectUri],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    scope,
    application_type: 'web',
    token_endpoint_auth_method: 'none',
    dpop_bound_access_tokens: true,
  }
}
