import type { LedgerAct } from '../../lab/ledger.ts'
import type { LabAnswer, LabRequest, LabSite } from '../../lab/network.ts'
import { apply, type Event, emptyState, type ForumUser, type State } from './state.ts'

export type ForumSettings = {
  minimumTitleLength: number
  maximumTitleLength: number
  minimumPostLength: number
  maximumPostLength: number
  minimumTagsPerTopic: number
  maximumTagsPerTopic: number
  minimumTagLength: number
  maximumTagLength: number
  maximumFileSize: number
  maximumChatMessageLength: number
  /** Seconds between posts of ordinary members. */
  postDelay: number
}

/** A forum that lets short words stand, as a brand's own may. */
export const ownSettings: ForumSettings = {
  ...{ minimumTitleLength: 3, maximumTitleLength: 255, minimumPostLength: 1, maximumPostLength: 32_767 },
  ...{ minimumTagsPerTopic: 0, maximumTagsPerTopic: 5, minimumTagLength: 3, maximumTagLength: 15 },
  ...{ maximumFileSize: 2048, maximumChatMessageLength: 1000, postDelay: 0 },
}

/** A refusal of the write API. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

export const refusal = (status: number, code: string, message: string): LabAnswer => ({
  status,
  json: { status: { code, message }, response: {} },
})
export const ok = (response: object): LabAnswer => ({
  status: 200,
  json: { status: { code: 'ok', message: 'OK' }, response },
})
export const notFound = (what: string) => new Refused(404, 'not-found', `${what} does not exist`)
export const forbidden = () => new Refused(403, 'forbidden', 'You do not have enough privileges for this action.')

export type Asking = LabRequest & { user: ForumUser; given: Record<string, unknown> }
export type Ground = {
  site: LabSite
  state: State
  settings: ForumSettings
  commit: (event: Event, act?: LedgerAct) => void
  /** Milliseconds; no two moments are one, as in a forum that numbers by them. A moment that is given is kept to where it can be. */
  now: (moment?: Date) => number
  on: (method: string, path: string, handler: (request: Asking) => LabAnswer | Promise<LabAnswer>) => void
}

export function openGround(site: LabSite, settings: ForumSettings): Ground {
  const { state, commit } = site.keep<State, Event>(emptyState(), apply)
  let last = 0
  const ground: Ground = {
    ...{ site, state, settings, commit },
    now: (moment = site.clock.now()) => {
      last = Math.max(last + 1, moment.getTime())
      return last
    },
    on: (method, path, handler) =>
      site.on(method, path, async (request) => {
        try {
          const user = userOf(ground, request)
          if (!user)
            throw new Refused(
              401,
              'not-authorised',
              'A valid login session was not found. Please log in and try again.',
            )
          const body = typeof request.body === 'object' && request.body !== null ? request.body : {}
          return await handler({ ...request, user, given: { ...request.query, ...body } })
        } catch (error) {
          if (error instanceof Refused) return refusal(error.status, error.code, error.message)
          throw error
        }
      }),
  }
  return ground
}

/** The folder a forum lives in stands in the addresses it tells. */
export const folderOf = ({ site }: Pick<Ground, 'site'>) => site.url.slice(site.origin.length)

export const tokenIn = (request: LabRequest) => /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
export const userOf = ({ state }: Ground, request: LabRequest) =>
  state.users.get(state.tokens.get(tokenIn(request)) ?? 0)

export const shownUser = ({ site }: Ground, user: ForumUser | undefined) =>
  user
    ? {
        ...{ uid: user.uid, username: user.username, displayname: user.name, userslug: user.username.toLowerCase() },
        picture: site.people.avatarUrl({ handle: user.username }),
      }
    : { uid: 0, username: '[[global:guest]]', displayname: '[[global:guest]]', userslug: '', picture: null }
