import { request } from 'undici'

/**
 * What a person's browser does on the sign-in page of a real server: opens it, signs in, allows.
 * Gives the query with which the server sends the browser back.
 */
export async function allowInBrowser(
  page: string,
  who: { handle: string; password: string },
): Promise<Record<string, string>> {
  const origin = new URL(page).origin
  const cookies = new Map<string, string>()
  const opened = await request(page, { headers: { ...navigating, 'user-agent': agent } })
  keepCookies(cookies, opened.headers['set-cookie'])
  const html = await opened.body.text()
  if (opened.statusCode !== 200)
    throw new Error(`the sign-in page answered ${opened.statusCode}: ${html.slice(0, 300)}`)

  const act = async (name: string, body: object, bearer?: string): Promise<Record<string, unknown>> => {
    const answer = await request(`${origin}/@atproto/oauth-provider/~api/${name}`, {
      method: 'POST',
      headers: {
        ...acting,
        origin,
        referer: page,
        'user-agent': agent,
        cookie: [...cookies].map(([key, value]) => `${key}=${value}`).join('; '),
        'x-csrf-token': cookies.get('csrf-token') ?? '',
        ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
      },
      body: JSON.stringify(body),
    })
    keepCookies(cookies, answer.headers['set-cookie'])
    const text = await answer.body.text()
    if (answer.statusCode !== 200) throw new Error(`${name} answered ${answer.statusCode}: ${text.slice(0, 300)}`)
    return JSON.parse(text) as Record<string, unknown>
  }
  const signedIn = await act('sign-in', { username: who.handle, password: who.password, locale: 'en', remember: false })
  const account = signedIn.account as { did?: string; sub?: string }
  const consent = await act('consent', { did: account.did ?? account.sub }, String(signedIn.ephemeralToken ?? ''))
  return Object.fromEntries(new URL(String(consent.url)).searchParams)
}

const agent = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140'
const navigating = { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
const acting = {
  'sec-fetch-site': 'same-origin',
  'sec-fetch-mode': 'same-origin',
  'sec-fetch-dest': 'empty',
  'content-type': 'application/json',
}

function keepCookies(kept: Map<string, string>, set: string | string[] | undefined): void {
  for (const line of [set ?? []].flat()) {
    const [pair = ''] = line.split(';')
    const at = pair.indexOf('=')
    kept.set(pair.slice(0, at), pair.slice(at + 1))
  }
}
