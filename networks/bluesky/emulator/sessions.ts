import type { LabAnswer, LabRequest } from '../../lab/network.ts'
import { activityOf } from './access.ts'
import { guarded, needed, ok, one, XrpcNo } from './answers.ts'
import type { Ground } from './ground.ts'
import { tooMany } from './points.ts'
import { largestBlob } from './repo.ts'
import { cidOfRecord, didFor, heldIn } from './state.ts'
import { handleOf } from './views.ts'

const grace = 2 * 3_600_000

/** Signing in with an app password, keeping the session, finding people by handle. */
export function mountSessions(ground: Ground): void {
  const { site, access } = ground
  const guess = attemptsOver(ground)
  site.on(
    'POST',
    '/xrpc/com.atproto.server.createSession',
    guarded((request) => createSession(ground, request, guess)),
  )
  site.on(
    'POST',
    '/xrpc/com.atproto.server.refreshSession',
    guarded((request) => refreshSession(ground, request)),
  )
  site.on(
    'POST',
    '/xrpc/com.atproto.server.deleteSession',
    guarded((request) => deleteSession(ground, request)),
  )
  site.on(
    'GET',
    '/xrpc/com.atproto.server.getSession',
    guarded((request) => {
      const account = access.known(request)
      return ok({
        did: account.did,
        handle: account.handle,
        email: 'practice@example.test',
        emailConfirmed: true,
        ...activityOf(account),
      })
    }),
  )
  site.on('GET', '/xrpc/com.atproto.server.describeServer', () =>
    ok({
      did: `did:web:${encodeURIComponent(new URL(site.url).host)}`,
      availableUserDomains: ['.test'],
      inviteCodeRequired: false,
      blobUploadLimit: largestBlob,
    }),
  )
  site.on(
    'GET',
    '/xrpc/com.atproto.server.getServiceAuth',
    guarded((request) => {
      const account = access.account(request)
      const exp = one(request.query.exp)
      const token = access.serviceToken(
        account,
        needed(request.query, 'aud'),
        one(request.query.lxm),
        exp ? Number(exp) : undefined,
      )
      return ok({ token })
    }),
  )
  site.on(
    'GET',
    '/xrpc/com.atproto.identity.resolveHandle',
    guarded((request) => {
      const did = ground.didOf(needed(request.query, 'handle').toLowerCase())
      if (!did) throw new XrpcNo(400, 'HandleNotFound', 'Unable to resolve handle')
      return ok({ did })
    }),
  )
}

function createSession(ground: Ground, request: LabRequest, guess: (name: string) => void): LabAnswer {
  const identifier = needed(request.body, 'identifier').toLowerCase()
  const password = needed(request.body, 'password')
  guess(identifier)
  const account = ground.state.accounts.get(ground.didOf(identifier) ?? '')
  if (!account || account.password !== password)
    throw new XrpcNo(401, 'AuthenticationRequired', 'Invalid identifier or password')
  if (account.standing === 'takendown') throw new XrpcNo(401, 'AccountTakedown', 'Account has been taken down')
  return ok(ground.access.session(account))
}

/** Thirty sign-ins in five minutes for one name, as the real server counts them. */
function attemptsOver(ground: Ground): (name: string) => void {
  const made = new Map<string, { count: number; ends: number }>()
  return (name) => {
    const now = Math.floor(ground.site.clock.now().getTime() / 1000)
    const before = made.get(name)
    const current = before && before.ends > now ? before : { count: 0, ends: now + 300 }
    current.count += 1
    made.set(name, current)
    if (current.count > 30) throw tooMany(current.ends, 30, 300, now)
  }
}

/** A refresh token is for one use, but answers for two hours after it: the first answer may have been lost. */
function refreshSession(ground: Ground, request: LabRequest): LabAnswer {
  const { account, claims } = ground.access.refresh(request)
  const now = ground.site.clock.now()
  const used = ground.state.rotated.get(claims.jti)
  const withdrawn = claims.iat * 1000 < Date.parse(account.passwordAt ?? '')
  const ended = used !== undefined && now.getTime() - Date.parse(used) > grace
  if (withdrawn || ended || ground.state.revoked.has(claims.jti))
    throw new XrpcNo(400, 'ExpiredToken', 'Token has been revoked')
  if (used === undefined) ground.commit({ made: 'rotation', jti: claims.jti, at: now.toISOString() })
  return ok(ground.access.session(account))
}

function deleteSession(ground: Ground, request: LabRequest): LabAnswer {
  const { claims } = ground.access.refresh(request)
  ground.commit({ made: 'revocation', jti: claims.jti })
  return { status: 200 }
}

/** An account with an app password, or a new app password for the one that has this handle. */
export function openAccount(ground: Ground, who: { name: string; handle: string; locale?: string }) {
  const handle = handleOf(who.handle)
  const did = didFor(`account ${handle}`)
  const { hex } = ground.site.random
  const password = ground.state.accounts.get(did)?.password ?? `${hex(4)}-${hex(4)}-${hex(4)}-${hex(4)}`
  ground.commit({ made: 'account', did, handle, name: who.name, locale: who.locale ?? 'en', password })
  writeProfile(ground, did, who.name)
  return { way: 'app-password', fields: { identifier: handle, password, server: ground.site.url } }
}

const profilePlace = { collection: 'app.bsky.actor.profile', rkey: 'self' }

/** As the app does at the first sign-in: the name people see stands in a record of the account, not in the account. */
function writeProfile(ground: Ground, did: string, name: string): void {
  const account = ground.state.accounts.get(did)
  if (!account || heldIn(account, profilePlace.collection, profilePlace.rkey)) return
  const at = ground.site.clock.now().toISOString()
  const value = { $type: profilePlace.collection, displayName: name, createdAt: at }
  ground.commit({ made: 'record', did, ...profilePlace, cid: cidOfRecord(value), value, at })
}
