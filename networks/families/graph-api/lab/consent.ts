import type { LabAnswer, LabSite } from '../../../lab/network.ts'
import { type Ground, type GroundRows, givenIn, type TokenRow } from './ground.ts'
import { GraphRefusal } from './refusals.ts'
import type { Store } from './store.ts'

const codeLivesMs = 10 * 60_000

/** The page where a person agrees: `agree` in its address names who does; `deny` says no. */
export function consentPage(
  site: LabSite,
  store: Store<GroundRows>,
  ground: Ground,
  path: string,
  people: () => { id: string; name: string }[],
  scopes: string[],
): void {
  site.page('GET', path, (request) => {
    const given = givenIn(request)
    const asked = (given.scope ?? '').split(',')
    const unknown = asked.find((scope) => !scopes.includes(scope))
    if (given.client_id !== ground.app().id) return page(400, 'Invalid App ID')
    if (given.response_type !== 'code' || !given.redirect_uri) return page(400, 'Invalid parameter')
    if (unknown !== undefined) return page(400, `Invalid Scopes: ${unknown}`)
    const back = new URL(given.redirect_uri)
    back.searchParams.set('state', given.state ?? '')
    if (given.deny)
      return sentBack(back, {
        error: 'access_denied',
        error_reason: 'user_denied',
        error_description: 'Permissions error',
      })
    const person = people().find((one) => one.id === given.agree)
    if (!person) return page(200, choices(request.path, given, people()))
    const code = `AQ${site.random.hex(40)}`
    const row = {
      code,
      subject: person.id,
      redirectUri: given.redirect_uri,
      scopes: asked,
      at: ground.now().toISOString(),
    }
    store.put('codes', code, row)
    return sentBack(back, { code })
  })
}

/** Takes the code out of the world: it works once, for ten minutes, with the same address and the app's secret. */
export function spend(store: Store<GroundRows>, ground: Ground, given: Record<string, string>) {
  const app = ground.app()
  if (given.client_id !== app.id || given.client_secret !== app.secret)
    throw new GraphRefusal(1, 'Error validating client secret.', { status: 400 })
  const code = store.get('codes', given.code ?? '')
  if (!code) throw new GraphRefusal(100, 'This authorization code has been used.', { subcode: 36009 })
  const late = ground.now().getTime() - Date.parse(code.at) > codeLivesMs
  if (late || code.redirectUri !== given.redirect_uri)
    throw new GraphRefusal(
      100,
      'Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request',
      { subcode: 36008 },
    )
  store.drop('codes', code.code)
  return code
}

/** A living token to be exchanged or renewed; one that a trouble ended may be renewed here, so that practice goes on. */
export function renewable(store: Store<GroundRows>, ground: Ground, token: string | undefined): TokenRow {
  const row = store.get('tokens', token ?? '')
  const over = row?.until && Date.parse(row.until) <= ground.now().getTime()
  if (!row || over) throw new GraphRefusal(190, 'Error validating access token: Session has expired', { subcode: 463 })
  return row
}

const sentBack = (back: URL, more: Record<string, string>): LabAnswer => {
  for (const [name, value] of Object.entries(more)) back.searchParams.set(name, value)
  return { status: 302, headers: { location: back.href } }
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
const page = (status: number, body: string): LabAnswer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Practice</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:30rem;margin:3rem auto;padding:0 1rem}a{display:block;padding:.6rem 0}</style>${body}`,
})

function choices(path: string, given: Record<string, string>, people: { id: string; name: string }[]): string {
  const link = (more: Record<string, string>) =>
    escaped(`${path.split('/').at(-1)}?${new URLSearchParams({ ...given, ...more })}`)
  const rows = people.map((one) => `<a href="${link({ agree: one.id })}">${escaped(one.name)}</a>`)
  return `${rows.join('')}<a href="${link({ deny: '1' })}">✕</a>`
}
