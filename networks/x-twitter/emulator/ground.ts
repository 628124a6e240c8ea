import { grantOf, type OauthGrant } from '../../families/oauth2/emulated-tokens.ts'
import type { LabAnswer, LabRequest, LabSite } from '../../lab/lab.ts'
import type { LedgerAct } from '../../lab/ledger.ts'
import { apply, type EmPost, type EmUser, type Event, emptyState, type State } from './state.ts'

export type EmulatorOptions = {
  /** Answer 403 to a post with the words of the account's last one, as the network does. */
  refuseTwins?: boolean
  /** Answer 429 past what a window allows. */
  enforceRates?: boolean
  /** How long videos take to be taken in. */
  processingMs?: number
}
export type Asking = LabRequest & { user: EmUser; grant: OauthGrant }
export type Listener = { hear: (post: EmPost) => void; cut: () => void }
export type Ground = {
  site: LabSite
  state: State
  options: EmulatorOptions
  now: () => Date
  commit: (event: Event, act?: LedgerAct) => void
  /** Told of each new post. */
  listeners: Set<Listener>
  /** Bearer tokens of apps. */
  appTokens: Set<string>
  on: (
    method: string,
    pattern: string,
    scope: string,
    handler: (asking: Asking) => LabAnswer | Promise<LabAnswer>,
  ) => void
  /** In the name of the app. */
  onApp: (method: string, pattern: string, handler: (request: LabRequest) => LabAnswer | Promise<LabAnswer>) => void
}

/** Our no, as RFC 7807 and the network write it. */
export class No extends Error {
  readonly status: number
  readonly type: string
  constructor(status: number, detail: string, type = 'about:blank') {
    super(detail)
    this.status = status
    this.type = type
  }
}
const titles: Record<number, string> = {
  400: 'Invalid Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found Error',
  429: 'Too Many Requests',
}
export const invalid = (detail: string) => new No(400, detail, 'https://api.x.com/2/problems/invalid-request')

export const problem = (status: number, detail: string, type = 'about:blank', headers = {}): LabAnswer => ({
  status,
  body: JSON.stringify({ title: titles[status] ?? 'Error', detail, type, status }),
  headers: { 'content-type': 'application/problem+json', ...headers },
})

export const ok = (data: unknown, status = 200): LabAnswer => ({ status, json: { data } })

export function openGround(site: LabSite, options: EmulatorOptions): Ground {
  const { state, commit: keep } = site.keep<State, Event>(emptyState(), apply)
  const now = () => site.clock.now()
  const rates = createRates(options.enforceRates ?? site.enforceRates)
  const listeners: Ground['listeners'] = new Set()
  const appTokens = new Set<string>()
  const answering = async (
    name: string,
    method: string,
    run: () => LabAnswer | Promise<LabAnswer>,
  ): Promise<LabAnswer> => {
    const { headers, spent } = rates(name, method, now())
    if (spent) return problem(429, 'Too Many Requests', 'about:blank', headers)
    try {
      const answer = await run()
      return { ...answer, headers: { ...headers, ...answer.headers } }
    } catch (error) {
      if (error instanceof No) return problem(error.status, error.message, error.type, headers)
      throw error
    }
  }
  const ground: Ground = {
    site,
    state,
    options,
    now,
    listeners,
    appTokens,
    commit: (event, act) => {
      keep(event, act)
      if ('made' in event && event.made === 'post') for (const { hear } of listeners) hear(event.post)
    },
    on: (method, pattern, scope, handler) =>
      site.on(method, pattern, (request) => {
        const grant = grantOf(state.oauth, request.headers.authorization, now())
        const user = grant && state.users.get(grant.account)
        return answering(`${user?.id} ${pattern}`, method, () => {
          if (!grant || !user) throw new No(401, 'Unauthorized')
          if (user.suspended)
            throw new No(403, 'Your account is suspended and is not permitted to access this feature.')
          if (!grant.scopes.includes(scope)) throw new No(403, `Missing permitted scopes: ${scope}`)
          return handler(Object.assign(request, { user, grant }))
        })
      }),
    onApp: (method, pattern, handler) =>
      site.on(method, pattern, (request) =>
        answering(`app ${pattern}`, method, () => {
          const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
          if (!appTokens.has(token)) throw new No(403, 'Unsupported Authentication: this needs an app-only token')
          return handler(request)
        }),
      ),
  }
  site.page('POST', '/door/suspend', ({ body }) => {
    for (const user of state.users.values())
      if (user.openedAs === (body as { handle: string }).handle)
        ground.commit({ made: 'user', user: { ...user, suspended: true } })
    return { status: 204 }
  })
  return ground
}

const windowMs = 15 * 60_000
const allowed: Record<string, number> = { POST: 100, DELETE: 50 }

/** By windows of fifteen minutes: https://docs.x.com/x-api/fundamentals/rate-limits (read 2026-11-22). */
function createRates(enforced: boolean) {
  const windows = new Map<string, { at: number; calls: number }>()
  return (name: string, method: string, now: Date) => {
    const at = Math.floor(now.getTime() / windowMs) * windowMs
    const before = windows.get(`${method} ${name}`)
    const calls = (before?.at === at ? before.calls : 0) + 1
    windows.set(`${method} ${name}`, { at, calls })
    const limit = allowed[method] ?? 300
    const left = enforced ? limit - calls : Math.max(1, limit - calls)
    return { headers: rateHeaders(limit, Math.max(0, left), new Date(at + windowMs), now), spent: left < 0 }
  }
}

export const rateHeaders = (limit: number, left: number, reset: Date, now: Date): Record<string, string> => ({
  'x-rate-limit-limit': String(limit),
  'x-rate-limit-remaining': String(left),
  'x-rate-limit-reset': String(Math.ceil(reset.getTime() / 1000)),
  date: now.toUTCString(),
})

export const listed = (value: string | string[] | undefined): string[] =>
  (Array.isArray(value) ? value : (value ?? '').split(',')).filter(Boolean)
export const single = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value
