import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Refresh } from '../contract.ts'
import { checkedSession, createSession, expiryOf, type Session } from './app-password.ts'
import { failureOf } from './failures.ts'
import { refreshOauth } from './oauth.ts'

/**
 * New tokens before the old ones end. Refresh tokens are used once: the caller holds a lock and keeps what is returned.
 * When the last rotation was lost (a crash between answer and commit), an app password signs in anew.
 */
export const refresh: Refresh = async (call) => {
  if (call.account.secrets.dpopKey) return refreshOauth(call)
  const session = await rotated(call)
  return {
    secrets: { ...call.account.secrets, accessJwt: session.accessJwt, refreshJwt: session.refreshJwt },
    expiresAt: expiryOf(session.accessJwt),
  }
}

async function rotated(call: Call): Promise<Session> {
  try {
    return await refreshSession(call)
  } catch (error) {
    const { identifier, password } = call.account.secrets
    if (!(error instanceof NetworkFailure) || error.kind !== 'reconnect' || !identifier || !password) throw error
    return createSession(call, call.account.server, identifier, password)
  }
}

async function refreshSession(call: Call): Promise<Session> {
  const { server, secrets } = call.account
  const answer = await call.http({
    method: 'POST',
    url: `${server}/xrpc/com.atproto.server.refreshSession`,
    headers: { authorization: `Bearer ${secrets.refreshJwt}` },
    signal: call.signal,
  })
  if (answer.status !== 200) throw failureOf(answer, false, call.clock.now())
  return checkedSession(answer.json<Partial<Session>>())
}
