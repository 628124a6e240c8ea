import { createHash } from 'node:crypto'
import type { LabAnswer, LabRequest } from '../../lab/lab.ts'
import { type Desk, nowOf } from './desk.ts'
import type { Rows } from './rows.ts'

type Form = Record<string, string | undefined>
const tokenLives = 3600
const codeLives = 600
const known = ['vkid.personal_info', 'wall', 'groups', 'photos', 'video', 'docs', 'stories', 'stats', 'email', 'phone']

export const client = '51999001'

/** VK ID's pages: https://id.vk.com/about/business/go/docs/ru/vkid/latest/vk-id/connection/api-integration/api-description (read 2026-11-22). */
export function signInPages(desk: Desk): void {
  desk.site.page('GET', '/id/authorize', (request) => consent(desk, request))
  desk.site.page('POST', '/id/oauth2/auth', ({ body, type }) =>
    type === 'application/x-www-form-urlencoded'
      ? grant(desk, body as Form)
      : refused('invalid_request', 'form expected'),
  )
}

/** `consent` names who agrees; without it a person would be asked, with `deny` they refuse. */
function consent(desk: Desk, { query }: LabRequest): LabAnswer {
  const asked = query as Form
  const scopes = (asked.scope ?? '').split(' ').filter((one) => one !== '')
  const wrong =
    asked.client_id !== client ||
    asked.response_type !== 'code' ||
    asked.code_challenge_method !== 'S256' ||
    !/^[\w-]{43}$/.test(asked.code_challenge ?? '') ||
    !URL.canParse(asked.redirect_uri ?? '') ||
    (asked.state ?? '').length < 8 ||
    !scopes.every((one) => known.includes(one))
  if (wrong)
    return { status: 400, body: '<h1>Ошибка: неверные параметры</h1>', headers: { 'content-type': 'text/html' } }
  const back = new URL(asked.redirect_uri ?? '')
  back.searchParams.set('state', asked.state ?? '')
  const user = desk.rows.users.get(asked.consent ?? '')
  if (!user) {
    back.searchParams.set('error', 'access_denied')
    return { status: 302, headers: { location: back.href } }
  }
  const code = `vk2.a.${desk.site.random.hex(40)}`
  const device = desk.site.random.hex(32)
  const kept: Rows['codes'] = {
    user: user.id,
    client,
    redirect: asked.redirect_uri ?? '',
    challenge: asked.code_challenge ?? '',
    device,
    scopes,
    at: nowOf(desk),
  }
  desk.tables.commit([['codes', code, kept]])
  for (const [name, value] of Object.entries({
    code,
    device_id: device,
    type: 'code_v2',
    expires_in: String(codeLives),
  }))
    back.searchParams.set(name, value)
  return { status: 302, headers: { location: back.href } }
}

/** Refusals come with the status 200. */
const refused = (error: string, error_description: string): LabAnswer => ({
  status: 200,
  json: { error, error_description },
})

function grant(desk: Desk, form: Form): LabAnswer {
  if (form.client_id !== client) return refused('invalid_client', 'client not found')
  return form.grant_type === 'refresh_token' ? renew(desk, form) : redeem(desk, form)
}

function redeem(desk: Desk, form: Form): LabAnswer {
  const code = desk.rows.codes.get(form.code ?? '')
  const proof = createHash('sha256')
    .update(form.code_verifier ?? '')
    .digest('base64url')
  const fits =
    form.grant_type === 'authorization_code' &&
    code &&
    code.device === form.device_id &&
    code.redirect === form.redirect_uri &&
    code.challenge === proof &&
    nowOf(desk) - code.at < codeLives
  if (!fits) return refused('invalid_grant', 'code is invalid or expired')
  return issue(desk, code, form, [['codes', form.code ?? '', null]])
}

function renew(desk: Desk, form: Form): LabAnswer {
  const held = desk.rows.renewals.get(form.refresh_token ?? '')
  if (!held || held.device !== form.device_id) return refused('invalid_grant', 'refresh token is invalid or expired')
  return issue(desk, held, form, [['renewals', form.refresh_token ?? '', null]])
}

type Spent = ['codes' | 'renewals', string, null]

function issue(
  desk: Desk,
  held: { user: number; client: string; device: string; scopes: string[] },
  form: Form,
  spent: Spent[],
): LabAnswer {
  const access = `vk2.a.${desk.site.random.hex(60)}`
  const refresh = `vk2.r.${desk.site.random.hex(60)}`
  const { user, device, scopes } = held
  desk.tables.commit([
    ...spent,
    ['tokens', access, { of: 'user', id: user, ends: nowOf(desk) + tokenLives, scopes }],
    ['renewals', refresh, { user, client: held.client, device, scopes }],
  ])
  return {
    status: 200,
    json: {
      access_token: access,
      refresh_token: refresh,
      id_token: `${desk.site.random.hex(20)}.${desk.site.random.hex(20)}`,
      token_type: 'Bearer',
      expires_in: tokenLives,
      user_id: user,
      state: form.state ?? '',
      scope: scopes.join(' '),
    },
  }
}
