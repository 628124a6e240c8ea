import type { Person } from '../../networks/contract.ts'

const before = 60
const longest = 240

/** A piece of what was said, or else of the name, around the first of the words; with the place of it in that piece. A note has no author here. */
export function foundIn(text: string, author: Person | null, words: string[]) {
  const isNote = author === null
  for (const where of [text, ...(author ? [author.name, author.handle] : [])])
    for (const word of words) {
      const at = placeOf(word, where)
      if (at >= 0) return { ...pieceOf(where, at, word.length), isNote }
    }
  return { text: text.slice(0, longest).toWellFormed(), from: 0, to: 0, isNote }
}

/** Few letters change their length when lowered; where one does, the place is not told. */
function placeOf(word: string, where: string): number {
  const lowered = where.toLowerCase()
  return lowered.length === where.length ? lowered.indexOf(word.toLowerCase()) : where.indexOf(word)
}

function pieceOf(where: string, at: number, length: number) {
  const begin = Math.max(0, at - before)
  const start = begin === 0 ? 0 : begin + (where.slice(begin, at).indexOf(' ') + 1)
  const piece = where.slice(start, start + longest)
  return { text: piece.toWellFormed(), from: at - start, to: Math.min(piece.length, at - start + length) }
}
