import type { LabAnswer, LabRequest, LabSite } from '../../lab/lab.ts'
import { page, plainly } from './consent-page.ts'
import { challengeOf } from './proof-key.ts'

/**
 * The authorization code grant as an emulated network keeps it: codes that work once for ten minutes, access that ends, refresh
 * tokens. The network itself says under which names all this is asked for and answered.
 */
export type Grant = {
  access: string
  refresh: string
  /** Whose account it opens. */
  account: string
  scopes: string[]
  /** ISO-8601: the end of the access, and of the refresh token where it has one. */
  until: string
  refreshUntil?: string
}
type Code = {
  code: string
  account: string
  scopes: string[]
  redirectUri: string
  challenge?: string
  at: string
  used: boolean
}
export type Grants = { codes: Map<string, Code>; byAccess: Map<string, Grant>; byRefresh: Map<string, Grant> }
export type GrantEvent =
  | { grant: 'code'; code: Code }
  | { grant: 'used'; code: string }
  | { grant: 'issued'; given: Grant; instead?: string }
  | { grant: 'ended'; access: string; at: string }
  | { grant: 'revoked'; refresh: string }

export const noGrants = (): Grants => ({ codes: new Map(), byAccess: new Map(), byRefresh: new Map() })

export function applyGrant(state: Grants, event: GrantEvent): void {
  if (event.grant === 'code') state.codes.set(event.code.code, { ...event.code })
  if (event.grant === 'used') {
    const code = state.codes.get(event.code)
    if (code) code.used = true
  }
  if (event.grant === 'issued') {
    if (event.instead) state.byRefresh.delete(event.instead)
    state.byAccess.set(event.given.access, { ...event.given })
    state.byRefresh.set(event.given.refresh, { ...event.given })
  }
  if (event.grant === 'ended') {
    const grant = state.byAccess.get(event.access)
    if (grant) grant.until = event.at
  }
  if (event.grant === 'revoked') {
    state.byRefresh.delete(event.refresh)
    for (const [access, grant] of state.byAccess) if (grant.refresh === event.refresh) state.byAccess.delete(access)
  }
}

export type GrantRules = {
  app: { id: string; secret: string }
  /** The name of the app's id in queries and forms. */
  idName?: string
  scopes: string[]
  scopeSeparator?: string
  accessMs: number
  refreshMs?: number
  /** Does each refresh end the refresh token it was asked with? */
  rotates?: boolean
  challenge?: { encoding: 'base64url' | 'hex'; required: boolean }
}
export type Refused = { error: 'invalid_client' | 'invalid_grant' | 'unsupported_grant_type'; why: string }
type Form = Record<string, string | string[] | undefined>

const codeLivesMs = 10 * 60_000

type Kept = { site: LabSite; state: Grants; commit: (event: GrantEvent) => void; rules: GrantRules }
type Issue = (account: string, scopes: string[], before?: Grant) => Grant

const text = (form: Form, name: string) => (typeof form[name] === 'string' ? form[name] : '')

export function grantDoor(site: LabSite, state: Grants, commit: (event: GrantEvent) => void, rules: GrantRules) {
  const now = () => site.clock.now()
  const kept: Kept = { site, state, commit, rules }
  const later = (ms: number) => new Date(now().getTime() + ms).toISOString()
  const issue: Issue = (account, scopes, before) => {
    const given: Grant = {
      access: `at-${site.random.hex(40)}`,
      refresh: before && !rules.rotates ? before.refresh : `rt-${site.random.hex(40)}`,
      account,
      scopes,
      until: later(rules.accessMs),
      ...(rules.refreshMs ? { refreshUntil: before?.refreshUntil ?? later(rules.refreshMs) } : {}),
    }
    commit({ grant: 'issued', given, ...(before && rules.rotates ? { instead: before.refresh } : {}) })
    return given
  }
  return {
    issue,
    /** The page of consent: agrees at once for the account named by `practice_account`, declines for `practice_deny`. */
    consent: (request: LabRequest, accounts: { id: string; name: string }[]) => consent(kept, request, accounts),
    /** The door for tokens, by code or by refresh token. */
    exchange: (form: Form): Grant | Refused => exchange(kept, issue, form),
    /** The grant behind a bearer token that still works. */
    grantOf: (token: string): Grant | undefined => {
      const grant = state.byAccess.get(token)
      return grant && Date.parse(grant.until) > now().getTime() ? grant : undefined
    },
    end: (token: string): void => {
      if (state.byAccess.has(token)) commit({ grant: 'ended', access: token, at: now().toISOString() })
    },
    revoke: (token: string): boolean => {
      const grant = state.byAccess.get(token) ?? state.byRefresh.get(token)
      if (grant) commit({ grant: 'revoked', refresh: grant.refresh })
      return grant !== undefined
    },
  }
}

