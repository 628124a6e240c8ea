import type { LabAnswer, LabRequest } from '../../lab/network.ts'
import { type Desk, now } from './state.ts'

export const labApp = { clientId: 'labApp0123456789', clientSecret: 'labSecret-0123456789abcdefgh' }
const hour = 3_600

/** The page of consent: `as` says who is signed in and agrees at once; `decision=deny` declines. */
export function authorize({ kept, site, ...desk }: Desk, { query }: LabRequest): LabAnswer {
  const { client_id: client, redirect_uri: redirect, state, as, scope, response_type: type, duration, decision } = query
  const user = kept.state.users.get(String(as))
  if (
    client !== labApp.clientId ||
    type !== 'code' ||
    duration !== 'permanent' ||
    !URL.canParse(String(redirect)) ||
    !state
  )
    return { status: 400, headers: { 'content-type': 'text/html' }, body: '<h1>invalid request to Reddit API</h1>' }
  const back = new URL(String(redirect))
  back.searchParams.set('state', String(state))
  if (decision === 'deny' || !user) back.searchParams.set('error', 'access_denied')
  else {
    const code = site.random.hex(24)
    const until = now({ kept, site, ...desk }) + 600_000
    kept.commit({ do: 'code', code, user: user.name, redirect: String(redirect), scope: String(scope), until })
    back.searchParams.set('code', code)
  }
  return { status: 302, headers: { location: back.href }, body: '' }
}

export function accessToken(desk: Desk, request: LabRequest): LabAnswer {
  const { kept, site } = desk
  const expected = `Basic ${Buffer.from(`${labApp.clientId}:${labApp.clientSecret}`).toString('base64')}`
  if (request.headers.authorization !== expected) return { status: 401, json: { message: 'Unauthorized', error: 401 } }
  const form = request.body as Record<string, string>
  const granted =
    form.grant_type === 'refresh_token' ? kept.state.refresh.get(form.refresh_token ?? '') : codeIn(desk, form)
  if (!granted) return { status: form.grant_type === 'refresh_token' ? 400 : 200, json: { error: 'invalid_grant' } }
  const { user, scope } = granted
  const token = `eyJ${site.random.hex(40)}k`
  kept.commit({ do: 'token', token, about: { user, scope, until: now(desk) + hour * 1000 } })
  const refresh =
    form.grant_type === 'refresh_token' ? form.refresh_token : `${site.random.hex(12)}-${site.random.hex(27)}k`
  if (refresh && form.grant_type !== 'refresh_token') kept.commit({ do: 'refresh', token: refresh, user, scope })
  return {
    status: 200,
    json: { access_token: token, token_type: 'bearer', expires_in: hour, scope, refresh_token: refresh },
  }
}

/** A code works once, soon, and for the address it was given to. */
function codeIn({ kept, ...desk }: Desk, { code = '', redirect_uri: redirect }: Record<string, string>) {
  const known = kept.state.codes.get(code)
  if (!known || known.redirect !== redirect || known.until < now({ kept, ...desk })) return undefined
  kept.commit({ do: 'used', code })
  return known
}
