import type { LabAnswer, LabRequest, LabSite } from '../../lab/lab.ts'
import { consentPage } from './consent-page.ts'
import type { OauthApp, OauthCode, OauthEvent, OauthGrant, OauthState } from './emulated-tokens.ts'
import { challengeOf } from './proof-key.ts'

export type SignInRules = {
  authorizePath: string
  tokenPath: string
  /** Rights that may be asked for. */
  scopes: string[]
  separator?: ',' | ' '
  pkce: 'needed' | 'none'
  proof: 'basic' | 'body'
  accessSeconds: number
  /** Absent: no refresh tokens. `needs` is the right without which there are none; `rotates`: each works once. */
  refresh?: { seconds?: number; rotates: boolean; needs?: string; isTold?: boolean }
  title: string
  accounts: () => { id: string; name: string; handle: string }[]
}
export type SignIn = {
  site: LabSite
  state: OauthState
  commit: (event: OauthEvent) => void
  rules: SignInRules
}
type Form = Record<string, string | undefined>

const codeLivesMs = 10 * 60_000

/** The consent page and the token endpoint of RFC 6749: codes work once, for their app, address and proof. */
export function serveSignIn(signIn: SignIn): void {
  const { site, rules } = signIn
  site.page('GET', rules.authorizePath, (request) => consent(signIn, request))
  site.page('POST', rules.tokenPath, (request) => grantFor(signIn, request))
}

/** Puts an app there, as an operator does in the network's console. */
export function makeApp({ site, commit }: Pick<SignIn, 'site' | 'commit'>, more: Partial<OauthApp> = {}): OauthApp {
  const app = {
    clientId: site.random.hex(24),
    clientSecret: site.random.hex(48),
    redirectUris: 'any' as const,
    ...more,
  }
  commit({ oauth: 'app', app })
  return app
}

function consent(signIn: SignIn, { query }: LabRequest): LabAnswer {
  const { site, state, rules } = signIn
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : undefined)
  const app = state.apps.get(text('client_id') ?? '')
  const redirectUri = text('redirect_uri') ?? ''
  const scopes = (text('scope') ?? '').split(rules.separator ?? ' ').filter(Boolean)
  const wrong = wrongInAsking(rules, app, redirectUri, scopes, text)
  if (wrong || !app) return html(400, consentPage.refused(rules.title, wrong ?? 'unknown app'))
  const back = new URL(redirectUri)
  const given = text('state')
  if (given) back.searchParams.set('state', given)
  const account = rules.accounts().find((one) => one.id === text('account'))
  if (text('decision') === 'deny') {
    back.searchParams.set('error', 'access_denied')
    return redirect(back)
  }
  if (text('decision') !== 'allow' || !account)
    return html(200, consentPage.asking(rules.title, scopes, rules.accounts(), query))
  const code: OauthCode = {
    code: site.random.hex(40),
    clientId: app.clientId,
    account: account.id,
    redirectUri,
    scopes,
    challenge: text('code_challenge'),
    at: site.clock.now().toISOString(),
  }
  signIn.commit({ oauth: 'code', code })
  back.searchParams.set('code', code.code)
  return redirect(back)
}

function wrongInAsking(
  rules: SignInRules,
  app: OauthApp | undefined,
  redirectUri: string,
  scopes: string[],
  text: (name: string) => string | undefined,
): string | undefined {
  if (!app) return 'unknown app'
  if (!URL.canParse(redirectUri)) return 'the redirect address is not one'
  if (app.redirectUris !== 'any' && !app.redirectUris.includes(redirectUri))
    return 'the redirect address is not registered'
  if (text('response_type') !== 'code') return 'only codes are given here'
  const unknown = scopes.find((scope) => !rules.scopes.includes(scope))
  if (unknown || scopes.length === 0) return `unknown scope ${unknown ?? ''}`
  if (rules.pkce === 'needed' && (!text('code_challenge') || text('code_challenge_method') !== 'S256'))
    return 'the challenge of PKCE is missing'
  return undefined
}

