import { createHash } from 'node:crypto'
import type { LabAnswer, LabRequest } from '../../lab/lab.ts'
import { scopes as known } from '../oauth.ts'
import { signInPage } from './pages.ts'
import { invalid, refusal } from './refusals.ts'
import { type Instance, tokenOf } from './server.ts'
import { type EmApp, type EmCode, idAt } from './state.ts'

type Form = Record<string, string | undefined>
const codeLivesMs = 10 * 60_000

/** The app registers itself, a person approves, a code becomes a token: https://docs.joinmastodon.org/methods/oauth/ (read 2026-11-22). */
export function signInOperations(instance: Instance): void {
  const { open, site, state, options } = instance
  open('GET', '/.well-known/oauth-authorization-server', () =>
    options.old ? { status: 404, json: { error: 'Not Found' } } : { status: 200, json: described(site.url) },
  )
  open('POST', '/api/v1/apps', ({ body }) => ({
    status: 200,
    json: register(
      instance,
      body as { client_name: string; redirect_uris: string[]; scopes?: string; website?: string },
    ),
  }))
  open('GET', '/api/v1/apps/verify_credentials', (request) => {
    const token = tokenOf(state, request)
    const app = [...state.apps.values()].find((one) => one.id === token?.appId)
    if (!app) return refusal(401, 'The access token is invalid')
    const { client_id: _, client_secret: __, ...json } = appShape(app)
    return { status: 200, json: { ...json, scopes: token?.scopes ?? [] } }
  })
  open('GET', '/oauth/authorize', (request) => {
    const asked = askedFor(instance, request.query)
    return typeof asked === 'string'
      ? page(400, signInPage.broken(asked))
      : page(200, signInPage.asking(asked.app.name, asked.scopes, [...state.accounts.values()], request.query))
  })
  site.page('POST', '/oauth/authorize', (request) => decide(instance, request))
  open('POST', '/oauth/token', ({ body }) => grant(instance, body as Form))
  open('POST', '/oauth/revoke', ({ body }) => {
    const { token = '' } = body as Form
    if (state.tokens.has(token)) instance.commit({ did: 'end-token', token })
    return { status: 200, json: {} }
  })
}

const page = (status: number, body: string): LabAnswer => ({
  status,
  body,
  headers: { 'content-type': 'text/html; charset=utf-8' },
})

const described = (url: string) => ({
  issuer: `${url}/`,
  service_documentation: 'https://docs.joinmastodon.org/',
  authorization_endpoint: `${url}/oauth/authorize`,
  token_endpoint: `${url}/oauth/token`,
  app_registration_endpoint: `${url}/api/v1/apps`,
  revocation_endpoint: `${url}/oauth/revoke`,
  userinfo_endpoint: `${url}/oauth/userinfo`,
  scopes_supported: ['read', 'write', 'profile', ...known],
  response_types_supported: ['code'],
  response_modes_supported: ['query', 'fragment', 'form_post'],
  grant_types_supported: ['authorization_code', 'client_credentials'],
  code_challenge_methods_supported: ['S256'],
  token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
})

function register(
  instance: Instance,
  form: { client_name: string; redirect_uris: string[]; scopes?: string; website?: string },
) {
  const { state, site } = instance
  if (form.client_name.trim() === '') throw invalid("Application name can't be blank")
  const scopes = (form.scopes ?? 'read').split(' ')
  const unknown = scopes.find((scope) => !['read', 'write', 'profile', 'push', ...known].includes(scope))
  if (unknown) throw invalid(`Scopes doesn't match configured on the server: ${unknown}`)
  const app: EmApp = {
    id: idAt(state, instance.now()),
    clientId: site.random.hex(43),
    clientSecret: site.random.hex(43),
    name: form.client_name,
    website: form.website ?? null,
    redirectUris: form.redirect_uris,
    scopes,
  }
  instance.commit({ made: 'app', app })
  return appShape(app)
}

