import { createHmac, timingSafeEqual } from 'node:crypto'
import type { LedgerAct } from '../../lab/ledger.ts'
import type { LabAnswer, LabRequest, LabSite } from '../../lab/network.ts'
import { apply, type Event, emptyState, type SiteKey, type State } from './state.ts'

/** A refusal as Ghost gives it. */
export class Refused extends Error {
  readonly status: number
  readonly type: string
  readonly code: string | null
  readonly context: string | null
  constructor(status: number, type: string, message: string, more: { code?: string; context?: string } = {}) {
    super(message)
    this.status = status
    this.type = type
    this.code = more.code ?? null
    this.context = more.context ?? null
  }
}

export const refusal = ({ status, type, message, code, context }: Refused): LabAnswer => ({
  status,
  json: {
    errors: [
      {
        ...{ message, context, type, details: null, property: null, help: null, code },
        ...{ id: '00000000-0000-4000-8000-000000000000', ghostErrorCode: null },
      },
    ],
  },
})

/** `blog`: each account has a site of its own. */
export const api = '/:blog/ghost/api/admin'

export const siteUrl = ({ site }: Pick<Ground, 'site'>, blog: string) => `${site.url}/${encodeURIComponent(blog)}`

export type Ground = {
  site: LabSite
  state: State
  commit: (event: Event, act?: LedgerAct) => void
  /** To the second, as the database keeps it. */
  now: () => string
  /** 24 hexadecimal digits that grow with time. */
  freshId: () => string
  on: (
    method: string,
    path: string,
    handler: (request: LabRequest, key: SiteKey) => LabAnswer | Promise<LabAnswer>,
  ) => void
}

export function openGround(site: LabSite): Ground {
  const { state, commit } = site.keep<State, Event>(emptyState(), apply)
  const ground: Ground = {
    site,
    state,
    commit,
    now: () => `${site.clock.now().toISOString().slice(0, 19)}.000Z`,
    freshId: () =>
      Math.floor(site.clock.now().getTime() / 1000)
        .toString(16)
        .padStart(8, '0') + state.ordinal.toString(16).padStart(16, '0'),
    on: (method, path, handler) =>
      site.on(method, api + path, async (request) => {
        try {
          const key = keyOf(ground, request)
          if (key.account !== request.params.blog) throw unknownKey()
          return await handler(request, key)
        } catch (error) {
          if (error instanceof Refused) return refusal(error)
          throw error
        }
      }),
  }
  return ground
}

const unauthorized = (message: string, code: string) => new Refused(401, 'UnauthorizedError', message, { code })
const unknownKey = () => unauthorized('Unknown Admin API Key', 'UNKNOWN_ADMIN_API_KEY')

/** The token is read anew at each call: form, key, signature, audience, age. */
export function keyOf(ground: Ground, request: LabRequest): SiteKey {
  const [scheme, token = ''] = (request.headers.authorization ?? '').split(' ')
  if (scheme !== 'Ghost') throw new Refused(403, 'NoPermissionError', 'Authorization failed')
  const [head = '', body = '', signature = ''] = token.split('.')
  const { alg, kid } = read(head)
  if (!kid) throw new Refused(400, 'BadRequestError', 'Admin API kid missing.', { code: 'MISSING_ADMIN_API_KID' })
  const key = ground.state.keys.get(String(kid))
  if (!key) throw unknownKey()
  if (alg !== 'HS256') throw unauthorized('Invalid token: invalid algorithm', 'INVALID_JWT')
  const wanted = createHmac('sha256', Buffer.from(key.secret, 'hex')).update(`${head}.${body}`).digest()
  const given = Buffer.from(signature, 'base64url')
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
    throw unauthorized('Invalid token: invalid signature', 'INVALID_JWT')
  const { iat, exp, aud } = read(body)
  const now = ground.site.clock.now().getTime() / 1000
  if (!String(aud).match(/^\/?(v\d\/)?admin\/?$/))
    throw unauthorized('Invalid token: jwt audience invalid', 'INVALID_JWT')
  if (Number(exp) <= now) throw unauthorized('Invalid token: jwt expired', 'INVALID_JWT')
  if (!(Number(iat) > now - 300)) throw unauthorized('Invalid token: maxAge exceeded', 'INVALID_JWT')
  return key
}

function read(part: string): Record<string, unknown> {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>
  } catch {
    return {}
  }
}
