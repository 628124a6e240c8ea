import { createHash, randomBytes } from 'node:crypto'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { ConnectContext, Scope } from '../contract.ts'
import { type App, appKey, forgetApp, knownApp } from './app.ts'
import { ask, type Wire } from './client.ts'

/** The narrowest that everything here needs: https://docs.joinmastodon.org/api/oauth-scopes/ (read 2026-11-22). */
export const rights: Scope[] = [
  { name: 'read:accounts', why: 'mastodon.scope.account', needed: true },
  { name: 'read:statuses', why: 'mastodon.scope.read', needed: false },
  { name: 'read:notifications', why: 'mastodon.scope.notifications', needed: false },
  { name: 'read:search', why: 'mastodon.scope.search', needed: false },
  { name: 'write:statuses', why: 'mastodon.scope.publish', needed: true },
  { name: 'write:media', why: 'mastodon.scope.files', needed: true },
  { name: 'write:favourites', why: 'mastodon.scope.like', needed: false },
  { name: 'write:accounts', why: 'mastodon.scope.pin', needed: false },
  { name: 'write:blocks', why: 'mastodon.scope.block', needed: false },
  { name: 'write:mutes', why: 'mastodon.scope.mute', needed: false },
  { name: 'write:reports', why: 'mastodon.scope.report', needed: false },
]
export const scopes = rights.map((right) => right.name)

type Begin = ConnectContext & { redirectUri: string; state: string }
type Endpoints = { authorize: string; token: string; pkce: boolean }

export async function beginAuthorization(
  server: string,
  context: Begin,
): Promise<{ url: string; pending: JsonObject }> {
  const wire: Wire = { ...context, server }
  const { authorize, token, pkce } = await endpointsOf(wire)
  const app = await knownApp(wire, context, token, scopes)
  const verifier = randomBytes(32).toString('base64url')
  const url = new URL(authorize)
  const asked = {
    response_type: 'code',
    client_id: app.clientId,
    redirect_uri: context.redirectUri,
    scope: scopes.join(' '),
    state: context.state,
  }
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value)
  if (pkce) {
    url.searchParams.set('code_challenge', createHash('sha256').update(verifier).digest('base64url'))
    url.searchParams.set('code_challenge_method', 'S256')
  }
  return { url: url.href, pending: { server, token, ...(pkce ? { verifier } : {}) } }
}

export async function finishAuthorization(
  query: Record<string, string>,
  pending: JsonObject,
  context: ConnectContext & { redirectUri: string },
): Promise<{ server: string; token: string; scopes: string[] }> {
  const server = String(pending.server)
  const { code } = query
  if (query.error || !code)
    throw new NetworkFailure('rejected', query.error_description ?? query.error ?? 'access was not granted')
  const wire: Wire = { ...context, server }
  const app = await context.store.get(appKey(server, context.redirectUri))
  if (!app) throw new NetworkFailure('reconnect', 'this connection was begun elsewhere; begin it again')
  return exchange(wire, context, app as App, code, pending)
}

async function exchange(
  wire: Wire,
  context: ConnectContext & { redirectUri: string },
  app: App,
  code: string,
  pending: JsonObject,
) {
  const json = {
    grant_type: 'authorization_code',
    code,
    client_id: app.clientId,
    client_secret: app.clientSecret,
    redirect_uri: context.redirectUri,
    ...(typeof pending.verifier === 'string' ? { code_verifier: pending.verifier } : {}),
  }
  const path = pathOn(wire.server, String(pending.token))
  const answer = await ask(wire, { method: 'POST', path, json, fine: [400, 401] })
  if (answer.status !== 200) {
    const { error } = answer.json<{ error?: string }>()
    if (error === 'invalid_client') await forgetApp(wire.server, context)
    throw new NetworkFailure(
      'reconnect',
      `the server did not accept the sign-in (${error ?? answer.status}); begin it again`,
      { evidence: { status: answer.status, code: error } },
    )
  }
  const { access_token: token, scope } = answer.json<{ access_token: string; scope: string }>()
  return { server: wire.server, token, scopes: scope.split(' ') }
}

/** Servers from 4.3 on describe their sign-in; older ones have the usual addresses and no PKCE. */
async function endpointsOf(wire: Wire): Promise<Endpoints> {
  const usual = { authorize: `${wire.server}/oauth/authorize`, token: `${wire.server}/oauth/token`, pkce: false }
  const answer = await ask(wire, { path: '/.well-known/oauth-authorization-server', fine: [404] })
  if (answer.status === 404) return usual
  const told = answer.json<{
    authorization_endpoint?: string
    token_endpoint?: string
    code_challenge_methods_supported?: string[]
  }>()
  return {
    authorize: onSameServer(told.authorization_endpoint, wire.server) ?? usual.authorize,
    token: onSameServer(told.token_endpoint, wire.server) ?? usual.token,
    pkce: told.code_challenge_methods_supported?.includes('S256') ?? false,
  }
}

/** Secrets go only where the person said the account is. */
const onSameServer = (told: string | undefined, server: string) => (told?.startsWith(`${server}/`) ? told : undefined)
const pathOn = (server: string, address: string) =>
  address.startsWith(`${server}/`) ? address.slice(server.length) : '/oauth/token'
