import { createHash } from 'node:crypto'

/** As long as the longest post that is read. */
const longest = 100_000

/** What others wrote, as long as it may be and of whole characters. */
export const toldText = (text: string | undefined, most = longest): string =>
  (text ?? '').slice(0, most).toWellFormed().replaceAll('\0', '').trim()

/** The same for the same words; short, to be kept by the thousand. */
export const printOf = (...words: string[]): string =>
  createHash('sha256').update(words.join('\u0001')).digest('base64url').slice(0, 12)

const first = Date.UTC(1990, 0)

/** By the author's clock, unless that is in the future, or far from any time in which people wrote on the web. */
export const saidAt = (at: Date | undefined, now: Date): Date =>
  at && !Number.isNaN(at.getTime()) && at.getTime() >= first && at <= now ? at : now
