import { grantOf, type OauthGrant } from '../../families/oauth2/emulated-tokens.ts'
import type { LabAnswer, LabRequest, LabSite } from '../../lab/lab.ts'
import type { LedgerAct } from '../../lab/ledger.ts'
import { apply, type EmMember, type Event, emptyState, type State } from './state.ts'

export type EmulatorOptions = {
  /** How long videos are being taken in. */
  processingMs?: number
  /** Answer 422 to a post with the words of the author’s last one, as the network does. */
  refuseTwins?: boolean
  /** May the app renew access, as approved partners may? */
  partner?: boolean
  /** May the app read members’ own posts, as few may? */
  readsMembers?: boolean
}
export type Asking = LabRequest & { member: EmMember; grant: OauthGrant }
export type Ground = {
  site: LabSite
  state: State
  options: EmulatorOptions
  now: () => Date
  commit: (event: Event, act?: LedgerAct) => void
  on: (method: string, pattern: string, handler: (asking: Asking) => LabAnswer | Promise<LabAnswer>) => void
}

export class No extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

export const refusal = (status: number, code: string, message: string, headers = {}): LabAnswer => ({
  status,
  json: { status, code, message, ...(status === 401 ? { serviceErrorCode: 65601 } : {}) },
  headers,
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
    on: (method, pattern, handler) =>
      site.on(method, pattern, async (request) => {
        try {
          checkHeaders(request, now())
          const grant = grantOf(state.oauth, request.headers.authorization, now())
          const member = grant && state.members.get(grant.account)
          if (!grant || !member)
            throw new No(401, 'REVOKED_ACCESS_TOKEN', 'The token used in the request has been revoked by the user')
          return await handler(Object.assign(request, { member, grant }))
        } catch (error) {
          if (error instanceof No) return refusal(error.status, error.code, error.message)
          throw error
        }
      }),
  }
}

/** A version lives for a year: https://learn.microsoft.com/linkedin/marketing/versioning (read 2026-11-22). */
function checkHeaders({ path, headers }: LabRequest, now: Date): void {
  if (!path.startsWith('/rest/')) return
  const version = headers['linkedin-version'] ?? ''
  const [, year, month] = /^(\d{4})(\d{2})$/.exec(version) ?? []
  const age = (now.getUTCFullYear() - Number(year)) * 12 + now.getUTCMonth() + 1 - Number(month)
  if (!year)
    throw new No(
      400,
      'VERSION_MISSING',
      'A version must be present. Please specify a version by adding the LinkedIn-Version header.',
    )
  if (age < 0 || age > 12) throw new No(426, 'NONEXISTENT_VERSION', `Requested version ${version}.01 is not active`)
  if (headers['x-restli-protocol-version'] !== '2.0.0')
    throw new No(400, 'ILLEGAL_ARGUMENT', 'Syntax exception in path variables: Rest.li protocol 2.0.0 is required')
}

export function needs({ grant }: Asking, ...anyOf: string[]): void {
  if (anyOf.some((scope) => grant.scopes.includes(scope))) return
  throw new No(403, 'ACCESS_DENIED', `Not enough permissions to access: ${anyOf.join(' or ')}`)
}

/** May the member who asks act in the name of this author? */
export function mayAct({ state }: Ground, asking: Asking, author: string): void {
  if (author === asking.member.urn) return needs(asking, 'w_member_social')
  needs(asking, 'w_organization_social')
  const role = state.roles.find((one) => one.page === author && one.member === asking.member.urn)
  if (!role)
    throw new No(403, 'ACCESS_DENIED', 'Organization permissions must be used when using organization as author')
}

export const text = (value: string | string[] | undefined): string =>
  Array.isArray(value) ? (value[0] ?? '') : (value ?? '')
/** `List(a,b)` of Rest.li; what stands inside was encoded once more than the query. */
export const inList = (value: string | string[] | undefined): string[] =>
  (/^List\((.*)\)$/.exec(Array.isArray(value) ? value.join(',') : (value ?? ''))?.[1] ?? '').split(',').filter(Boolean)
export const paged = <T>(all: T[], { query }: LabRequest) => {
  const [start, count] = [Number(text(query.start) || 0), Number(text(query.count) || 10)]
  return { paging: { start, count, links: [], total: all.length }, elements: all.slice(start, start + count) }
}
