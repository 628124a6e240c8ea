import { longestWord } from './word-features.ts'

/** UTF-16 units of a text that are looked at, and letters that are read of them: more tell nothing more. */
const farthest = 4_000
const mostLetters = 240
const fewLetters = 60

/**
 * `at` holds a word of lowercase letters that tells of a language; it is overwritten by the next. Once some sentences' worth
 * is read, `isEnough` says whether the rest may be left.
 */
export type Words = { at: Uint16Array; onWord: (length: number) => void; isEnough?: () => boolean }

/** How many letters a text has of each alphabet, those of no word that was told included. */
export type Letters = { latin: number; cyrillic: number; greek: number; other?: Map<string, number> }

const kinds = letterKinds()
const latin = 1
const cyrillic = 2
const ofLatin = 1 << latin
const ofCyrillic = 1 << cyrillic

/**
 * Tells each word of a text in Latin, Cyrillic or Greek letters, and counts the letters of all alphabets. What is no
 * language is passed over: addresses, @names, signs, digits, emoji; a letter three times or more in a row is one; letters
 * lent from another alphabet within a word (`Вuy`) are read as what they look like.
 */
export function readWords(text: string, words: Words, scriptOf: (code: number) => string | undefined): Letters {
  const clean = (text.length > farthest ? text.slice(0, farthest) : text).toLowerCase()
  const line = combining.test(clean) ? clean.normalize('NFC') : clean
  const letters: Letters = { latin: 0, cyrillic: 0, greek: 0 }
  let [at, read] = [0, 0]
  while (at < line.length && read < mostLetters) {
    const code = line.charCodeAt(at)
    if (isSpace(code)) {
      at++
      continue
    }
    const end = endOfToken(line, at)
    if (!isAddress(line, at, end)) read += readToken(line, at, end, { words, letters, scriptOf })
    at = end
    if (read > fewLetters && words.isEnough?.()) break
  }
  return letters
}

const combining = /[\u0300-\u036f]/

const isSpace = (code: number) => code <= 0x20 || code === 0xa0 || code === 0x2028 || code === 0x3000

function endOfToken(line: string, from: number): number {
  let end = from + 1
  while (end < line.length && !isSpace(line.charCodeAt(end))) end++
  return end
}

/** A link, a host, a mail address, or a name with its @. */
function isAddress(line: string, from: number, end: number): boolean {
  let plain = true
  for (let at = from; at < end; at++) {
    const code = line.charCodeAt(at)
    if (code === 0x40) return true
    if (code > 0x7f) plain = false
    if (code === 0x3a && line.startsWith('://', at)) return true
    if (code === 0x2e && plain && at > from && isLatin(line, at + 1)) return isHost(line.slice(from, end))
  }
  return false
}

const isLatin = (line: string, at: number) => line.charCodeAt(at) >= 0x61 && line.charCodeAt(at) <= 0x7a

const isHost = (token: string) => host.test(token)
const host =
  /^[("'[<]*(www\.[^\s]|[a-z\d-]+(\.[a-z\d-]+)*\.(com|org|net|info|biz|io|app|dev|eu|[a-z]{2})(?![a-z\d.-]*[a-z]))/

type Reading = { words: Words; letters: Letters; scriptOf: (code: number) => string | undefined }

function readToken(line: string, from: number, end: number, reading: Reading): number {
  const word = reading.words.at
  let [length, read, mixture] = [0, 0, 0]
  for (let at = from; at < end; at++) {
    const code = line.charCodeAt(at)
    const kind = code < kinds.length ? (kinds[code] as number) : 0
    if (kind !== 0) {
      if (isThird(line, at, from, code)) continue
      if (length < longestWord) word[length++] = code
      mixture |= 1 << kind
    } else if (length > 0 && isApostrophe(code)) {
      if (length < longestWord) word[length++] = 0x27
    } else {
      if (length > 0) read += tellWord(length, mixture, reading)
      length = 0
      mixture = 0
      if (code >= 0x530) countOther(code, reading)
    }
  }
  return length > 0 ? read + tellWord(length, mixture, reading) : read
}

function tellWord(length: number, mixture: number, { words, letters }: Reading): number {
  const ended = withoutEndMarks(words.at, length)
  const isOfBoth = (mixture & ofLatin) !== 0 && (mixture & ofCyrillic) !== 0
  const isLatinWord = isOfBoth ? withoutLentLetters(words.at, ended) : (mixture & ofLatin) !== 0
  if (isLatinWord) letters.latin += ended
  else if ((mixture & ofCyrillic) !== 0) letters.cyrillic += ended
  else letters.greek += ended
  words.onWord(ended)
  return ended
}

/** Of three or more of one letter only the first is a letter. */
const isThird = (line: string, at: number, from: number, code: number) =>
  at > from &&
  line.charCodeAt(at - 1) === code &&
  (line.charCodeAt(at + 1) === code || (at > from + 1 && line.charCodeAt(at - 2) === code))

const isApostrophe = (code: number) => code === 0x27 || code === 0x2019 || code === 0x2bc || code === 0x60

function withoutEndMarks(word: Uint16Array, length: number): number {
  let letters = length
  while (letters > 1 && word[letters - 1] === 0x27) letters--
  return letters
}

function countOther(code: number, { letters, scriptOf }: Reading): void {
  if (code >= 0x2000 && code < 0x3000) return
  const script = scriptOf(code)
  if (!script) return
  letters.other ??= new Map()
  letters.other.set(script, (letters.other.get(script) ?? 0) + 1)
}

/** Letters that look the same in both, Cyrillic first. */
const lookAlikes = 'аaеeоoрpсcуyхxіiѕsјjԛqԝwһhкkмmтtвbнhзz'
const toLatin = new Map<number, number>()
const toCyrillic = new Map<number, number>()
for (let at = 0; at < lookAlikes.length; at += 2) {
  toLatin.set(lookAlikes.charCodeAt(at), lookAlikes.charCodeAt(at + 1))
  if (!toCyrillic.has(lookAlikes.charCodeAt(at + 1)))
    toCyrillic.set(lookAlikes.charCodeAt(at + 1), lookAlikes.charCodeAt(at))
}

/** A word of both alphabets is of the one that it has letters of which the other has not; answers whether that is Latin. */
function withoutLentLetters(word: Uint16Array, length: number): boolean {
  let balance = 0
  for (let at = 0; at < length; at++) balance += weightOf(word[at] as number)
  const lent = balance > 0 ? toLatin : toCyrillic
  for (let at = 0; at < length; at++) word[at] = lent.get(word[at] as number) ?? (word[at] as number)
  return balance > 0
}

/** How much a letter speaks for Latin rather than Cyrillic: one that looks like none of the other, much. */
function weightOf(code: number): number {
  if (kinds[code] === latin) return toCyrillic.has(code) ? 1 : longestWord
  if (kinds[code] === cyrillic) return toLatin.has(code) ? -1 : -longestWord
  return 0
}

/** For each code of the three alphabets which it is a letter of, 0 for none. */
function letterKinds(): Uint8Array {
  const found = new Uint8Array(0x2000)
  const alphabets: [RegExp, number][] = [
    [/\p{Script=Latin}/u, 1],
    [/\p{Script=Cyrillic}/u, 2],
    [/\p{Script=Greek}/u, 3],
  ]
  for (let code = 0x41; code < found.length; code++) {
    const letter = String.fromCharCode(code)
    if (/\p{L}/u.test(letter)) found[code] = alphabets.find(([alphabet]) => alphabet.test(letter))?.[1] ?? 0
  }
  return found
}