const html = (status: number, body: string): LabAnswer => ({
  status,
  body,
  headers: { 'content-type': 'text/html; charset=utf-8' },
})
const redirect = (to: URL): LabAnswer => ({ status: 302, headers: { location: to.href } })
const refused = (status: number, error: string, error_description: string): LabAnswer => ({
  status,
  json: { error, error_description },
})

function grantFor(signIn: SignIn, request: LabRequest): LabAnswer {
  const form = (typeof request.body === 'object' && request.body !== null ? request.body : {}) as Form
  const { id, secret } = proofIn(signIn.rules, request, form)
  const app = signIn.state.apps.get(id)
  if (!app || app.clientSecret !== secret) return refused(401, 'invalid_client', 'Client authentication failed.')
  if (form.grant_type === 'authorization_code') return byCode(signIn, app, form)
  if (form.grant_type === 'refresh_token' && signIn.rules.refresh) return byRefresh(signIn, app, form)
  return refused(400, 'unsupported_grant_type', 'This kind of grant is not known here.')
}

function proofIn(rules: SignInRules, { headers }: LabRequest, form: Form): { id: string; secret: string } {
  if (rules.proof === 'body') return { id: form.client_id ?? '', secret: form.client_secret ?? '' }
  const written = Buffer.from(/^Basic (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '', 'base64').toString('utf8')
  const [id = '', secret = ''] = written.split(':').map(decodeURIComponent)
  return { id, secret }
}

function byCode(signIn: SignIn, app: OauthApp, form: Form): LabAnswer {
  const { site, state, rules } = signIn
  const code = state.codes.get(form.code ?? '')
  const fits =
    code &&
    code.clientId === app.clientId &&
    code.redirectUri === form.redirect_uri &&
    site.clock.now().getTime() - Date.parse(code.at) < codeLivesMs &&
    (rules.pkce === 'none' || challengeOf(form.code_verifier ?? '') === code.challenge)
  if (!fits) return refused(400, 'invalid_grant', 'The code is invalid, expired, used or for another address.')
  signIn.commit({ oauth: 'use-code', code: code.code })
  return { status: 200, json: issued(signIn, newGrant(signIn, app.clientId, code.account, code.scopes)) }
}

function byRefresh(signIn: SignIn, app: OauthApp, form: Form): LabAnswer {
  const { site, state, rules } = signIn
  const before = state.refreshes.get(form.refresh_token ?? '')
  const ended = before?.refreshEndsAt && site.clock.now() >= new Date(before.refreshEndsAt)
  if (!before || ended || before.clientId !== app.clientId)
    return refused(400, 'invalid_grant', 'The refresh token is invalid, expired or revoked.')
  const grant = newGrant(signIn, app.clientId, before.account, before.scopes)
  if (rules.refresh?.rotates) return { status: 200, json: issued(signIn, grant, before.refresh) }
  return {
    status: 200,
    json: issued(signIn, { ...grant, refresh: before.refresh, refreshEndsAt: before.refreshEndsAt }),
  }
}

export function newGrant({ site, rules }: SignIn, clientId: string, account: string, scopes: string[]): OauthGrant {
  const now = site.clock.now().getTime()
  const { refresh } = rules
  const renewable = refresh && (!refresh.needs || scopes.includes(refresh.needs))
  const until = (seconds: number) => new Date(now + seconds * 1000).toISOString()
  return {
    access: site.random.hex(64),
    clientId,
    account,
    scopes,
    endsAt: until(rules.accessSeconds),
    ...(renewable ? { refresh: site.random.hex(64) } : {}),
    ...(renewable && refresh.seconds ? { refreshEndsAt: until(refresh.seconds) } : {}),
  }
}

function issued({ commit, rules }: SignIn, grant: OauthGrant, instead?: string): Record<string, unknown> {
  commit({ oauth: 'grant', grant, instead })
  return {
    token_type: 'bearer',
    access_token: grant.access,
    expires_in: rules.accessSeconds,
    scope: grant.scopes.join(rules.separator ?? ' '),
    ...(grant.refresh ? { refresh_token: grant.refresh } : {}),
    ...(grant.refresh && rules.refresh?.isTold ? { refresh_token_expires_in: rules.refresh.seconds } : {}),
  }
}
