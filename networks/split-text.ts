import { graphemeEnds } from './check-text.ts'
import type { AccountFacts, Composing, Content, Span } from './compose.ts'

/**
 * Splits a long text into thread parts that each fit the network's own rules: at sentence ends, else between words,
 * else between graphemes; never inside a link, a mention or a tag. `counters` ends each part with `1/5`.
 * A single link that does not fit by itself stays whole: the checks tell of it.
 */
export function splitText(
  composing: Composing,
  facts: AccountFacts,
  text: string,
  options: { counters?: boolean; language?: string } = {},
): string[] {
  const content: Content = { parts: [{ text, media: [] }], language: options.language, options: {} }
  const rules = composing.limits(facts).text
  const fits = (piece: string) => rules.every((rule) => rule.count(piece) <= rule.max)
  const whole = text.trim()
  if (fits(whole)) return [whole]
  const breaks = breaksOf(whole, composing.spans(whole, content), options.language)
  if (!options.counters) return cutAt(whole, breaks, (piece) => fits(piece))
  for (let digits = 1; ; digits++) {
    const widest = '9'.repeat(digits)
    const pieces = cutAt(whole, breaks, (piece) => fits(`${piece} ${widest}/${widest}`))
    if (String(pieces.length).length <= digits)
      return pieces.map((piece, index) => `${piece} ${index + 1}/${pieces.length}`)
  }
}

/** Ascending offsets where a part may end, from the most to the least natural. */
type Breaks = { sentences: number[]; words: number[]; graphemes: number[] }

function breaksOf(text: string, spans: Span[], language: string | undefined): Breaks {
  const whole = spans.filter((span) => ['link', 'mention', 'hashtag', 'cashtag'].includes(span.kind))
  const isFree = (at: number) => !whole.some((span) => at > span.from && at < span.to)
  const sentences = Array.from(
    new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text),
    (one) => one.index + one.segment.length,
  )
  const words = Array.from(text.matchAll(/\s+/gu), (hit) => hit.index)
  return {
    sentences: sentences.filter(isFree),
    words: [...words, text.length].filter(isFree),
    graphemes: graphemeEnds(text).filter(isFree),
  }
}

function cutAt(text: string, breaks: Breaks, fits: (piece: string) => boolean): string[] {
  const pieces: string[] = []
  let from = 0
  while (from < text.length) {
    const end = endOfPiece(text, from, breaks, fits)
    const piece = text.slice(from, end).trim()
    if (piece !== '') pieces.push(piece)
    from = end
  }
  return pieces
}

/** A sentence end that would leave more than two thirds of the part empty yields to the last word that fits. */
function endOfPiece(text: string, from: number, breaks: Breaks, fits: (piece: string) => boolean): number {
  const last = (ends: number[]) =>
    lastFitting(
      ends.filter((end) => end > from),
      (end) => fits(text.slice(from, end).trim()),
    )
  const sentence = last(breaks.sentences)
  const word = last(breaks.words)
  if (sentence !== undefined && (word === undefined || (sentence - from) * 3 >= word - from)) return sentence
  return word ?? last(breaks.graphemes) ?? breaks.words.find((end) => end > from) ?? text.length
}

/** The last of ascending ends that fits; longer pieces never fit better. */
function lastFitting(ends: number[], fits: (end: number) => boolean): number | undefined {
  let low = 0
  let high = ends.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (fits(ends[middle] ?? 0)) low = middle + 1
    else high = middle
  }
  return low === 0 ? undefined : ends[low - 1]
}
