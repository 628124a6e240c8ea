import type { Span } from './query.ts'

/**
 * Why a query cannot be understood, at the characters where it shows. `code` is the key of its words; `mend` is what to
 * write in place of `mend.from … mend.to` so that this problem goes.
 */
export type Problem = Span & { code: ProblemCode; values: Record<string, string | number>; mend?: Mend }
export type Mend = Span & { text: string }
export type ProblemCode = (typeof problemCodes)[number]

export const problemCodes = [
  'listening.query.empty',
  'listening.query.tooLong',
  'listening.query.tooManyTerms',
  'listening.query.tooDeep',
  'listening.query.onlyNegative',
  'listening.query.negativeChoice',
  'listening.query.openComment',
  'listening.query.openQuote',
  'listening.query.openBracket',
  'listening.query.strayBracket',
  'listening.query.emptyBrackets',
  'listening.query.emptyQuotes',
  'listening.query.operatorFirst',
  'listening.query.operatorLast',
  'listening.query.operatorTwice',
  'listening.query.loneSign',
  'listening.query.nothingToFind',
  'listening.query.wordTooLong',
  'listening.query.phraseTooLong',
  'listening.query.starTooEarly',
  'listening.query.tooFewLetters',
  'listening.query.wildcardAcrossWords',
  'listening.query.exactWildcard',
  'listening.query.badTag',
  'listening.query.badDistance',
  'listening.query.distanceTooLong',
  'listening.query.hasNoPlace',
  'listening.query.tooManyNear',
  'listening.query.unknownField',
  'listening.query.noValue',
  'listening.query.unknownValue',
  'listening.query.badValue',
  'listening.query.badNumber',
  'listening.query.address',
] as const

export const problem = (
  code: ProblemCode,
  { from, to }: Span,
  values: Record<string, string | number> = {},
  mend?: Mend,
): Problem => ({ code, from, to, values, ...(mend && { mend }) })

export const applyMend = (text: string, { from, to, text: instead }: Mend): string =>
  text.slice(0, from) + instead + text.slice(to)

/** Of the words known, the one most like this, if any is like it at all. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const most = Math.max(1, Math.floor(word.length / 2))
  let best: { one: string; far: number } | undefined
  for (const one of known) {
    const far = distanceOf(word.toLowerCase(), one)
    if (far <= most && (!best || far < best.far)) best = { one, far }
  }
  return best?.one
}

/** Letters added, left out or changed (after Levenshtein). */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, n) => n)
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1]
    for (let j = 0; j < b.length; j++) {
      const changed = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1)
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
