import { bearerOf, type GrantDoor, grantDoor } from '../../families/oauth2/grant-door.ts'
import type { LabAnswer, LabRequest, LabSite } from '../../lab/lab.ts'
import type { LedgerAct } from '../../lab/ledger.ts'
import { scopes } from '../oauth.ts'
import { apply, type EmAccount, type Event, emptyState, type State } from './state.ts'

export const practiceApp = { clientKey: 'awpractice47', clientSecret: 'practice-secret-of-the-app', audited: 'yes' }

export type EmulatorOptions = {
  /** Apps that have not passed the audit post privately only. */
  audited?: boolean
  /** Containers a minute for one account; 6 on the network itself. */
  inits?: number
  /** The least side of a video in pixels; 360 on the network itself. */
  leastSide?: number
}
export type Asking = LabRequest & { account: EmAccount; scopes: string[] }
export type Place = {
  site: LabSite
  state: State
  door: GrantDoor
  options: Required<EmulatorOptions>
  commit: (event: Event, act?: LedgerAct) => void
  now: () => Date
  on: (
    method: string,
    pattern: string,
    scope: string,
    handler: (request: Asking) => LabAnswer | Promise<LabAnswer>,
  ) => void
  /** One more container of this minute; refuses beyond what a minute has. */
  countInit: (handle: string) => void
}

/** A no of the emulated network, thrown where it is found and answered at the door. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message = '') {
    super(message)
    this.status = status
    this.code = code
  }
}

const envelope = (code: string, message: string) => ({ code, message, log_id: '20261122121212010190' })
export const fine = (data: object): LabAnswer => ({ status: 200, json: { data, error: envelope('ok', '') } })
export const refusal = (status: number, code: string, message: string, headers = {}): LabAnswer => ({
  status,
  headers,
  json: { error: envelope(code, message) },
})

export function openPlace(site: LabSite, given: EmulatorOptions): Place {
  const { state, commit } = site.keep<State, Event>(emptyState(), apply)
  const options = { audited: true, inits: Number.POSITIVE_INFINITY, leastSide: 360, ...given }
  const door = grantDoor(site, state.grants, (event) => commit(event), {
    app: { id: practiceApp.clientKey, secret: practiceApp.clientSecret },
    idName: 'client_key',
    scopes: scopes.map((scope) => scope.name),
    scopeSeparator: ',',
    accessMs: 7_200_000,
    refreshMs: 180 * 86_400_000,
    rotates: true,
    challenge: { encoding: 'hex', required: false },
  })
  const now = () => site.clock.now()
  const inits = new Map<string, number[]>()
  return {
    site,
    state,
    door,
    options,
    commit,
    now,
    countInit: (handle) => {
      const recent = (inits.get(handle) ?? []).filter((at) => now().getTime() - at < 60_000)
      if (recent.length >= options.inits)
        throw new Refused(429, 'rate_limit_exceeded', 'Your request is blocked due to exceeding the API rate limit.')
      inits.set(handle, [...recent, now().getTime()])
    },
    on: (method, pattern, scope, handler) =>
      site.on(method, pattern, async (request) => {
        try {
          const grant = door.grantOf(bearerOf(request))
          const account = grant && state.accounts.get(grant.account)
          if (!grant || !account)
            throw new Refused(401, 'access_token_invalid', 'The access token is invalid or not found in the request.')
          if (!grant.scopes.includes(scope))
            throw new Refused(401, 'scope_not_authorized', 'The user did not authorize the scope required.')
          return await handler(Object.assign(request, { account, scopes: grant.scopes }))
        } catch (error) {
          if (error instanceof Refused) return refusal(error.status, error.code, error.message)
          throw error
        }
      }),
  }
}

/** Refuses what is not named, and what is missing. */
export function closed(given: unknown, known: string[], needed: string[] = []): Record<string, unknown> {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new Refused(400, 'invalid_params', 'The request body is not an object.')
  const fields = given as Record<string, unknown>
  const unknown = Object.keys(fields).find((name) => !known.includes(name))
  const missing = needed.find((name) => fields[name] === undefined)
  if (unknown || missing)
    throw new Refused(400, 'invalid_params', `${unknown ? `unknown ${unknown}` : `missing ${missing}`}`)
  return fields
}

export const privacyOf = (account: EmAccount): string[] => [
  account.private ? 'FOLLOWER_OF_CREATOR' : 'PUBLIC_TO_EVERYONE',
  'MUTUAL_FOLLOW_FRIENDS',
  'SELF_ONLY',
]
