import type { LedgerAct } from '../../lab/ledger.ts'
import type { LabAnswer, LabHandler, LabRequest, LabSite } from '../../lab/network.ts'
import { type EmulatedLimits, usualLimits } from './limits.ts'
import { Refused, refusal } from './refusals.ts'
import { apply, type EmAccount, type EmStatus, type EmToken, type Event, emptyState, type State } from './state.ts'
import { type Strangers, strangersOf } from './town.ts'

export type EmulatorOptions = {
  limits?: Partial<EmulatedLimits> /** Answer 429 past 300 calls in five minutes of one account. */
  enforceRates?: boolean /** As before 4.3: no `/api/v2/instance` and no description of the sign-in. */
  old?: boolean
}

/** Who is asking, and what the emulated instance is made of. */
export type Asking = LabRequest & { account: EmAccount; token: EmToken }
export type Happened = { what: 'update' | 'status.update' | 'delete'; status: EmStatus }
export type Listener = { hear: (what: Happened) => void; cut: () => void }
export type Instance = {
  site: LabSite
  state: State
  limits: EmulatedLimits
  options: EmulatorOptions
  /** Told of each new, changed and deleted status. */
  listeners: Set<Listener>
  /** Where the lab has a town. */
  strangers: Strangers | undefined
  now: () => Date
  commit: (event: Event, act?: LedgerAct) => void
  /** An operation that needs a token with this scope. */
  on: (
    method: string,
    pattern: string,
    scope: string,
    handler: (request: Asking) => LabAnswer | Promise<LabAnswer>,
  ) => void
  /** An operation that anybody may ask. */
  open: (method: string, pattern: string, handler: LabHandler) => void
}

function happenedBy(event: Event, before: EmStatus | undefined): Happened | undefined {
  if ('made' in event) return event.made === 'status' ? { what: 'update', status: event.status } : undefined
  if (!before) return undefined
  if (event.did === 'delete') return { what: 'delete', status: before }
  return event.did === 'edit' ? { what: 'status.update', status: before } : undefined
}

export function openInstance(site: LabSite, options: EmulatorOptions): Instance {
  const { state, commit: keep } = site.keep<State, Event>(emptyState(), apply)
  const listeners = new Set<Listener>()
  const commit: Instance['commit'] = (event, act) => {
    const before = 'statusId' in event ? state.statuses.get(event.statusId) : undefined
    keep(event, act)
    const what = happenedBy(event, before)
    if (what) for (const { hear } of listeners) hear(what)
  }
  const rates = createRates(options.enforceRates ?? site.enforceRates)
  const now = () => site.clock.now()
  const answerWith = async (who: string, run: () => LabAnswer | Promise<LabAnswer>): Promise<LabAnswer> => {
    const { headers, spent } = rates(who, now())
    if (spent) return refusal(429, 'Too many requests', headers)
    try {
      const answer = await run()
      return { ...answer, headers: { ...headers, ...answer.headers } }
    } catch (error) {
      if (error instanceof Refused) return refusal(error.status, error.message, headers)
      throw error
    }
  }
  const instance: Instance = {
    site,
    state,
    commit,
    listeners,
    options,
    strangers: strangersOf(site),
    now,
    limits: { ...usualLimits, ...options.limits },
    open: (method, pattern, handler) =>
      site.on(method, pattern, (request) => answerWith('anybody', () => handler(request))),
    on: (method, pattern, scope, handler) =>
      site.on(method, pattern, (request) => {
        const token = tokenOf(state, request)
        return answerWith(token?.accountId ?? 'nobody', () => {
          const account = token && state.accounts.get(token.accountId)
          if (!token || !account) throw new Refused(401, 'The access token is invalid')
          if (!grants(token.scopes, scope)) throw new Refused(403, 'This action is outside the authorized scopes')
          return handler(Object.assign(request, { account, token }))
        })
      }),
  }
  return instance
}

export const tokenOf = (state: State, request: LabRequest) =>
  state.tokens.get(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '')

const grants = (scopes: string[], asked: string) => scopes.includes(asked) || scopes.includes(asked.split(':')[0] ?? '')

const callsAllowed = 300
const windowMs = 5 * 60_000

/** Counts as https://docs.joinmastodon.org/api/rate-limits/ says: by windows of five minutes. */
function createRates(enforced: boolean) {
  const windows = new Map<string, { at: number; calls: number }>()
  return (who: string, now: Date) => {
    const at = Math.floor(now.getTime() / windowMs) * windowMs
    const before = windows.get(who)
    const calls = (before?.at === at ? before.calls : 0) + 1
    windows.set(who, { at, calls })
    const left = callsAllowed - calls
    const headers = rateHeaders(enforced ? Math.max(0, left) : Math.max(1, left), new Date(at + windowMs), now)
    return { headers, spent: enforced && left < 0 }
  }
}

export const rateHeaders = (left: number, reset: Date, now: Date): Record<string, string> => ({
  'x-ratelimit-limit': String(callsAllowed),
  'x-ratelimit-remaining': String(left),
  'x-ratelimit-reset': reset.toISOString(),
  date: now.toUTCString(),
})
