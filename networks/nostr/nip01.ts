import { schnorr } from '@noble/curves/secp256k1.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { type Draft, isEvent, type NostrEvent, type Unsigned } from './events.ts'

/** Throws for 32 bytes that are no secret key, and for any other number of them. */
export const pubkeyOf = (secret: Uint8Array): string => bytesToHex(schnorr.getPublicKey(secret))

export const newSecret = (): Uint8Array => schnorr.utils.randomSecretKey()

/** What an event is named by and what is signed: the hash of its fields as JSON, in the order NIP-01 gives. */
export const idOf = ({ pubkey, created_at: at, kind, tags, content }: Unsigned): string =>
  bytesToHex(sha256(Buffer.from(JSON.stringify([0, pubkey, at, kind, tags, content]))))

export function signedWith(secret: Uint8Array, { created_at, kind, tags, content }: Draft): NostrEvent {
  const pubkey = pubkeyOf(secret)
  const id = idOf({ pubkey, created_at, kind, tags, content })
  const sig = bytesToHex(schnorr.sign(hexToBytes(id), secret))
  return { id, pubkey, created_at, kind, tags, content, sig }
}

/** Is it named by its own hash and signed by its author? */
export const isGenuine = (event: unknown): event is NostrEvent =>
  isEvent(event) &&
  idOf(event) === event.id &&
  schnorr.verify(hexToBytes(event.sig), hexToBytes(event.id), hexToBytes(event.pubkey))
