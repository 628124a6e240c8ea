import { createHash } from 'node:crypto'
import type { LabAnswer, LabRequest } from '../../lab/network.ts'
import { guarded, needed, ok, one, XrpcNo } from './answers.ts'
import { dpopKeyOf } from './dpop-check.ts'
import type { Ground } from './ground.ts'
import { claimsOf } from './tokens.ts'

type Asked = {
  client: string
  redirect: string
  state: string
  challenge: string
  scope: string
  jkt: string
  hint: string
  ends: number
}
type Given = Asked & { did: string }

/** Sign-in by OAuth as the protocol has it: pushed request, a page for the person, a code, tokens bound to a key. */
export function mountOauth(ground: Ground): void {
  const { site } = ground
  const asked = new Map<string, Asked>()
  const given = new Map<string, Given>()
  const issuer = site.url
  site.page('GET', '/.well-known/oauth-protected-resource', () =>
    ok({ resource: issuer, authorization_servers: [issuer], bearer_methods_supported: ['header'] }),
  )
  site.page('GET', '/.well-known/oauth-authorization-server', () => ok(aboutServer(issuer)))
  site.page(
    'POST',
    '/oauth/par',
    guarded((request) => push(ground, request, asked)),
  )
  site.page(
    'GET',
    '/oauth/authorize',
    guarded((request) => page(ground, request, asked)),
  )
  site.page(
    'POST',
    '/oauth/authorize',
    guarded((request) => decide(ground, request, asked, given)),
  )
  site.page(
    'POST',
    '/oauth/token',
    guarded((request) => token(ground, request, given)),
  )
}

const aboutServer = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/oauth/authorize`,
  token_endpoint: `${issuer}/oauth/token`,
  pushed_authorization_request_endpoint: `${issuer}/oauth/par`,
  require_pushed_authorization_requests: true,
  response_types_supported: ['code'],
  grant_types_supported: ['authorization_code', 'refresh_token'],
  code_challenge_methods_supported: ['S256'],
  token_endpoint_auth_methods_supported: ['none', 'private_key_jwt'],
  dpop_signing_alg_values_supported: ['ES256'],
  scopes_supported: ['atproto', 'transition:generic', 'transition:chat.bsky'],
  authorization_response_iss_parameter_supported: true,
  client_id_metadata_document_supported: true,
})

const no = (error: string, message: string) => new XrpcNo(400, error, message)

function push(ground: Ground, request: LabRequest, asked: Map<string, Asked>): LabAnswer {
  const jkt = dpopKeyOf(request, ground.site, { nonceStatus: 400 })
  const field = (name: string) => needed(request.body, name)
  const client = field('client_id')
  const redirect = field('redirect_uri')
  if (field('response_type') !== 'code' || field('code_challenge_method') !== 'S256')
    throw no('invalid_request', 'only code with S256 is taken')
  if (!field('scope').split(' ').includes('atproto')) throw no('invalid_scope', 'the scope atproto is needed')
  refuseForeignRedirect(client, redirect)
  const uri = `urn:ietf:params:oauth:request_uri:${ground.site.random.hex(32)}`
  const hint =
    typeof request.body === 'object' && request.body !== null && 'login_hint' in request.body
      ? String(request.body.login_hint)
      : ''
  asked.set(uri, {
    client,
    redirect,
    state: field('state'),
    challenge: field('code_challenge'),
    scope: field('scope'),
    jkt,
    hint,
    ends: ground.site.clock.now().getTime() + 300_000,
  })
  return { status: 201, json: { request_uri: uri, expires_in: 300 } }
}

/** A loopback client declares where it returns to in its own name; the port is free (https://atproto.com/specs/oauth). */
function refuseForeignRedirect(client: string, redirect: string): void {
  const id = URL.canParse(client) ? new URL(client) : undefined
  if (id?.protocol === 'https:') return
  if (id?.origin !== 'http://localhost') throw no('invalid_client', 'the client is neither public nor on loopback')
  const declared = id.searchParams.getAll('redirect_uri')
  const to = new URL(redirect)
  if (!['127.0.0.1', '[::1]'].includes(to.hostname))
    throw no('invalid_redirect_uri', 'a loopback client returns to 127.0.0.1 or [::1]')
  const fits = declared.some((one) => new URL(one).hostname === to.hostname && new URL(one).pathname === to.pathname)
  if (!fits) throw no('invalid_redirect_uri', 'the client did not declare this redirect_uri')
}

function page(ground: Ground, request: LabRequest, asked: Map<string, Asked>): LabAnswer {
  const uri = needed(request.query, 'request_uri')
  const wish = alive(asked, uri, ground)
  if (one(request.query.client_id) !== wish.client) throw no('invalid_request', 'another client pushed this request')
  const text = (value: string) => value.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Practice sign-in</title><h1>Practice network</h1>
<p>Allow this desk to post and read for your account?</p><form method="post">
<input type="hidden" name="request_uri" value="${text(uri)}">
<p><label>Handle <input name="handle" value="${text(wish.hint)}"></label></p><p><label>Password <input name="password" type="password"></label></p>
<p><button name="decision" value="allow">Allow</button> <button name="decision" value="deny">Deny</button></p></form></html>`
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body }
}

