import { cbc } from '@noble/ciphers/aes.js'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import { hexToBytes, randomBytes } from '@noble/hashes/utils.js'
import { base64 } from '@scure/base'

/** The horizontal half of the point both sides can reach; as it is, unhashed. */
export const sharedBy = (secret: Uint8Array, pubkey: string): Uint8Array =>
  secp256k1.getSharedSecret(secret, hexToBytes(`02${pubkey}`)).subarray(1)

export function encrypt(secret: Uint8Array, pubkey: string, text: string): string {
  const start = randomBytes(16)
  const hidden = cbc(sharedBy(secret, pubkey), start).encrypt(Buffer.from(text))
  return `${base64.encode(hidden)}?iv=${base64.encode(start)}`
}

/** Throws for what cannot be opened. Nothing tells whether the words were changed on their way; NIP-44 does. */
export function decrypt(secret: Uint8Array, pubkey: string, content: string): string {
  const [hidden = '', start = ''] = content.split('?iv=')
  const open = cbc(sharedBy(secret, pubkey), base64.decode(start)).decrypt(base64.decode(hidden))
  return Buffer.from(open).toString()
}
