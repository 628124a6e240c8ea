import { tooMany } from '../../modules/team/index.ts'

const windowMs = 60_000
/** Those who are known open a month of pictures at once; those who are not knock. */
const most = { known: 30_000, unknown: 1_200 }
const mostBuckets = 50_000

let windowEnds = 0
const counted = new Map<string, number>()

/**
 * A coarse brake for each process against floods, cheap enough for every call. What must hold over all machines, such as
 * attempts to sign in, is counted in the database by `countCall`.
 */
export function countInProcess(who: keyof typeof most, address: string): void {
  const bucket = `${who} ${address}`
  const now = performance.now()
  if (now > windowEnds || counted.size > mostBuckets) {
    counted.clear()
    windowEnds = now + windowMs
  }
  const calls = (counted.get(bucket) ?? 0) + 1
  counted.set(bucket, calls)
  if (calls > most[who]) throw tooMany(windowEnds - now)
}
