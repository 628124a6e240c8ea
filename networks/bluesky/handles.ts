import type { Call } from '../contract.ts'
import { handlesIn, type KnownHandles } from './facets.ts'
import { nameOf } from './failures.ts'
import type { Sent } from './sent-text.ts'
import { ask } from './xrpc.ts'

/** Whose handle this is, as the account's own server finds out; undefined when it belongs to nobody. */
export async function resolveHandle(call: Call, handle: string): Promise<string | undefined> {
  try {
    const { did } = await ask<{ did: string }>(call, { nsid: 'com.atproto.identity.resolveHandle', query: { handle } })
    return did
  } catch (error) {
    if (['InvalidRequest', 'HandleNotFound'].includes(nameOf(error))) return undefined
    throw error
  }
}

export async function knownHandles(call: Call, sent: Sent): Promise<KnownHandles> {
  const known: KnownHandles = {}
  for (const handle of handlesIn([sent])) {
    const did = await resolveHandle(call, handle)
    if (did) known[handle] = did
  }
  return known
}
