import { absentSince } from '../../absence.ts'
import type { Call, Found, StepResult } from '../../contract.ts'

/** Their clock and ours may differ by this much. */
const skewMs = 2 * 60_000
const mostPages = 8

export type Sought<T> = {
  page: (cursor: string | undefined) => Promise<{ items: T[]; cursor?: string }>
  at: (item: T) => Date
  fits: (item: T) => boolean | Promise<boolean>
  result: (item: T) => StepResult
}

/**
 * Looks among what stands, newest first, for what an earlier try may have left since that moment. Absence is sure when
 * everything since then was read and no earlier try can still be on its way.
 */
export async function lookedFor<T>(call: Call, since: Date, { page, at, fits, result }: Sought<T>): Promise<Found> {
  const from = since.getTime() - skewMs
  let cursor: string | undefined
  for (let pages = 0; pages < mostPages; pages++) {
    const read = await page(cursor)
    for (const item of read.items) {
      if (at(item).getTime() < from) return absentSince(call, since)
      if (await fits(item)) return { found: true, result: result(item) }
    }
    if (!read.cursor) return absentSince(call, since)
    cursor = read.cursor
  }
  return { found: false, sure: false, note: 'more was made since than could be read' }
}
