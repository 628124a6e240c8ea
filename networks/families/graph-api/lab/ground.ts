import { createHmac } from 'node:crypto'
import type { WebhookRequest } from '../../../contract.ts'
import type { LabAnswer, LabRequest, LabSite } from '../../../lab/network.ts'
import { GraphRefusal, refused, usage } from './refusals.ts'
import type { Store } from './store.ts'

export type AppRow = { id: string; secret: string; verifyToken: string }
export type CodeRow = { code: string; subject: string; redirectUri: string; scopes: string[]; at: string }
/** `subject` is whom the token speaks for; `account` the handle by which faults are aimed. */
export type TokenRow = {
  token: string
  subject: string
  account: string
  scopes: string[]
  kind: string
  at: string
  until: string | null
  ended?: true
}
export type GroundRows = { apps: AppRow; codes: CodeRow; tokens: TokenRow }

/** A call whose access is good: its parameters as texts, from wherever they came. */
export type Graph = { request: LabRequest; token: TokenRow; given: Record<string, string> }
export type GraphHandler = (graph: Graph) => LabAnswer | Promise<LabAnswer>

export type Ground = {
  app: () => AppRow
  issue: (row: Pick<TokenRow, 'subject' | 'account' | 'scopes' | 'kind'>, livesMs: number | null) => TokenRow
  tokenOf: (request: LabRequest) => TokenRow | undefined
  end: (request: LabRequest) => void
  graph: (handler: GraphHandler) => (request: LabRequest) => Promise<LabAnswer>
  /** For doors that need no access; refusals are answered in the graph's form. */
  open: (
    handler: (request: LabRequest, given: Record<string, string>) => LabAnswer,
  ) => (request: LabRequest) => LabAnswer
  needs: (graph: Graph, ...scopes: string[]) => void
  sign: (body: object, url: string) => WebhookRequest
  now: () => Date
}

export function openGround(site: LabSite, store: Store<GroundRows>): Ground {
  let calls = 0
  const now = () => site.clock.now()
  const app = () =>
    store.all('apps')[0] ??
    store.put('apps', '100200300400500', {
      id: '100200300400500',
      secret: site.random.hex(32),
      verifyToken: `word-${site.random.hex(12)}`,
    })
  const tokenOf = (request: LabRequest) => store.get('tokens', presented(request) ?? '')
  const graph: Ground['graph'] = (handler) => async (request) => {
    const headers = usage(Math.min(99, ++calls % 100))
    try {
      const token = goodToken(tokenOf(request), now())
      const given = givenIn(request)
      const proof = given.appsecret_proof
      if (proof !== undefined && proof !== createHmac('sha256', app().secret).update(token.token).digest('hex'))
        throw new GraphRefusal(100, 'Invalid appsecret_proof provided in the API argument', {
          type: 'GraphMethodException',
        })
      const answer = await handler({ request, token, given })
      return { ...answer, headers: { ...headers, ...answer.headers } }
    } catch (error) {
      if (error instanceof GraphRefusal) return refused(error, headers)
      throw error
    }
  }
  return {
    app,
    tokenOf,
    graph,
    now,
    issue: (row, livesMs) => {
      const token = `EAAB${site.random.hex(60)}z`
      const at = now()
      const until = livesMs === null ? null : new Date(at.getTime() + livesMs).toISOString()
      return store.put('tokens', token, { ...row, token, at: at.toISOString(), until })
    },
    end: (request) => {
      const token = tokenOf(request)
      if (token) store.put('tokens', token.token, { ...token, ended: true })
    },
    open: (handler) => (request) => {
      try {
        return handler(request, givenIn(request))
      } catch (error) {
        if (error instanceof GraphRefusal) return refused(error)
        throw error
      }
    },
    needs: ({ token }, ...scopes) => {
      const missing = scopes.find((scope) => !token.scopes.includes(scope))
      if (missing) throw new GraphRefusal(200, `Requires ${missing} permission to manage the object`)
    },
    sign: (body, url) => {
      const raw = Buffer.from(JSON.stringify(body))
      const signature = `sha256=${createHmac('sha256', app().secret).update(raw).digest('hex')}`
      return {
        method: 'POST',
        url,
        query: {},
        body: raw,
        headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
      }
    },
  }
}

function presented({ headers, query, body }: LabRequest): string | undefined {
  const header = /^(?:Bearer|OAuth) (.+)$/.exec(headers.authorization ?? '')?.[1]
  const inBody = typeof body === 'object' && body !== null && 'access_token' in body ? body.access_token : undefined
  const given = header ?? query.access_token ?? inBody
  return typeof given === 'string' ? given : undefined
}

function goodToken(token: TokenRow | undefined, now: Date): TokenRow {
  if (!token) throw new GraphRefusal(190, 'Invalid OAuth access token - Cannot parse access token')
  const over = token.ended || (token.until !== null && Date.parse(token.until) <= now.getTime())
  if (over) throw new GraphRefusal(190, 'Error validating access token: Session has expired', { subcode: 463 })
  return token
}

export function givenIn(request: LabRequest): Record<string, string> {
  const body = typeof request.body === 'object' && request.body !== null ? request.body : {}
  const all = [...Object.entries(request.query), ...Object.entries(body)]
  return Object.fromEntries(
    all.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  )
}