function decide(ground: Ground, request: LabRequest, asked: Map<string, Asked>, given: Map<string, Given>): LabAnswer {
  const uri = needed(request.body, 'request_uri')
  const wish = alive(asked, uri, ground)
  asked.delete(uri)
  const back = new URL(wish.redirect)
  back.searchParams.set('iss', ground.site.url)
  back.searchParams.set('state', wish.state)
  const did = ground.didOf(needed(request.body, 'handle').toLowerCase())
  const account = ground.state.accounts.get(did ?? '')
  if (needed(request.body, 'decision') !== 'allow') back.searchParams.set('error', 'access_denied')
  else if (!account || account.password !== needed(request.body, 'password'))
    throw new XrpcNo(401, 'invalid_request', 'Invalid identifier or password')
  else {
    const code = `cod-${ground.site.random.hex(32)}`
    given.set(code, { ...wish, did: account.did, ends: ground.site.clock.now().getTime() + 60_000 })
    back.searchParams.set('code', code)
  }
  return { status: 303, headers: { location: back.href } }
}

function alive<T extends { ends: number }>(held: Map<string, T>, name: string, ground: Ground): T {
  const one = held.get(name)
  if (!one || one.ends < ground.site.clock.now().getTime())
    throw no('invalid_request', 'this request has ended; begin again')
  return one
}

function token(ground: Ground, request: LabRequest, given: Map<string, Given>): LabAnswer {
  const jkt = dpopKeyOf(request, ground.site, { nonceStatus: 400 })
  const grant = needed(request.body, 'grant_type')
  const client = needed(request.body, 'client_id')
  if (grant === 'authorization_code') return forCode(ground, request, { jkt, client, given })
  if (grant === 'refresh_token') return forRefresh(ground, needed(request.body, 'refresh_token'), jkt, client)
  throw no('unsupported_grant_type', grant)
}

function forCode(
  ground: Ground,
  request: LabRequest,
  of: { jkt: string; client: string; given: Map<string, Given> },
): LabAnswer {
  const code = needed(request.body, 'code')
  const found = of.given.get(code)
  of.given.delete(code)
  const challenge = createHash('sha256').update(needed(request.body, 'code_verifier')).digest('base64url')
  const fits =
    found &&
    found.client === of.client &&
    found.jkt === of.jkt &&
    found.redirect === needed(request.body, 'redirect_uri')
  if (!fits || found.challenge !== challenge || found.ends < ground.site.clock.now().getTime())
    throw no('invalid_grant', 'Invalid code')
  return tokens(ground, found.did, { jkt: of.jkt, client: of.client, granted: found.scope })
}

function forRefresh(ground: Ground, refresh: string, jkt: string, client: string): LabAnswer {
  const claims = readGrant(refresh, ground)
  const used = ground.state.rotated.has(claims.jti) || ground.state.revoked.has(claims.jti)
  if (used || claims.scope !== 'oauth-refresh' || claims.jkt !== jkt || claims.client !== client)
    throw no('invalid_grant', 'Invalid refresh token')
  ground.commit({ made: 'rotation', jti: claims.jti, at: ground.site.clock.now().toISOString() })
  return tokens(ground, claims.sub, { jkt, client, granted: claims.granted ?? '' })
}

function readGrant(refresh: string, ground: Ground) {
  try {
    return claimsOf(refresh, ground.site.clock.now())
  } catch (cause) {
    if (cause instanceof XrpcNo) throw no('invalid_grant', cause.message)
    throw cause
  }
}

function tokens(ground: Ground, did: string, by: { jkt: string; client: string; granted: string }): LabAnswer {
  const account = ground.accountBy(did)
  const granted = account.withoutMessages ? by.granted.replace(' transition:chat.bsky', '') : by.granted
  const { access, refresh } = ground.access.oauthTokens(account, { ...by, granted })
  return ok(
    {
      access_token: access,
      refresh_token: refresh,
      token_type: 'DPoP',
      expires_in: 3600,
      scope: granted,
      sub: did,
    },
    { 'cache-control': 'no-store' },
  )
}
