import { bearerOf, type Grant, type GrantDoor, grantDoor } from '../../families/oauth2/grant-door.ts'
import type { LabAnswer, LabRequest, LabSite } from '../../lab/lab.ts'
import type { LedgerAct } from '../../lab/ledger.ts'
import { scopes } from '../oauth.ts'
import { apply, type EmUser, type Event, emptyState, type State } from './state.ts'

export const practiceApp = { clientId: 'practice47appofthedesk', clientSecret: 'practicesecretofthedesk47' }

export type Asking = LabRequest & { user: EmUser; grant: Grant }
export type Stage = {
  site: LabSite
  state: State
  door: GrantDoor
  commit: (event: Event, act?: LedgerAct) => void
  now: () => Date
  id: () => string
  /** An operation a person's access opens, with the right it needs. */
  on: (
    method: string,
    pattern: string,
    scope: string,
    handler: (request: Asking) => LabAnswer | Promise<LabAnswer>,
  ) => void
  /** One that only the app's own access opens. */
  byApp: (method: string, pattern: string, handler: (request: LabRequest) => LabAnswer) => void
}

/** A no of the emulated network, thrown where it is found and answered at the door. */
export class Refused extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

const words: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
}

export const refusal = (status: number, message: string, headers = {}): LabAnswer => ({
  status,
  headers,
  json: { error: words[status] ?? 'Internal Server Error', status, message },
})

export const appAccount = 'the app itself'

export function openStage(site: LabSite): Stage {
  const { state, commit } = site.keep<State, Event>(emptyState(), apply)
  const door = grantDoor(site, state.grants, (event) => commit(event), {
    app: { id: practiceApp.clientId, secret: practiceApp.clientSecret },
    scopes: scopes.map((scope) => scope.name),
    accessMs: 14_400_000,
  })
  const grantOf = (request: LabRequest): Grant => {
    const grant = door.grantOf(bearerOf(request))
    if (!grant) throw new Refused(401, 'Invalid OAuth token')
    if (request.headers['client-id'] !== practiceApp.clientId)
      throw new Refused(401, 'Client ID and OAuth token do not match')
    return grant
  }
  const answering = async (run: () => LabAnswer | Promise<LabAnswer>): Promise<LabAnswer> => {
    try {
      return await run()
    } catch (error) {
      if (error instanceof Refused) return refusal(error.status, error.message)
      throw error
    }
  }
  const hex = (length: number) => site.random.hex(length)
  return {
    site,
    state,
    door,
    commit,
    now: () => site.clock.now(),
    id: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
    on: (method, pattern, scope, handler) =>
      site.on(method, `/helix${pattern}`, (request) =>
        answering(() => {
          const grant = grantOf(request)
          const user = state.users.get(grant.account)
          if (!user) throw new Refused(401, 'Invalid OAuth token')
          if (scope && !grant.scopes.includes(scope)) throw new Refused(401, `Missing scope: ${scope}`)
          return handler(Object.assign(request, { user, grant }))
        }),
      ),
    byApp: (method, pattern, handler) =>
      site.on(method, `/helix${pattern}`, (request) =>
        answering(() => {
          if (grantOf(request).account !== appAccount) throw new Refused(401, 'auth must use app access token')
          return handler(request)
        }),
      ),
  }
}

export const text = (request: LabRequest, name: string): string =>
  typeof request.query[name] === 'string' ? request.query[name] : ''

/** Only in one's own channel. */
export function ownChannel(request: Asking): EmUser {
  const id = text(request, 'broadcaster_id')
  if (id !== request.user.id || (request.query.moderator_id !== undefined && text(request, 'moderator_id') !== id))
    throw new Refused(401, 'The ID in broadcaster_id must match the user ID found in the request’s OAuth token.')
  return request.user
}
