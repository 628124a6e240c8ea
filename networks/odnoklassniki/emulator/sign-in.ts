import type { LabAnswer, LabRequest } from '../../lab/lab.ts'
import { type Desk, type Form, md5, nowOf } from './desk.ts'

export const app = { clientId: '512000123', publicKey: 'CBAJIMDGEBABABABA', secretKey: 'E5F0A1B2C3D4E5F6A7B8C9D0' }
const codeLives = 120_000
const longSeconds = 2_592_000
const rights = ['VALUABLE_ACCESS', 'LONG_ACCESS_TOKEN', 'GROUP_CONTENT', 'PHOTO_CONTENT', 'VIDEO_CONTENT', 'GET_EMAIL']

/** https://apiok.ru/ext/oauth/server (read 2026-11-22). */
export function signInPages(desk: Desk): void {
  desk.site.page('GET', '/oauth/authorize', (request) => consent(desk, request))
  desk.site.page('POST', '/oauth/token.do', ({ body }) => grant(desk, body as Form))
}

function consent(desk: Desk, { query }: LabRequest): LabAnswer {
  const asked = query as Form
  const scope = asked.scope ?? ''
  const wrong =
    asked.client_id !== app.clientId ||
    asked.response_type !== 'code' ||
    !URL.canParse(asked.redirect_uri ?? '') ||
    !scope.split(';').every((one) => rights.includes(one))
  if (wrong) return { status: 400, body: '<h1>Ошибка</h1>', headers: { 'content-type': 'text/html' } }
  const back = new URL(asked.redirect_uri ?? '')
  if (asked.state) back.searchParams.set('state', asked.state)
  const user = desk.rows.users.get(asked.consent ?? '')
  if (!user) back.searchParams.set('error', 'access_denied')
  else {
    const code = desk.site.random.hex(32)
    desk.tables.commit([['codes', code, { uid: user.uid, redirect: asked.redirect_uri ?? '', scope, at: nowOf(desk) }]])
    back.searchParams.set('code', code)
    back.searchParams.set('permissions_granted', scope)
  }
  return { status: 302, headers: { location: back.href } }
}

const refused = (error: string, error_description: string): LabAnswer => ({
  status: 200,
  json: { error, error_description },
})

function grant(desk: Desk, form: Form): LabAnswer {
  if (form.client_id !== app.clientId || form.client_secret !== app.secretKey)
    return refused('invalid_client', 'Unknown app')
  if (form.grant_type === 'refresh_token') {
    const held = desk.rows.renewals.get(form.refresh_token ?? '')
    if (!held || held.ends <= nowOf(desk)) return refused('invalid_token', 'Expired token')
    return {
      status: 200,
      json: { access_token: issue(desk, held.uid), token_type: 'session', expires_in: String(longSeconds) },
    }
  }
  const code = desk.rows.codes.get(form.code ?? '')
  const fits = code && code.redirect === form.redirect_uri && nowOf(desk) - code.at < codeLives
  if (form.grant_type !== 'authorization_code' || !fits) return refused('invalid_request', 'Expired code')
  const refresh = desk.site.random.hex(40)
  const ends = nowOf(desk) + longSeconds * 1000
  desk.tables.commit([
    ['codes', form.code ?? '', null],
    ['renewals', refresh, { uid: code.uid, ends }],
  ])
  const access = issue(desk, code.uid)
  return {
    status: 200,
    json: { access_token: access, refresh_token: refresh, token_type: 'session', expires_in: String(longSeconds) },
  }
}

export function issue(desk: Desk, uid: string): string {
  const access = `tkn1${desk.site.random.hex(40)}`
  const session = { uid, secret: md5(`${access}${app.secretKey}`), ends: nowOf(desk) + longSeconds * 1000 }
  desk.tables.commit([['sessions', access, session]])
  return access
}
