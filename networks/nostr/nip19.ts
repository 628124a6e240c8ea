import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import { bech32 } from '@scure/base'

/** How long an address may be, in characters, as NIP-19 advises. */
const longest = 5000
/** How much one entry of an address can hold. */
export const mostBytes = 255
/** What stands where in an address that tells more than a key. */
const places = { special: 0, author: 2, kind: 3 } as const

export const npubOf = (pubkey: string): string => written('npub', hexToBytes(pubkey))
export const nsecOf = (secret: Uint8Array): string => written('nsec', secret)

export const neventOf = ({ id, pubkey, kind }: { id: string; pubkey: string; kind: number }): string =>
  written('nevent', told(places.special, hexToBytes(id)), ...byWhom(pubkey, kind))

/** The address of what may be replaced. Throws for an identifier of more than 255 bytes, which no address can hold. */
export const naddrOf = (named: { identifier: string; pubkey: string; kind: number }): string =>
  written('naddr', told(places.special, Buffer.from(named.identifier)), ...byWhom(named.pubkey, named.kind))

/** Throws for what is no `nsec1…`. */
export function secretIn(address: string): Uint8Array {
  const { prefix, bytes } = read(address)
  if (prefix !== 'nsec' || bytes.length !== 32) throw new Error('this is no secret key')
  return bytes
}

/** Whom an `npub1…` or an `nprofile1…` names. Throws for anything else. */
export function pubkeyIn(address: string): string {
  const { prefix, bytes } = read(address)
  const key = prefix === 'npub' ? bytes : prefix === 'nprofile' ? firstIn(bytes, places.special) : undefined
  if (key?.length !== 32) throw new Error('this names nobody')
  return bytesToHex(key)
}

function written(prefix: string, ...bytes: Uint8Array[]): string {
  return bech32.encode(prefix, bech32.toWords(concatBytes(...bytes)), longest)
}

function read(address: string): { prefix: string; bytes: Uint8Array } {
  const { prefix, words } = bech32.decode(address as `${string}1${string}`, longest)
  return { prefix, bytes: bech32.fromWords(words) }
}

function byWhom(pubkey: string, kind: number): Uint8Array[] {
  const number = new Uint8Array(4)
  new DataView(number.buffer).setUint32(0, kind)
  return [told(places.author, hexToBytes(pubkey)), told(places.kind, number)]
}

function told(place: number, bytes: Uint8Array): Uint8Array {
  if (bytes.length > mostBytes) throw new Error('no address can hold so much')
  return concatBytes(Uint8Array.of(place, bytes.length), bytes)
}

/** Entries are a place, a length and so many bytes; those of unknown places are passed over. */
function firstIn(bytes: Uint8Array, place: number): Uint8Array | undefined {
  for (let at = 0; at + 2 <= bytes.length; ) {
    const end = at + 2 + (bytes[at + 1] ?? 0)
    if (bytes[at] === place) return bytes.subarray(at + 2, end)
    at = end
  }
  return undefined
}
