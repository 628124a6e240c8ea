import { chacha20 } from '@noble/ciphers/chacha.js'
import { equalBytes } from '@noble/ciphers/utils.js'
import { expand, extract } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, randomBytes } from '@noble/hashes/utils.js'
import { base64 } from '@scure/base'
import { sharedBy } from './nip04.ts'

const version = 2
const nonceBytes = 32
const macBytes = 32
/** The version, a nonce, the least that is padded, and a code. */
const leastBytes = 1 + nonceBytes + 2 + 32 + macBytes
/** From here on the length takes six bytes: two of nothing, then four. */
const longFrom = 65_536

/** The same for both sides of a conversation. Throws for what is no key. */
export const conversationKey = (secret: Uint8Array, pubkey: string): Uint8Array =>
  extract(sha256, sharedBy(secret, pubkey), Buffer.from('nip44-v2'))

export function encrypt(text: string, key: Uint8Array, nonce: Uint8Array = randomBytes(nonceBytes)): string {
  const { cipher, cipherNonce, code } = keysOf(key, nonce)
  const hidden = chacha20(cipher, cipherNonce, padded(Buffer.from(text)))
  const mac = hmac(sha256, code, concatBytes(nonce, hidden))
  return base64.encode(concatBytes(Uint8Array.of(version), nonce, hidden, mac))
}

/** Throws for another version, for what was changed on its way and for what was padded otherwise. */
export function decrypt(payload: string, key: Uint8Array): string {
  if (payload.startsWith('#')) throw new Error('the words are hidden in a version not known here')
  const bytes = base64.decode(payload)
  if (bytes.length < leastBytes) throw new Error('the hidden words are cut short')
  if (bytes[0] !== version) throw new Error(`the words are hidden in version ${bytes[0]}`)
  const nonce = bytes.subarray(1, 1 + nonceBytes)
  const hidden = bytes.subarray(1 + nonceBytes, -macBytes)
  const { cipher, cipherNonce, code } = keysOf(key, nonce)
  const mac = hmac(sha256, code, concatBytes(nonce, hidden))
  if (!equalBytes(mac, bytes.subarray(-macBytes))) throw new Error('the hidden words were changed')
  return Buffer.from(unpadded(chacha20(cipher, cipherNonce, hidden))).toString()
}

function keysOf(key: Uint8Array, nonce: Uint8Array) {
  const all = expand(sha256, key, nonce, 76)
  return { cipher: all.subarray(0, 32), cipherNonce: all.subarray(32, 44), code: all.subarray(44) }
}

/** How many bytes so many take, so that a length tells little of the words. */
export function paddedLength(bytes: number): number {
  if (bytes <= 32) return 32
  const power = 2 ** (Math.floor(Math.log2(bytes - 1)) + 1)
  const chunk = power <= 256 ? 32 : power / 8
  return chunk * Math.ceil(bytes / chunk)
}

function padded(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 0) throw new Error('there are no words to hide')
  const long = bytes.length >= longFrom
  const length = new Uint8Array(long ? 6 : 2)
  const view = new DataView(length.buffer)
  if (long) view.setUint32(2, bytes.length)
  else view.setUint16(0, bytes.length)
  return concatBytes(length, bytes, new Uint8Array(paddedLength(bytes.length) - bytes.length))
}

function unpadded(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const short = view.getUint16(0)
  const length = short || view.getUint32(2)
  const from = short ? 2 : 6
  const wrong = short === 0 && length < longFrom
  if (wrong || bytes.length !== from + paddedLength(length)) throw new Error('the hidden words are padded otherwise')
  return bytes.subarray(from, from + length)
}
