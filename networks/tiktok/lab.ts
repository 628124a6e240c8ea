import { bearerOf } from '../families/oauth2/grant-door.ts'
import { defineLabNetwork, type LabHandle, type LabNetwork, type LabRequest } from '../lab/lab.ts'
import { type EmulatorOptions, openPlace, type Place, practiceApp, refusal } from './emulator/app.ts'
import { publishingOperations } from './emulator/publishing.ts'
import { readingOperations } from './emulator/reading.ts'

export function clips(options: EmulatorOptions = {}): LabNetwork {
  return defineLabNetwork({
    id: 'tiktok',
    /** https://developers.tiktok.com/doc/content-posting-api-reference-direct-post, …/tiktok-api-v2-rate-limit (read 2026-11-22). */
    rates: [
      { per: 'account', calls: 6, everyMs: 60_000, what: ({ path }) => path.endsWith('/init/') },
      { per: 'account', calls: 30, everyMs: 60_000, what: ({ path }) => path.endsWith('/status/fetch/') },
      ...['/v2/user/info/', '/v2/video/query/', '/v2/video/list/'].map((door) => ({
        per: 'app' as const,
        calls: 600,
        everyMs: 60_000,
        what: ({ path }: LabRequest) => path === door,
      })),
    ],
    mount: (site) => {
      const place = openPlace(site, options)
      publishingOperations(place)
      readingOperations(place)
      signInPages(place)
      return handleOf(place)
    },
  })
}

/** Smaller clips than the network itself takes, so that anybody can practise with what is at hand. */
export default clips({ leastSide: 200 })

function signInPages({ site, state, door, now }: Place): void {
  site.page('GET', '/v2/auth/authorize/', (request) =>
    door.consent(
      request,
      [...state.accounts.values()].map(({ handle, name }) => ({ id: handle, name })),
    ),
  )
  site.page('POST', '/v2/oauth/token/', ({ body }) => {
    const given = door.exchange(body as Record<string, string>)
    if ('error' in given)
      return { status: 200, json: { error: given.error, error_description: given.why, log_id: '20261122' } }
    const seconds = (until: string | undefined) => Math.round((Date.parse(until ?? '') - now().getTime()) / 1000)
    return {
      status: 200,
      json: {
        access_token: given.access,
        expires_in: seconds(given.until),
        open_id: state.accounts.get(given.account)?.openId,
        refresh_token: given.refresh,
        refresh_expires_in: seconds(given.refreshUntil),
        scope: given.scopes.join(','),
        token_type: 'Bearer',
      },
    }
  })
}

const brokenWords: Record<number, string> = { 404: 'not_found' }

function handleOf({ site, state, door, commit, options }: Place): LabHandle {
  return {
    openAccount: async ({ handle, name, locale }) => {
      if (!state.accounts.has(handle)) {
        const openId = `-000${site.random.hex(28)}`
        commit({
          put: 'account',
          account: { openId, handle, name, locale: locale ?? 'en', private: /private/.test(handle) },
        })
      }
      const app = { ...practiceApp, audited: options.audited ? 'yes' : 'no' }
      return { way: 'oauth', fields: {}, app, consent: { practice_account: handle } }
    },
    accountOf: (request) => door.grantOf(bearerOf(request))?.account,
    expireToken: (request) => door.end(bearerOf(request)),
    tooMany: (retryAfterS) =>
      refusal(
        429,
        'rate_limit_exceeded',
        'Your request is blocked due to exceeding the API rate limit.',
        retryAfterS === null ? {} : { 'retry-after': String(retryAfterS) },
      ),
    broken: (status) =>
      refusal(status, brokenWords[status] ?? 'internal_error', 'Something is wrong. Please try again.'),
  }
}
