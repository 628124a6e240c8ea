import { readingsOf, signReadings, soundReadings, unboxed } from './look-alikes.ts'

/**
 * A text as a reader's eye takes it, one unit a letter or sign. Invisible characters and diacritics belong to the unit before them;
 * `from` and `to` are its place in the original, in UTF-16 units, so that a find can be shown where it stands.
 */
export type Unit = {
  kind: 'letter' | 'digit' | 'sign' | 'star' | 'space' | 'mark'
  /** The shapes it may stand for; '' for what is no letter. */
  reads: string
  /** Lower-case, composed, as written: for words whose diacritics matter. */
  plain: string
  upper: boolean
  from: number
  to: number
}
/** `beginnings` is kept by whoever first looks for words in it. */
export type Folded = { text: string; units: Unit[]; beginnings?: Map<string, number[]> }

/** Longer texts are judged by their beginning: no network takes as much. */
const longest = 20_000

export function foldMasked(text: string): Folded {
  const units: Unit[] = []
  let at = 0
  for (const character of text.slice(0, longest)) {
    const to = at + character.length
    if (isInvisible(character)) extend(units, to)
    else units.push(...unitsOf(character, at, to))
    at = to
  }
  readMixedWords(units)
  return { text, units }
}

/** The same for words that are looked for as they are written: only case and ways of encoding are passed over. */
export function foldExact(text: string): Folded {
  const units: Unit[] = []
  let at = 0
  for (const character of text.slice(0, longest)) {
    const to = at + character.length
    if (isInvisible(character) && !isMark(character)) extend(units, to)
    else if (isMark(character)) join(units, character, to)
    else for (const plain of character.normalize('NFKC').toLowerCase()) units.push(exactUnit(plain, at, to))
    at = to
  }
  return { text, units }
}

/** Zero-width, direction, soft hyphen, variation and filler characters, and marks that stand on a letter. */
const isInvisible = (character: string) =>
  /^[\p{M}\p{Cf}\u115f\u1160\u3164\uffa0\u{e0000}-\u{e0fff}\0]$/u.test(character)
const isMark = (character: string) => /^\p{M}$/u.test(character)

function extend(units: Unit[], to: number): void {
  const last = units.at(-1)
  if (last) last.to = to
}

function join(units: Unit[], mark: string, to: number): void {
  const last = units.at(-1)
  if (!last) return
  last.plain = (last.plain + mark).normalize('NFC')
  if (last.kind === 'letter') last.reads = last.plain
  last.to = to
}

function unitsOf(character: string, from: number, to: number): Unit[] {
  const known = character.length === 1 ? cached.get(character) : undefined
  const made = known ?? readUnits(character)
  if (!known && character.length === 1 && cached.size < 5_000) cached.set(character, made)
  return made.map((unit) => ({ ...unit, from, to }))
}

type Read = Omit<Unit, 'from' | 'to'>
const cached = new Map<string, Read[]>()

function readUnits(character: string): Read[] {
  const sign = signReadings(character)
  if (sign && !/\d/.test(character)) return [{ kind: 'sign', reads: sign, plain: character, upper: false }]
  const upright = unboxed(character) ?? character.normalize('NFKC')
  return [...upright].flatMap((one) => readOne(one, upright.length > 1 && !/\p{L}|\p{N}/u.test(one)))
}

function readOne(one: string, isWrapping: boolean): Read[] {
  if (isWrapping || /^\p{M}$/u.test(one)) return []
  if (one === '*' || one === '\u2217') return [{ kind: 'star', reads: '', plain: one, upper: false }]
  if (/^\s$/u.test(one)) return [{ kind: 'space', reads: '', plain: ' ', upper: false }]
  if (/^\p{Nd}$/u.test(one)) return [{ kind: 'digit', reads: signReadings(one) + one, plain: one, upper: false }]
  if (!/^\p{L}$/u.test(one)) return [{ kind: 'mark', reads: '', plain: one, upper: false }]
  const lower = one.toLowerCase()
  const bare = lower.normalize('NFD').replace(/\p{M}/gu, '')
  const upper = lower !== one
  return [...(bare === 'ß' ? 'ss' : bare)].map((letter) => ({
    kind: 'letter',
    reads: readingsOf(letter),
    plain: bare.length > 1 ? letter : lower.normalize('NFC'),
    upper,
  }))
}

function exactUnit(plain: string, from: number, to: number): Unit {
  if (plain === '*') return { kind: 'star', reads: '', plain, upper: false, from, to }
  const kind = /^\p{L}$/u.test(plain)
    ? 'letter'
    : /^\p{N}$/u.test(plain)
      ? 'digit'
      : /^\s$/u.test(plain)
        ? 'space'
        : 'mark'
  return { kind, reads: kind === 'letter' || kind === 'digit' ? plain : '', plain, upper: false, from, to }
}

/** In a word of both alphabets a Latin letter is also read by its sound. */
function readMixedWords(units: Unit[]): void {
  for (let from = 0; from < units.length; from++) {
    if (units[from]?.kind !== 'letter') continue
    let to = from
    let latin = false
    let cyrillic = false
    for (let one = units[to]; one?.kind === 'letter' || one?.kind === 'digit'; one = units[++to]) {
      latin ||= /\p{Script=Latin}/u.test(one.plain)
      cyrillic ||= /\p{Script=Cyrillic}/u.test(one.plain)
    }
    if (latin && cyrillic) for (const one of units.slice(from, to)) one.reads += soundReadings(one.plain)
    from = to
  }
}

/** Each word as its shapes, digits and signs between its letters read as letters, and as it is written without them. */
export function shapedWords({ units }: Folded): { shape: string; plain: string }[] {
  const words: { shape: string; plain: string }[] = []
  let word = { shape: '', plain: '' }
  units.forEach(({ kind, reads, plain }, at) => {
    const isWithin = units[at - 1]?.kind === 'letter' && units[at + 1]?.kind === 'letter'
    const isLetter = kind === 'letter' || ((kind === 'digit' || kind === 'sign') && isWithin)
    if (isLetter) word = { shape: word.shape + (reads[0] ?? ''), plain: word.plain + plain }
    if (word.shape !== '' && (!isLetter || at === units.length - 1)) {
      words.push(word)
      word = { shape: '', plain: '' }
    }
  })
  return words
}
