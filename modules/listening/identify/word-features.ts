/** Letters of a word beyond this many are not read. */
export const longestWord = 30

/** As many as a word of the greatest length may have. */
export const mostFeatures = 5 * (longestWord + 2) + 1 + longestWord + 2

const longestRun = 5
const wordBegins = 0x5e
const wordEnds = 0x24

const bytes = new Uint8Array(4 * longestWord)
const marked = new Uint16Array(longestWord + 2)

/**
 * Writes what a word shows of its language as hashes of 32 bits and answers how many: its runs of one to five letters,
 * its ends marked; itself; and the pieces of four bytes that the n-grams of ELD are counted by.
 */
export function readFeatures(word: Uint16Array, length: number, into: Int32Array): number {
  const letters = Math.min(length, longestWord)
  let count = readRuns(word, letters, into)
  if (letters > 3) into[count++] = hashOfWord(word, letters)
  const size = writeUtf8(word, letters)
  let at = 0
  for (; at + 4 < size; at += 3) into[count++] = hashOfPiece(bytes, at, at + 4, at === 0, false)
  into[count++] = hashOfPiece(bytes, Math.max(0, size - 4), size, at === 0, true)
  return count
}

/** What ELD calls an n-gram: bytes of UTF-8, and whether a word begins before or ends after them. */
export function hashOfPiece(of: Uint8Array, from: number, to: number, begins: boolean, ends: boolean): number {
  let hash = begins ? 0x3c6ef372 : 0x1b873593
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ (of[at] ?? 0), 0x01000193)
  return mixed(ends ? ~hash : hash)
}

function readRuns(word: Uint16Array, letters: number, into: Int32Array): number {
  marked[0] = wordBegins
  for (let at = 0; at < letters; at++) marked[at + 1] = word[at] ?? 0
  marked[letters + 1] = wordEnds
  let count = 0
  for (let from = 0; from <= letters; from++) {
    let hash = 0x811c9dc5
    const to = Math.min(from + longestRun, letters + 2)
    for (let at = from; at < to; at++) {
      hash = Math.imul(hash ^ (marked[at] ?? 0), 0x01000193)
      hash = (hash << 13) | (hash >>> 19)
      if (at > 0 || from > 0) into[count++] = mixed(hash)
    }
  }
  return count
}

/** The hash of the whole of a word. */
export function hashOfWord(word: Uint16Array, letters: number): number {
  let hash = 0x2545f491
  for (let at = 0; at < letters; at++) hash = Math.imul(hash ^ (word[at] ?? 0), 0x01000193) + 0x9e37
  return mixed(hash)
}

function mixed(hash: number): number {
  let mix = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  mix = Math.imul(mix ^ (mix >>> 12), 0x297a2d39)
  return mix ^ (mix >>> 15)
}

function writeUtf8(word: Uint16Array, letters: number): number {
  let size = 0
  for (let at = 0; at < letters; at++) {
    const code = word[at] ?? 0
    if (code < 0x80) bytes[size++] = code
    else if (code < 0x800) {
      bytes[size++] = 0xc0 | (code >> 6)
      bytes[size++] = 0x80 | (code & 0x3f)
    } else {
      bytes[size++] = 0xe0 | (code >> 12)
      bytes[size++] = 0x80 | ((code >> 6) & 0x3f)
      bytes[size++] = 0x80 | (code & 0x3f)
    }
  }
  return size
}