const appShape = (app: EmApp) => ({
  id: app.id,
  name: app.name,
  website: app.website,
  scopes: app.scopes,
  redirect_uri: app.redirectUris.join('\n'),
  redirect_uris: app.redirectUris,
  vapid_key: '',
  client_id: app.clientId,
  client_secret: app.clientSecret,
})

type Asked = { app: EmApp; scopes: string[]; redirectUri: string; state?: string; challenge?: string }

function askedFor({ state }: Instance, query: LabRequest['query'] | Form): Asked | string {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : undefined)
  const app = state.apps.get(text('client_id') ?? '')
  const redirectUri = text('redirect_uri') ?? ''
  const scopes = (text('scope') ?? 'read').split(' ')
  if (!app) return 'Client authentication failed due to unknown client.'
  if (!app.redirectUris.includes(redirectUri)) return 'The redirect uri included is not valid.'
  if (text('response_type') !== 'code') return 'The authorization server does not support this response type.'
  if (!scopes.every((scope) => app.scopes.includes(scope)))
    return 'The requested scope is invalid, unknown, or malformed.'
  if (text('code_challenge') && text('code_challenge_method') !== 'S256')
    return 'The code challenge method must be S256.'
  return { app, scopes, redirectUri, state: text('state'), challenge: text('code_challenge') }
}

function decide(instance: Instance, request: LabRequest): LabAnswer {
  const form = request.body as Form
  const asked = askedFor(instance, form)
  if (typeof asked === 'string') return page(400, signInPage.broken(asked))
  const back = new URL(asked.redirectUri)
  if (asked.state) back.searchParams.set('state', asked.state)
  const account = instance.state.accounts.get(form.account ?? '')
  if (form.decision !== 'allow' || !account) {
    back.searchParams.set('error', 'access_denied')
    back.searchParams.set('error_description', 'The resource owner or authorization server denied the request.')
  } else {
    const { app, redirectUri, scopes, challenge } = asked
    const code: EmCode = {
      code: instance.site.random.hex(43),
      accountId: account.id,
      appId: app.id,
      redirectUri,
      scopes,
      challenge,
      at: instance.now().toISOString(),
    }
    instance.commit({ made: 'code', code })
    back.searchParams.set('code', code.code)
  }
  return { status: 302, headers: { location: back.href } }
}

function grant(instance: Instance, form: Form): LabAnswer {
  const { state } = instance
  const app = state.apps.get(form.client_id ?? '')
  if (!app || app.clientSecret !== form.client_secret)
    return oauthError(
      401,
      'invalid_client',
      'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.',
    )
  if (form.grant_type === 'client_credentials') return { status: 200, json: issue(instance, app.id, '', ['read']) }
  const code = state.codes.get(form.code ?? '')
  const fits =
    code &&
    code.appId === app.id &&
    code.redirectUri === form.redirect_uri &&
    instance.now().getTime() - Date.parse(code.at) < codeLivesMs
  if (form.grant_type !== 'authorization_code' || !fits || !proves(code, form.code_verifier))
    return oauthError(
      400,
      'invalid_grant',
      'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.',
    )
  instance.commit({ did: 'use-code', code: code.code })
  return { status: 200, json: issue(instance, app.id, code.accountId, code.scopes) }
}

const oauthError = (status: number, error: string, error_description: string): LabAnswer => ({
  status,
  json: { error, error_description },
})

const proves = (code: EmCode, verifier: string | undefined) =>
  code.challenge === undefined ||
  (verifier !== undefined && createHash('sha256').update(verifier).digest('base64url') === code.challenge)

export function issue(instance: Instance, appId: string, accountId: string, scopes: string[]) {
  const now = instance.now()
  const token = instance.site.random.hex(43)
  instance.commit({ made: 'token', token: { token, accountId, appId, scopes, at: now.toISOString() } })
  return {
    access_token: token,
    token_type: 'Bearer',
    scope: scopes.join(' '),
    created_at: Math.floor(now.getTime() / 1000),
  }
}
