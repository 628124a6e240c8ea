import { NetworkFailure } from '../../kernel/failure.ts'
import type { Draft, NostrEvent } from './events.ts'

/** A secret key, opened for one act. */
export type Key = { secret: Uint8Array; pubkey: string; npub: string }

/** `nsec1…` or 64 hexadecimal digits. Throws `reconnect` for what is no key. */
export async function keyFrom(written: string): Promise<Key> {
  const { npubOf, secretIn } = await import('./nip19.ts')
  const { pubkeyOf } = await import('./nip01.ts')
  try {
    const isHex = /^[0-9a-f]{64}$/i.test(written)
    const secret = isHex ? Uint8Array.from(Buffer.from(written, 'hex')) : secretIn(written)
    const pubkey = pubkeyOf(secret)
    return { secret, pubkey, npub: npubOf(pubkey) }
  } catch {
    throw new NetworkFailure('reconnect', 'this is not a secret key of Nostr')
  }
}

export async function newKey(): Promise<string> {
  const { newSecret } = await import('./nip01.ts')
  const { nsecOf } = await import('./nip19.ts')
  return nsecOf(newSecret())
}

export async function signed(draft: Draft, secret: Uint8Array): Promise<NostrEvent> {
  const { signedWith } = await import('./nip01.ts')
  return signedWith(secret, draft)
}
