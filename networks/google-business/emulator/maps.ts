import { answering, Refused } from '../../families/google-api/emulator.ts'
import { bearerOf, type GrantDoor, grantDoor } from '../../families/oauth2/grant-door.ts'
import type { LabAnswer, LabRequest, LabSite } from '../../lab/lab.ts'
import type { LedgerAct } from '../../lab/ledger.ts'
import { scopes } from '../connect.ts'
import { apply, type EmPlace, type Event, emptyState, type State } from './state.ts'

export const practiceApp = {
  clientId: '1147-practice.apps.googleusercontent.com',
  clientSecret: 'GOCSPX-practice-secret-of-the-maps',
}

export type Maps = {
  site: LabSite
  state: State
  door: GrantDoor
  commit: (event: Event, act?: LedgerAct) => void
  now: () => Date
  /** An operation that somebody with the right asks for; `place` is found by the path, in any of its forms. */
  on: (
    method: string,
    pattern: string,
    handler: (request: LabRequest, asking: Asking) => LabAnswer | Promise<LabAnswer>,
  ) => void
}
export type Asking = { person: string; place: () => EmPlace }

export function openMaps(site: LabSite): Maps {
  const { state, commit } = site.keep<State, Event>(emptyState(), apply)
  const door = grantDoor(site, state.grants, (event) => commit(event), {
    app: { id: practiceApp.clientId, secret: practiceApp.clientSecret },
    scopes: scopes.map((scope) => scope.name),
    accessMs: 3_599_000,
    challenge: { encoding: 'base64url', required: false },
  })
  const placeIn = ({ params }: LabRequest, person: string): EmPlace => {
    const place = [...state.places.values()].find((one) => one.name.split('/')[3] === params.location?.split(':')[0])
    if (!place) throw new Refused(404, 'NOT_FOUND', 'Requested entity was not found.')
    const account = params.account
    if (place.person !== person || (account && place.name.split('/')[1] !== account))
      throw new Refused(403, 'PERMISSION_DENIED', 'The caller does not have permission')
    return place
  }
  return {
    site,
    state,
    door,
    commit,
    now: () => site.clock.now(),
    on: (method, pattern, handler) =>
      site.on(method, pattern, (request) =>
        answering(() => {
          const grant = door.grantOf(bearerOf(request))
          if (!grant) throw new Refused(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.')
          const person = grant.account
          return handler(request, { person, place: () => placeIn(request, person) })
        }),
      ),
  }
}

export function paged<T>(all: T[], { query }: LabRequest, most: number, usual: number) {
  const size = Math.min(most, Math.max(1, Number(query.pageSize ?? usual)))
  const from = Number(query.pageToken ?? 0)
  if (!Number.isInteger(from)) throw new Refused(400, 'INVALID_ARGUMENT', 'Request contains an invalid argument.')
  const next = from + size < all.length ? { nextPageToken: String(from + size) } : {}
  return { items: all.slice(from, from + size), next }
}
