import { grantOf } from '../../families/oauth2/emulated-tokens.ts'
import type { LabAnswer, LabRequest, LabSite } from '../../lab/lab.ts'
import type { LedgerAct } from '../../lab/ledger.ts'
import { apply, type EmUser, type Event, emptyState, type State } from './state.ts'

export type EmulatorOptions = { processingMs?: number; enforceRates?: boolean; failVideos?: boolean }
export type Asking = LabRequest & { user: EmUser }
export type Ground = {
  site: LabSite
  state: State
  options: EmulatorOptions
  now: () => Date
  commit: (event: Event, act?: LedgerAct) => void
  on: (
    method: string,
    pattern: string,
    scopes: string[],
    handler: (asking: Asking) => LabAnswer | Promise<LabAnswer>,
  ) => void
}

export class No extends Error {
  readonly status: number
  readonly code: number
  constructor(status: number, code: number, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}
export const refusal = (status: number, code: number, message: string, headers = {}): LabAnswer => ({
  status,
  json: { code, message },
  headers,
})

export function openGround(site: LabSite, options: EmulatorOptions): Ground {
  const { state, commit } = site.keep<State, Event>(emptyState(), apply)
  const now = () => site.clock.now()
  const rates = createRates(options.enforceRates ?? site.enforceRates)
  return {
    site,
    state,
    options,
    now,
    commit,
    on: (method, pattern, scopes, handler) =>
      site.on(method, pattern, async (request) => {
        const grant = grantOf(state.oauth, request.headers.authorization, now())
        const user = state.users.get(grant?.account ?? '')
        if (!grant || !user) return refusal(401, 2, 'Authentication failed.')
        const { headers, spent } = rates(`${user.id} ${method === 'GET' ? 'read' : 'write'}`, method, now())
        if (spent) return refusal(429, 8, 'You have exceeded your rate limit. Try again later.', headers)
        const missing = scopes.find((scope) => !grant.scopes.includes(scope))
        if (missing) return refusal(403, 3, `Authorization failed. Missing: ['${missing}']`, headers)
        try {
          const answer = await handler(Object.assign(request, { user }))
          return { ...answer, headers: { ...headers, ...answer.headers } }
        } catch (error) {
          if (error instanceof No) return refusal(error.status, error.code, error.message, headers)
          throw error
        }
      }),
  }
}

/** By minutes: https://developers.pinterest.com/docs/reference/rate-limits/ (read 2026-11-22). */
function createRates(enforced: boolean) {
  const windows = new Map<string, { at: number; calls: number }>()
  return (name: string, method: string, now: Date) => {
    const at = Math.floor(now.getTime() / 60_000) * 60_000
    const before = windows.get(name)
    const calls = (before?.at === at ? before.calls : 0) + 1
    windows.set(name, { at, calls })
    const left = (method === 'GET' ? 1000 : 100) - calls
    const seconds = Math.ceil((at + 60_000 - now.getTime()) / 1000)
    return {
      headers: rateHeaders(enforced ? Math.max(0, left) : Math.max(1, left), seconds),
      spent: enforced && left < 0,
    }
  }
}

export const rateHeaders = (left: number, seconds: number): Record<string, string> => ({
  'x-ratelimit-limit': '100, 100;w=60;name="safety_net_app_id_user_id"',
  'x-ratelimit-remaining': String(left),
  'x-ratelimit-reset': String(seconds),
})

export const single = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)

/** A bookmark names the last of the page before. */
export function paged<T extends { id?: string }>(all: T[], { query }: LabRequest, usual = 25) {
  const bookmark = single(query.bookmark)
  const start = bookmark ? all.findIndex((one) => one.id === bookmark.replace(/^after-/, '')) + 1 : 0
  const size = Number(single(query.page_size) ?? usual)
  const items = all.slice(start, start + size)
  return { items, bookmark: start + size < all.length ? `after-${items.at(-1)?.id}` : null }
}
