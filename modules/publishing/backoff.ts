import { createHash } from 'node:crypto'

const firstMs = 1_000
const usualLongestMs = 5 * 60_000

/** Growing pauses, 1 s to 5 min or `longestMs`, spread by ±20 % so that what failed together does not come back together. */
export function backoffMs(id: string, times: number, longestMs = usualLongestMs): number {
  const pause = Math.min(firstMs * 2 ** Math.max(0, times - 1), longestMs)
  const spread = createHash('sha256').update(`${id} ${times}`).digest().readUInt16BE(0) / 65_535
  return Math.round(pause * (0.8 + 0.4 * spread))
}
