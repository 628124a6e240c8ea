import type { Finding, TextRule } from './compose.ts'

/** Nothing a reader would see: spaces, line ends, invisible joiners. */
export const isBlank = (text: string) => /^[\s\u200b-\u200d\u2060\ufeff]*$/u.test(text)

/** One finding for each rule broken, with the offset where the text stops fitting. */
export function checkText(text: string, rules: TextRule[], path: string): Finding[] {
  return rules.flatMap((rule) => {
    const count = rule.count(text)
    if (count <= rule.max) return []
    const values = { count, max: rule.max, over: count - rule.max, unit: unitName(rule) }
    return [
      { path, code: 'networks.check.textTooLong', severity: 'error' as const, values, over: fittingEnd(text, rule) },
    ]
  })
}

/** The last part of the unit's message key, by which messages choose their noun: `graphemes`, `bytes`. */
export const unitName = (rule: TextRule) => rule.unit.split('.').at(-1) ?? rule.unit

/** UTF-16 offset up to which the text fits the rule, never inside a grapheme. */
export function fittingEnd(text: string, rule: TextRule): number {
  const ends = graphemeEnds(text)
  let low = 0
  let high = ends.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (rule.count(text.slice(0, ends[middle])) <= rule.max) low = middle
    else high = middle - 1
  }
  return ends[low] ?? 0
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** 0 and the UTF-16 offset after each grapheme. */
export const graphemeEnds = (text: string): number[] => [
  0,
  ...Array.from(graphemes.segment(text), ({ index, segment }) => index + segment.length),
]
