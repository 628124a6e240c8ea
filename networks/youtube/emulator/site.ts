import { answering, Refused } from '../../families/google-api/emulator.ts'
import { bearerOf, type GrantDoor, grantDoor } from '../../families/oauth2/grant-door.ts'
import type { LabAnswer, LabRequest, LabSite } from '../../lab/lab.ts'
import type { LedgerAct } from '../../lab/ledger.ts'
import { scopes } from '../scopes.ts'
import { apply, type EmChannel, type Event, emptyState, type State } from './state.ts'

export const practiceApp = {
  clientId: '4711-practice.apps.googleusercontent.com',
  clientSecret: 'GOCSPX-practice-secret-of-the-desk',
}

export type EmulatorOptions = {
  /** Units of one day for all that the desk's app does; refuses beyond. */
  units?: number
  /** Uploads of one day for the desk's app. */
  uploads?: number
}
export type Asking = LabRequest & { channels: EmChannel[]; channel: EmChannel }
export type Tube = {
  site: LabSite
  state: State
  door: GrantDoor
  commit: (event: Event, act?: LedgerAct) => void
  now: () => Date
  /** One more upload of the day; refuses beyond what a day has. */
  countUpload: () => void
  on: (
    method: string,
    pattern: string,
    rules: { cost: number; scope: 'manage' | 'upload' | 'analytics' },
    handler: (request: Asking) => LabAnswer | Promise<LabAnswer>,
  ) => void
  authorized: (request: LabRequest, scope: 'manage' | 'upload' | 'analytics') => Asking
}

const [upload = '', manage = '', analytics = ''] = scopes.map((scope) => scope.name)
const grantsFor = { upload: [upload, manage], manage: [manage], analytics: [analytics] }

export function openTube(site: LabSite, options: EmulatorOptions): Tube {
  const { state, commit } = site.keep<State, Event>(emptyState(), apply)
  const door = grantDoor(site, state.grants, (event) => commit(event), {
    app: { id: practiceApp.clientId, secret: practiceApp.clientSecret },
    scopes: scopes.map((scope) => scope.name),
    accessMs: 3_599_000,
    challenge: { encoding: 'base64url', required: false },
  })
  const now = () => site.clock.now()
  const spend = daily(now, options.units ?? Number.POSITIVE_INFINITY)
  const spendUpload = daily(now, options.uploads ?? Number.POSITIVE_INFINITY)

  const authorized: Tube['authorized'] = (request, scope) => {
    const grant = door.grantOf(bearerOf(request))
    if (!grant) throw new Refused(401, 'authError', 'Request had invalid authentication credentials.')
    if (!grantsFor[scope].some((one) => grant.scopes.includes(one)))
      throw new Refused(403, 'insufficientPermissions', 'Request had insufficient authentication scopes.')
    const channels = [...state.channels.values()].filter((one) => one.account === grant.account)
    const [channel] = channels
    if (!channel) throw new Refused(401, 'authError', 'The account was closed.')
    return Object.assign(request, { channels, channel })
  }
  return {
    site,
    state,
    door,
    commit,
    now,
    authorized,
    countUpload: () => {
      if (!spendUpload(1))
        throw new Refused(403, 'quotaExceeded', 'The request cannot be completed because you have exceeded your quota.')
    },
    on: (method, pattern, { cost, scope }, handler) =>
      site.on(method, pattern, (request) =>
        answering(() => {
          const asking = authorized(request, scope)
          if (!spend(cost))
            throw new Refused(
              403,
              'quotaExceeded',
              'The request cannot be completed because you have exceeded your <a href="/youtube/v3/getting-started#quota">quota</a>.',
            )
          return handler(asking)
        }),
      ),
  }
}

const pacificDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles' })

function daily(now: () => Date, most: number): (cost: number) => boolean {
  let day = ''
  let spent = 0
  return (cost) => {
    const today = pacificDay.format(now())
    if (today !== day) spent = 0
    day = today
    if (spent + cost > most) return false
    spent += cost
    return true
  }
}

export const text = (request: LabRequest, name: string): string =>
  typeof request.query[name] === 'string' ? request.query[name] : ''

/** Pages of a list by an offset in the token. */
export function paged<T>(all: T[], request: LabRequest, most: number, usual = 5) {
  const size = Math.min(most, Math.max(1, Number(text(request, 'maxResults') || usual)))
  const from = Number(Buffer.from(text(request, 'pageToken'), 'base64url').toString() || 0)
  if (!Number.isInteger(from))
    throw new Refused(400, 'invalidPageToken', 'The request specifies an invalid page token.')
  const items = all.slice(from, from + size)
  const next = from + size < all.length ? Buffer.from(String(from + size)).toString('base64url') : undefined
  return {
    items,
    info: {
      ...(next ? { nextPageToken: next } : {}),
      pageInfo: { totalResults: all.length, resultsPerPage: size },
    },
  }
}
