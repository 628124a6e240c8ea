/** What each character is to a word, and what it counts as. Both are tables by UTF-16 unit, made once. */
export const separator = 0
export const letter = 1
/** Belongs to a word, which then has to be normalised as a whole: a mark on a letter, a letter in another shape. */
export const composing = 2
/** Within a word it is part of it, else nothing. */
export const joiner = 3
export const sign = 4
export const stop = 5
/** Of a script that puts no spaces between words. */
export const unspaced = 6
export const surrogate = 7
export const emoji = 8
/** Not to be seen; a word goes on behind it. */
export const invisible = 9
export const regional = 10

/** The class of each UTF-16 unit. */
export const classOf = new Uint8Array(0x1_0000)
/** Its lower-case form, with what people write alike made one: ё as е, every apostrophe as ', final ς as σ. */
export const foldOf = new Uint16Array(0x1_0000)
/** 1 for lower-case letters, which begin no sentence. */
export const isLower = new Uint8Array(0x1_0000)

const inUnspaced =
  /[\p{Script=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const wordPart = /[\p{L}\p{N}\p{M}]/u
const pictographic = /\p{Extended_Pictographic}/u
const notPictures = '©®™‼⁉ℹ〰〽㊗㊙'
const apostrophes = "'’ʼ`‘ʹ′´＇"
const invisibles = '\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\ufeff\ufe0e\ufe0f\u034f\u061c'

/** Marks that are put on a letter before them, and Korean letters that may stand apart. */
const combining: [from: number, to: number][] = [
  [0x300, 0x36f],
  [0x1ab0, 0x1aff],
  [0x1dc0, 0x1dff],
  [0x20d0, 0x20ff],
  [0xfe20, 0xfe2f],
  [0x1100, 0x11ff],
]

for (let unit = 0; unit < 0x1_0000; unit++) {
  const character = String.fromCharCode(unit)
  classOf[unit] = classFor(unit, character)
  foldOf[unit] = foldFor(unit, character)
  isLower[unit] = /\p{Ll}/u.test(character) ? 1 : 0
}

function classFor(unit: number, character: string): number {
  if (unit < 0x80) return asciiClass(character)
  if (unit >= 0xd800 && unit <= 0xdfff) return unit < 0xdc00 ? surrogate : separator
  if (invisibles.includes(character)) return invisible
  if (apostrophes.includes(character)) return joiner
  if ('＃＠＄'.includes(character)) return sign
  if ('…。！？｡‼⁉\u2028\u2029\u0085।'.includes(character)) return stop
  if (isCombining(unit)) return composing
  if (inUnspaced.test(character)) return wordPart.test(character) ? unspaced : separator
  if (pictographic.test(character) && !notPictures.includes(character)) return emoji
  if (!wordPart.test(character)) return separator
  return needsNormalising(unit, character) ? composing : letter
}

function asciiClass(character: string): number {
  if (/[\da-z]/i.test(character)) return letter
  if ("'`_".includes(character)) return joiner
  if ('#@$'.includes(character)) return sign
  return '.!?\n\r'.includes(character) ? stop : separator
}

function isCombining(unit: number): boolean {
  return combining.some(([from, to]) => unit >= from && unit <= to)
}

function needsNormalising(unit: number, character: string): boolean {
  return character.normalize('NFKC') !== character || (character.toLowerCase().length > 1 && unit !== 0x130)
}

function foldFor(unit: number, character: string): number {
  if (apostrophes.includes(character)) return 0x27
  if (unit === 0x130) return 0x69
  const lower = character.toLowerCase()
  if (lower === 'ё') return 0x435
  if (lower === 'ς') return 0x3c3
  return lower.length === 1 ? lower.charCodeAt(0) : unit
}

const astralWord = /[\p{L}\p{N}\p{M}]/u
const known = new Map<number, number>()

/** The class of a character beyond the table. */
export function astralClass(point: number): number {
  if (point >= 0x1f1e6 && point <= 0x1f1ff) return regional
  if (point >= 0x1f300 && point <= 0x1faff) return emoji
  let found = known.get(point)
  if (found === undefined) {
    found = classOfAstral(String.fromCodePoint(point))
    if (known.size < 10_000) known.set(point, found)
  }
  return found
}

function classOfAstral(character: string): number {
  if (inUnspaced.test(character)) return unspaced
  if (astralWord.test(character)) return composing
  return pictographic.test(character) ? emoji : separator
}

export const isSkinTone = (point: number) => point >= 0x1f3fb && point <= 0x1f3ff

const looseMarks = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g
const unseen = new RegExp(`[${invisibles}]`, 'g')

/** As people see it: letters composed, marks that compose with nothing and what is not to be seen left out. */
export function composed(written: string): string {
  if (isPlain(written)) return written
  return written.replaceAll('´', "'").normalize('NFKC').replace(looseMarks, '').replace(unseen, '')
}

/** Most words are letters alone, and these are as they should be. */
function isPlain(written: string): boolean {
  for (let n = 0; n < written.length; n++) if (classOf[written.charCodeAt(n)] !== letter) return false
  return true
}

/** Every unit as the table says. */
export function folded(text: string): string {
  let key = ''
  for (let n = 0; n < text.length; n++) key += String.fromCharCode(foldOf[text.charCodeAt(n)] ?? 0)
  return key
}