function consent(
  { site, commit, rules }: Kept,
  request: LabRequest,
  accounts: { id: string; name: string }[],
): LabAnswer {
  const { query } = request
  const asked = text(query, 'scope').split(rules.scopeSeparator ?? ' ')
  const wrong = wrongIn(rules, query, asked)
  if (wrong) return shown(400, '400', `<p>${plainly(wrong)}</p>`)
  const redirectUri = text(query, 'redirect_uri')
  const back = new URL(redirectUri)
  if (text(query, 'state')) back.searchParams.set('state', text(query, 'state'))
  const account = accounts.find((one) => one.id === text(query, 'practice_account'))
  if (query.practice_deny) back.searchParams.set('error', 'access_denied')
  else if (!account) return choice(site, request, accounts)
  else {
    const declined = text(query, 'practice_without').split(' ')
    const challenge = text(query, 'code_challenge')
    const code: Code = {
      code: `code-${site.random.hex(30)}`,
      account: account.id,
      scopes: asked.filter((scope) => !declined.includes(scope)),
      redirectUri,
      ...(challenge ? { challenge } : {}),
      at: site.clock.now().toISOString(),
      used: false,
    }
    commit({ grant: 'code', code })
    back.searchParams.set('code', code.code)
    back.searchParams.set('scope', code.scopes.join(rules.scopeSeparator ?? ' '))
  }
  return { status: 302, headers: { location: back.href } }
}

function wrongIn(rules: GrantRules, query: Form, asked: string[]): string | undefined {
  const challenge = text(query, 'code_challenge')
  if (text(query, rules.idName ?? 'client_id') !== rules.app.id) return 'The app is unknown (invalid_client)'
  if (text(query, 'response_type') !== 'code') return 'response_type must be code'
  if (!URL.canParse(text(query, 'redirect_uri'))) return 'redirect_uri_mismatch'
  if (asked.some((scope) => !rules.scopes.includes(scope))) return `invalid_scope: ${asked.join(' ')}`
  if (rules.challenge?.required && !challenge) return 'code_challenge is missing'
  return challenge && text(query, 'code_challenge_method') !== 'S256' ? 'code_challenge_method must be S256' : undefined
}

function exchange({ site, state, commit, rules }: Kept, issue: Issue, form: Form): Grant | Refused {
  const now = site.clock.now().getTime()
  if (text(form, rules.idName ?? 'client_id') !== rules.app.id || text(form, 'client_secret') !== rules.app.secret)
    return { error: 'invalid_client', why: 'The OAuth client was not found.' }
  const type = text(form, 'grant_type')
  if (type === 'authorization_code') {
    const code = state.codes.get(text(form, 'code'))
    const fits =
      code &&
      !code.used &&
      code.redirectUri === text(form, 'redirect_uri') &&
      now - Date.parse(code.at) < codeLivesMs &&
      (!code.challenge || challengeOf(text(form, 'code_verifier'), rules.challenge?.encoding) === code.challenge)
    if (!fits) return { error: 'invalid_grant', why: 'The code is malformed, expired, or was used before.' }
    commit({ grant: 'used', code: code.code })
    return issue(code.account, code.scopes)
  }
  if (type !== 'refresh_token') return { error: 'unsupported_grant_type', why: `Invalid grant_type: ${type}` }
  const before = state.byRefresh.get(text(form, 'refresh_token'))
  const ended = before?.refreshUntil !== undefined && Date.parse(before.refreshUntil) <= now
  if (!before || ended) return { error: 'invalid_grant', why: 'Token has been expired or revoked.' }
  return issue(before.account, before.scopes, before)
}
export type GrantDoor = ReturnType<typeof grantDoor>

export const bearerOf = (request: LabRequest, word = 'Bearer'): string =>
  new RegExp(`^${word} (.+)$`, 'i').exec(request.headers.authorization ?? '')?.[1] ?? ''

const shown = (status: number, title: string, body: string): LabAnswer => ({
  status,
  body: page(title, body),
  headers: { 'content-type': 'text/html; charset=utf-8' },
})

function choice(site: LabSite, request: LabRequest, accounts: { id: string; name: string }[]): LabAnswer {
  const here = new URL(`${site.url}${request.path}`)
  for (const [name, value] of Object.entries(request.query)) here.searchParams.set(name, String(value))
  const link = (name: string, value: string, label: string) => {
    const there = new URL(here)
    there.searchParams.set(name, value)
    return `<p><a href="${plainly(there.href)}">${plainly(label)}</a></p>`
  }
  const scopes = String(request.query.scope ?? '')
  return shown(
    200,
    'Sign in',
    `<p>An app asks for: ${plainly(scopes)}</p>${accounts.map((one) => link('practice_account', one.id, one.name)).join('')}${link('practice_deny', '1', '✕')}`,
  )
}
