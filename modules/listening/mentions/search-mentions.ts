import { type MomentKey, readKey, writtenKey } from '../../../kernel/db/moment-key.ts'
import type { DbOrTx } from '../../../kernel/db/tables.ts'
import type { Matcher } from '../matcher/matcher.ts'
import type { Reason } from '../matcher/post.ts'
import { type MentionRow, postOf } from './kept-mention.ts'
import {
  countWords,
  findByWords,
  isLookedAt,
  mentionsAt,
  oldestOf,
  type Read,
  type Reading,
  readOn,
} from './read-mentions.ts'
import type { Wish } from './wish.ts'

/** What is looked for: words that have to be there, and the query as the matcher runs it. */
export type Sought = { words: string | undefined; matcher: Matcher }
export type Asked = { after?: string; limit: number; sought?: Sought }
export type Hit = { row: MentionRow; reasons: Reason[] | undefined }
export type Found = { hits: Hit[]; next: string | null }

/** So many of the newest are read through at first: what is said often is found there. */
const readFirst = 3_000
/** Of those read first: where as many hold the words, the index would find too many in each month. */
const frequentFrom = 20
/** What the index finds in one span is put in order as long as it is no more than this. */
const mostFound = 8_000
const readFurther = 8_000
const longestMs = 80
const atOnce = 100
const dayMs = 86_400_000
const firstSpanDays = 31

/**
 * Mentions newest first. Frequent words are found by reading from the newest on, rare ones by the index, span by span;
 * what is neither is read through for as long as a person waits gladly, and then `next` goes on from there.
 */
export async function searchMentions(db: DbOrTx, wish: Wish, { after, limit, sought }: Asked): Promise<Found> {
  const reading: Reading = { wish, words: sought?.words }
  const from = after ? readKey(after) : undefined
  const gathering = new Gathering(sought?.matcher, limit)
  const isPlain = !sought && !isLookedAt(reading)
  const first = isPlain ? limit + 1 : readFirst
  const step = (at: MomentKey | undefined, within: number) =>
    readOn(db, reading, at, { within, enough: sought ? Math.max(atOnce, limit + 1) : limit + 1 })
  let end = await readThrough(step, gathering, from, first, longestMs)
  if (reading.words !== undefined && !gathering.isFull && end) {
    const said = await countWords(db, reading, from, readFirst)
    if (said < frequentFrom) end = await readByIndex(db, reading, gathering, end)
  }
  const begun = performance.now()
  while (!gathering.isFull && end && performance.now() - begun < longestMs)
    end = await readThrough(step, gathering, end, readFurther, longestMs)
  return gathering.pageUpTo(end)
}

/** The hits of a page, and one more when there are more. */
class Gathering {
  readonly hits: Hit[] = []
  private readonly matcher: Matcher | undefined
  private readonly limit: number

  constructor(matcher: Matcher | undefined, limit: number) {
    this.matcher = matcher
    this.limit = limit
  }

  get isFull(): boolean {
    return this.hits.length > this.limit
  }

  take(rows: MentionRow[]): void {
    for (const row of rows) {
      if (this.isFull) return
      const reasons = this.matcher?.explain(sole, postOf(row))
      if (!this.matcher || reasons) this.hits.push({ row, reasons })
    }
  }

  pageUpTo(end: MomentKey | undefined): Found {
    const hits = this.hits.slice(0, this.limit)
    const next = this.isFull ? hits.at(-1)?.row : end
    return { hits, next: next ? writtenKey(next) : null }
  }
}

/** The one query of such a matcher. */
export const sole = 'sought'

/** All of so many; where others than asked for stand among them, in several steps. Returns how far it came. */
async function readThrough(
  step: (at: MomentKey | undefined, within: number) => Promise<Read>,
  gathering: Gathering,
  from: MomentKey | undefined,
  within: number,
  forMs: number,
): Promise<MomentKey | undefined> {
  const begun = performance.now()
  let end = from
  do {
    const read = await step(end, within)
    gathering.take(read.rows)
    end = read.end
    if (read.rows.length < atOnce) break
  } while (!gathering.isFull && end && performance.now() - begun < forMs)
  return end
}

/** Spans double, since what is not of late may be long ago. Stops where a span holds too many, to be read through from there. */
async function readByIndex(
  db: DbOrTx,
  reading: Reading,
  gathering: Gathering,
  begin: MomentKey,
): Promise<MomentKey | undefined> {
  const oldest = await oldestOf(db, reading.wish.brandId)
  let end: MomentKey = begin
  for (let days = firstSpanDays; oldest && !gathering.isFull; days *= 2) {
    const from = new Date(Math.max(end.at.getTime() - days * dayMs, oldest.getTime()))
    const found = await findByWords(db, reading, { from, to: end }, mostFound + 1)
    if (found.length > mostFound) return end
    found.sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1))
    for (let n = 0; n < found.length && !gathering.isFull; n += atOnce)
      gathering.take(await mentionsAt(db, found.slice(n, n + atOnce)))
    if (from <= oldest) return undefined
    end = { at: from, id: '' }
  }
  return end
}
