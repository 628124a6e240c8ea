import type { LabRequest, LabSite } from '../../lab/network.ts'
import { invalid, XrpcNo } from './answers.ts'
import { dpopKeyOf } from './dpop-check.ts'
import type { Account, State } from './state.ts'
import { accessSeconds, type Claims, claimsOf, refreshSeconds, tokenOf } from './tokens.ts'

export type Access = {
  /** Whose access this is. Throws the protocol's no. */
  account: (request: LabRequest) => Account
  /** The same for private messages, which a password or a sign-in may leave out; `nsid` is what is asked there. */
  chat: (request: LabRequest, nsid: string) => Account
  /** The same for an account that its owner put to rest. */
  known: (request: LabRequest) => Account
  /** The same without refusing: for faults and for what anybody may read. */
  peek: (request: LabRequest) => Account | undefined
  refresh: (request: LabRequest) => { account: Account; claims: Claims }
  session: (account: Account) => {
    accessJwt: string
    refreshJwt: string
    did: string
    handle: string
    didDoc: unknown
    active: boolean
    status?: string
  }
  service: (request: LabRequest, lxm: string) => Account
  serviceToken: (account: Account, aud: string, lxm: string | undefined, exp: number | undefined) => string
  oauthTokens: (
    account: Account,
    by: { jkt: string; client: string; granted: string },
  ) => { access: string; refresh: string }
  expire: (request: LabRequest) => void
  document: (account: Account) => unknown
}

const password = 'com.atproto.appPass'
const privileged = 'com.atproto.appPassPrivileged'
const ofPeople = [password, privileged, 'oauth']
const chatService = 'did:web:api.bsky.chat#bsky_chat'

export function accessOver(site: LabSite, state: State): Access {
  /** Tokens that a fault made bad; a refresh gives others. */
  const spoiled = new Set<string>()
  let last = 0
  const now = () => site.clock.now()
  const aud = `did:web:${encodeURIComponent(new URL(site.url).host)}`
  const claims = (account: Account, scope: string, seconds: number, more: Partial<Claims> = {}): Claims => {
    const iat = Math.floor(now().getTime() / 1000)
    last += 1
    return {
      scope,
      aud,
      sub: account.did,
      iat,
      exp: iat + seconds,
      jti: `${iat.toString(36)}-${last}-${site.random.hex(8)}`,
      ...more,
    }
  }
  const owner = (did: string): Account => {
    const account = state.accounts.get(did)
    if (!account) throw new XrpcNo(403, 'AccountNotFound', 'Account not found')
    if (account.standing === 'takendown') throw new XrpcNo(401, 'AccountTakedown', 'Account has been taken down')
    return account
  }
  const read = (request: LabRequest): Claims => {
    const { scheme, token } = presented(request)
    const found = claimsOf(token, now())
    if (spoiled.has(found.jti)) throw new XrpcNo(400, 'ExpiredToken', 'Token has expired')
    if (found.jkt && scheme !== 'DPoP') throw new XrpcNo(401, 'InvalidToken', 'Malformed token')
    if (found.jkt && dpopKeyOf(request, site, { token, nonceStatus: 401 }) !== found.jkt)
      throw new XrpcNo(401, 'InvalidToken', 'Invalid DPoP key binding')
    return found
  }
  const withScope = (request: LabRequest, scopes: string[]): { account: Account; claims: Claims } => {
    const found = read(request)
    if (!scopes.includes(found.scope)) throw new XrpcNo(400, 'InvalidToken', 'Token could not be verified')
    return { account: owner(found.sub), claims: found }
  }
  const active = (request: LabRequest) => {
    const found = withScope(request, ofPeople)
    if (found.account.standing) throw new XrpcNo(403, 'AccountDeactivated', 'Account is deactivated')
    return found
  }
  return {
    account: (request) => active(request).account,
    chat: (request, nsid) => {
      if (request.headers['atproto-proxy'] !== chatService) throw invalid(`No service configured for ${nsid}`)
      const { account, claims } = active(request)
      if (claims.scope === password) throw new XrpcNo(400, 'InvalidToken', 'Bad token method')
      if (claims.scope === 'oauth' && !claims.granted?.split(' ').includes('transition:chat.bsky'))
        throw new XrpcNo(403, 'ScopeMissingError', `Missing required scope "rpc:${nsid}?aud=${chatService}"`)
      return account
    },
    known: (request) => withScope(request, ofPeople).account,
    peek: (request) => {
      try {
        return owner(claimsOf(presented(request).token, new Date(0)).sub)
      } catch (error) {
        if (error instanceof XrpcNo) return undefined
        throw error
      }
    },
    refresh: (request) => withScope(request, ['com.atproto.refresh']),
    session: (account) => ({
      accessJwt: tokenOf(claims(account, account.withoutMessages ? password : privileged, accessSeconds)),
      refreshJwt: tokenOf(claims(account, 'com.atproto.refresh', refreshSeconds)),
      did: account.did,
      handle: account.handle,
      didDoc: documentOf(account, site.url),
      ...activityOf(account),
    }),
    service: (request, lxm) => {
      const found = read(request)
      if (found.lxm !== lxm) throw new XrpcNo(401, 'BadJwtLexiconMethod', `this token is not for ${lxm}`)
      return owner(found.sub)
    },
    serviceToken: (account, to, lxm, exp) =>
      tokenOf({ ...claims(account, 'service', 60), aud: to, ...(lxm ? { lxm } : {}), ...(exp ? { exp } : {}) }),
    oauthTokens: (account, by) => ({
      access: tokenOf(claims(account, 'oauth', 3600, by)),
      refresh: tokenOf(claims(account, 'oauth-refresh', refreshSeconds, by)),
    }),
    expire: (request) => {
      const { token } = presented(request)
      spoiled.add(claimsOf(token, new Date(0)).jti)
    },
    document: (account) => documentOf(account, site.url),
  }
}

function presented(request: LabRequest): { scheme: string; token: string } {
  const [scheme = '', token = ''] = (request.headers.authorization ?? '').split(' ')
  if (!token) throw new XrpcNo(401, 'AuthMissing', 'Authentication Required')
  return { scheme, token }
}

/** As the servers tell it of a session. */
export const activityOf = ({ standing }: Account) => (standing ? { active: false, status: standing } : { active: true })

const documentOf = (account: Account, server: string): unknown => ({
  '@context': ['https://www.w3.org/ns/did/v1'],
  id: account.did,
  alsoKnownAs: [`at://${account.handle}`],
  verificationMethod: [],
  service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: server }],
})
