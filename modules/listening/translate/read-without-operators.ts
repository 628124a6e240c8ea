import { limits, type Query, type Word } from '../matcher/query.ts'
import { type Note, note, type TranslationProblem } from './note.ts'
import type { Parsed } from './parse-foreign.ts'
import { phraseOf, readForeignPhrase } from './read-foreign-words.ts'
import type { Piece } from './scan-foreign.ts'

/**
 * What Talkwalker makes of words alone: one in capitals is meant letter for letter, several have to be near one another.
 * Undefined for anything else.
 */
export function readWithoutOperators(pieces: Piece[]): Parsed | undefined {
  const words = pieces.filter((piece) => piece.kind === 'word')
  const [first] = words
  const isPlain = words.length === pieces.length && words.every(({ text, raw }) => raw === '' && !/[*?]/.test(text))
  if (!first || !isPlain || words.length > limits.phrase) return undefined
  const isShouted = words.length === 1 && /^[\p{Lu}\p{N}&+-]*\p{Lu}[\p{Lu}\p{N}&+-]*$/u.test(first.text)
  if (words.length === 1 ? !isShouted : words.some(({ text }) => /[#@$+&-]/.test(text))) return undefined
  return near(words, { from: first.from, to: words.at(-1)?.to ?? first.to }, isShouted ? 'case' : 'form')
}

function near(words: { text: string }[], span: { from: number; to: number }, mode: Word['mode']): Parsed {
  const [notes, problems]: [Note[], TranslationProblem[]] = [[], []]
  const told = { tell: (one: Note) => notes.push(one), complain: (one: TranslationProblem) => problems.push(one) }
  const { of } = readForeignPhrase(words.map(({ text }) => text).join(' '), span, mode, told)
  const steps = (words.length - 1) * 10
  const within = Math.min(limits.distance, Math.max(0, steps + 1 - words.length))
  const query: Query | undefined = phraseOf(of, span, words.length > 1 ? within : null, told)
  told.tell(note('listening.translation.noOperators', span))
  return { query, notes, problems }
}
