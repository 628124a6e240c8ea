import { NetworkFailure } from '../../kernel/failure.ts'

/** A secret key, opened for one act. */
export type Key = { secret: Uint8Array; pubkey: string; npub: string }

/** `nsec1…` or 64 hexadecimal digits. Throws `reconnect` for what is no key. */
export async function keyFrom(written: string): Promise<Key> {
  const { decode, npubEncode } = await import('nostr-tools/nip19')
  const { getPublicKey } = await import('nostr-tools/pure')
  const wrong = new NetworkFailure('reconnect', 'this is not a secret key of Nostr')
  const read = (): Uint8Array => {
    if (/^[0-9a-f]{64}$/i.test(written)) return Uint8Array.from(Buffer.from(written, 'hex'))
    const told = decode(written)
    if (told.type !== 'nsec') throw wrong
    return told.data
  }
  try {
    const secret = read()
    const pubkey = getPublicKey(secret)
    return { secret, pubkey, npub: npubEncode(pubkey) }
  } catch {
    throw wrong
  }
}

export async function newKey(): Promise<string> {
  const { generateSecretKey } = await import('nostr-tools/pure')
  const { nsecEncode } = await import('nostr-tools/nip19')
  return nsecEncode(generateSecretKey())
}
