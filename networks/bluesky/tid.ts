import { createHash } from 'node:crypto'

const alphabet = '234567abcdefghijklmnopqrstuvwxyz'
const uuidV7 = /([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/i
const windowMicros = 2n ** 37n
const firstMoment = Date.UTC(2023, 0, 1)

/**
 * A record key for a key of ours: the same for the same key, and a valid TID (https://atproto.com/specs/tid).
 * Its moment lies in the 38 hours before the publication was planned, spread by a hash: 47 bits apart,
 * so that a thousand posts planned in the same instant do not meet.
 */
export function tidFor(key: string): string {
  const hash = createHash('sha256').update(key).digest()
  const spread = hash.readBigUInt64BE(0) % windowMicros
  const clock = BigInt(hash.readUInt16BE(8) % 1024)
  const micros = BigInt(plannedAt(key)) * 1000n - windowMicros + spread
  return tidOf(micros, clock)
}

/** The first 48 bits of a UUIDv7 are its moment in milliseconds. */
function plannedAt(key: string): number {
  const match = uuidV7.exec(key)
  if (!match) return firstMoment + 14 * 24 * 3_600_000
  return Math.max(Number.parseInt(`${match[1]}${match[2]}`, 16), firstMoment)
}

function tidOf(micros: bigint, clock: bigint): string {
  let rest = ((micros & ((1n << 53n) - 1n)) << 10n) | clock
  let text = ''
  for (let at = 0; at < 13; at++) {
    text = (alphabet[Number(rest & 31n)] ?? '2') + text
    rest >>= 5n
  }
  return text
}
