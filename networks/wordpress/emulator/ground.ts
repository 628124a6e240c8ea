import type { LedgerAct } from '../../lab/ledger.ts'
import type { LabAnswer, LabRequest, LabSite } from '../../lab/network.ts'
import { apply, type Event, emptyState, type SiteUser, type State } from './state.ts'

/** A refusal as WordPress gives it. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  readonly data: object
  constructor(status: number, code: string, message: string, data: object = {}) {
    super(message)
    this.status = status
    this.code = code
    this.data = data
  }
}

export const refusal = (status: number, code: string, message: string, data: object = {}): LabAnswer => ({
  status,
  json: { code, message, data: { status, ...data } },
})

export type Asking = LabRequest & { user: SiteUser | undefined; given: Record<string, unknown> }
export type Ground = {
  site: LabSite
  state: State
  commit: (event: Event, act?: LedgerAct) => void
  now: () => string
  on: (method: string, path: string, handler: (request: Asking) => LabAnswer | Promise<LabAnswer>) => void
}

export const rest = '/wp-json'

export function openGround(site: LabSite): Ground {
  const { state, commit } = site.keep<State, Event>(emptyState(), apply)
  const ground: Ground = {
    site,
    state,
    commit,
    now: () => site.clock.now().toISOString().slice(0, 19),
    on: (method, path, handler) =>
      site.on(method, `${rest}${path}`, async (request) => {
        try {
          return await handler({ ...request, user: userOf(ground, request), given: givenIn(request) })
        } catch (error) {
          if (error instanceof Refused) return refusal(error.status, error.code, error.message, error.data)
          throw error
        }
      }),
  }
  return ground
}

/** An application password may be written with spaces between its parts. */
export const passwordIn = (request: LabRequest): string | undefined => {
  const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (!basic) return undefined
  const written = Buffer.from(basic, 'base64').toString('utf8')
  return written.slice(written.indexOf(':') + 1).replaceAll(' ', '')
}

export function userOf({ state }: Ground, request: LabRequest): SiteUser | undefined {
  const password = passwordIn(request)
  const user = password === undefined ? undefined : state.users.get(state.passwords.get(password) ?? 0)
  const login = Buffer.from(request.headers.authorization?.slice(6) ?? '', 'base64')
    .toString('utf8')
    .split(':')[0]
  return user?.login === login ? user : undefined
}

function givenIn(request: LabRequest): Record<string, unknown> {
  const body = typeof request.body === 'object' && request.body !== null ? { ...request.body } : {}
  return { ...request.query, ...body }
}

export function signedIn({ user }: Asking, code: string, message: string): SiteUser {
  if (user) return user
  throw new Refused(401, code, message)
}

export const may = (user: SiteUser, what: string): boolean => capabilitiesOf(user.role).includes(what)

export const capabilitiesOf = (role: string): string[] => roles[role] ?? roles.contributor ?? []

const contributor = ['read', 'edit_posts', 'delete_posts']
const author = [...contributor, 'publish_posts', 'upload_files', 'edit_published_posts', 'delete_published_posts']
const editor = [...author, 'moderate_comments', 'manage_categories', 'publish_pages', 'edit_pages', 'edit_others_posts']
const roles: Record<string, string[]> = {
  contributor,
  author,
  editor,
  administrator: [...editor, 'manage_options', 'unfiltered_html'],
}

/** Numbers of a list given with commas, in brackets or as JSON. */
export const numbersIn = (value: unknown): number[] =>
  (Array.isArray(value) ? value : String(value ?? '').split(',')).map(Number).filter((one) => one > 0)
export const wordsIn = (value: unknown): string[] =>
  (Array.isArray(value) ? value.map(String) : String(value ?? '').split(',')).filter(Boolean)
export const rawIn = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'raw' in value ? String(value.raw) : String(value ?? '')

/** A page of a list, with the headers that tell the whole. */
export function paged<T>(request: Asking, all: T[], show: (one: T) => unknown, code: string): LabAnswer {
  const size = Number(request.given.per_page ?? 10)
  const page = Number(request.given.page ?? 1)
  const pages = Math.ceil(all.length / size)
  if (page > 1 && page > pages)
    throw new Refused(400, code, 'The page number requested is larger than the number of pages available.')
  return {
    status: 200,
    headers: { 'x-wp-total': String(all.length), 'x-wp-totalpages': String(pages) },
    json: all.slice((page - 1) * size, page * size).map(show),
  }
}
