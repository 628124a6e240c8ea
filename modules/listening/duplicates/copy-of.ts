import { type Body, isNumber } from './body.ts'
import { alike, values } from './signature.ts'
import { wordDistance } from './word-distance.ts'

/** So many words of a text are held against each other one by one; of what is longer the signatures tell. */
export const wordsCompared = 48

/** A text that was read before: `words` are its first, at least as many as are compared; `length` is how many it has. */
export type Earlier = { words: Int32Array; length: number; signature: Uint16Array }

/** How many words were changed to make the later text of the earlier one; undefined when it is another text. */
export function editsSince(earlier: Earlier, { words, letters }: Body, signature: Uint16Array): number | undefined {
  const longer = Math.max(earlier.length, words.length)
  if (Math.abs(earlier.length - words.length) > allowedEdits(longer, letters)) return undefined
  if (longer > wordsCompared && alike(signature, earlier.signature) < fewestAlike) return undefined
  const limit = allowedEdits(Math.min(longer, wordsCompared), letters)
  const [before, after] = [earlier.words.subarray(0, wordsCompared), words.subarray(0, wordsCompared)]
  const edits = wordDistance(before, after, limit)
  return edits > limit || numbersDiffer(before, after, edits) ? undefined : edits
}

/** Less in common than long texts have of which a seventh was changed, by chance and all. */
const fewestAlike = Math.floor(0.6 * values)

/**
 * How many words may differ, by the words of the longer text: one from five words on, two from eight, and so on. A short
 * one of few letters is a phrase that everybody uses, and has to be the same.
 */
export function allowedEdits(length: number, letters: number): number {
  if (length < 5 || (length < 8 && letters < 24)) return 0
  return 1 + Math.floor(length / 8)
}

/**
 * Other numbers are other news, however alike the sentence. A number may be put in or left out, if that is the one
 * thing that was changed.
 */
export function numbersDiffer(one: Int32Array, other: Int32Array, edits: number): boolean {
  const lacks = (some: Int32Array, all: Int32Array) => some.some((word) => isNumber(word) && !all.includes(word))
  return edits > 1 ? lacks(one, other) || lacks(other, one) : lacks(one, other) && lacks(other, one)
}
