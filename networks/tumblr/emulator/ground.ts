import { grantOf } from '../../families/oauth2/emulated-tokens.ts'
import type { LabAnswer, LabRequest, LabSite } from '../../lab/lab.ts'
import type { LedgerAct } from '../../lab/ledger.ts'
import { apply, type EmBlog, type Event, emptyState, type State } from './state.ts'

export type EmulatorOptions = {
  /** New posts of a blog in a calendar day; the network's own is 250. */
  postsADay?: number
}
export type Asking = LabRequest & { owner: string }
export type Ground = {
  site: LabSite
  state: State
  options: EmulatorOptions
  now: () => Date
  commit: (event: Event, act?: LedgerAct) => void
  on: (
    method: string,
    pattern: string,
    scope: string,
    handler: (asking: Asking) => LabAnswer | Promise<LabAnswer>,
  ) => void
}

/** A refusal with its subcode, where it has one. */
export class No extends Error {
  readonly status: number
  readonly code: number | undefined
  constructor(status: number, message: string, code?: number) {
    super(message)
    this.status = status
    this.code = code
  }
}
const phrases: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Limit Exceeded',
  500: 'Internal Server Error',
}
export const refusal = (status: number, title: string, code?: number, headers = {}): LabAnswer => ({
  status,
  json: {
    meta: { status, msg: phrases[status] ?? 'Error' },
    response: [],
    errors: [{ title, detail: title, ...(code === undefined ? {} : { code }) }],
  },
  headers,
})
export const ok = (response: unknown, status = 200): LabAnswer => ({
  status,
  json: { meta: { status, msg: status === 201 ? 'Created' : 'OK' }, response },
})

export function openGround(site: LabSite, options: EmulatorOptions): Ground {
  const { state, commit } = site.keep<State, Event>(emptyState(), apply)
  const now = () => site.clock.now()
  return {
    site,
    state,
    options,
    now,
    commit,
    on: (method, pattern, scope, handler) =>
      site.on(method, pattern, async (request) => {
        const grant = grantOf(state.oauth, request.headers.authorization, now())
        if (!grant) return refusal(401, 'Unauthorized', 1016)
        if (!grant.scopes.includes(scope)) return refusal(401, `The scope ${scope} is missing`, 1017)
        try {
          return await handler(Object.assign(request, { owner: grant.account }))
        } catch (error) {
          if (error instanceof No) return refusal(error.status, error.message, error.code)
          throw error
        }
      }),
  }
}

/** By name, hostname or id, as the documentation says that all three name a blog. */
export function blogNamed({ state }: Pick<Ground, 'state'>, identifier: string): EmBlog {
  const name = decodeURIComponent(identifier)
  const found = [...state.blogs.values()].find(
    (one) => !one.closed && (one.uuid === name || one.name === name || `${one.name}.tumblr.com` === name),
  )
  if (!found) throw new No(404, 'Not Found')
  return found
}

export function ownBlog(ground: Ground, { params, owner }: Asking): EmBlog {
  const blog = blogNamed(ground, params.blog ?? '')
  if (blog.owner !== owner) throw new No(403, 'You cannot post to this blog')
  return blog
}

export const single = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)
export const seconds = (at: string) => Math.floor(Date.parse(at) / 1000)
