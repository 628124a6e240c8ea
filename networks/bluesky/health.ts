import { NetworkFailure } from '../../kernel/failure.ts'
import type { Health } from '../contract.ts'
import { factsOf, profileOf } from './account.ts'
import { rightsOf } from './app-password.ts'
import { textOf } from './json-shapes.ts'
import { ask } from './xrpc.ts'

/** Asks the account's own server whether our access is good and the account stands. */
export const health: Health = async (call) => {
  const session = await ask<{ handle?: string; active?: boolean; status?: string }>(call, {
    nsid: 'com.atproto.server.getSession',
  })
  if (session.active === false)
    throw new NetworkFailure('reconnect', `this account is ${session.status ?? 'not active'}`, {
      evidence: { code: session.status },
    })
  const { dpopKey, accessJwt } = call.account.secrets
  const handle = textOf(session.handle) || call.account.handle
  const [profile, facts] = [await profileOf(call), await factsOf(call)]
  const url = typeof facts.web === 'string' ? { url: `${facts.web}/profile/${handle}` } : {}
  return {
    name: profile.name || handle,
    handle,
    ...(profile.avatarUrl ? { avatarUrl: profile.avatarUrl } : {}),
    ...url,
    facts,
    ...(dpopKey ? {} : { scopes: rightsOf(accessJwt ?? '') }),
  }
}
