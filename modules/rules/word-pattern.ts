import { foldExact, foldMasked, type Unit } from './fold-masked.ts'

/**
 * A word to look for, as it is written in packs and by people:
 *   word        that word alone
 *   word*       words that begin with it
 *   *word*      words that hold it anywhere
 *   two words   one after the other, whatever stands between them that is no letter
 *   s*n of      the star stands for any ending, or alone for one or two words: `earn * a day`
 *   =word       only with these diacritics: `=bög` is not `bog`
 *   ~word       only in texts of the pack's own language, for words that mean something honest in another
 */
export type WordPattern = {
  written: string
  /** One shape a letter; a space between words. */
  shapes: string[]
  openStart: boolean
  openEnd: boolean
  /** Its letters with their diacritics, when those matter. */
  strict: string | undefined
  ownLanguage: boolean
}

export const longestPattern = 60

/** Undefined when nothing is left to look for, or too little to look for masked: two letters stand in every text. */
export function readPattern(written: string, masked = true): WordPattern | undefined {
  const [, flags = '', rest = ''] = /^([=~]*)(.*)$/su.exec(written.trim()) ?? []
  const word = rest.replace(/^\*+|\*+$/g, '')
  const units = masked ? foldMasked(word).units : foldExact(word).units
  const shapes = shapesOf(units)
  const letters = shapes.filter((one) => ![' ', anyEnding, anyWords].includes(one)).length
  if (letters < (masked ? 3 : 1) || word.length > longestPattern) return undefined
  return {
    written: written.trim(),
    shapes,
    openStart: rest.startsWith('*'),
    openEnd: rest.endsWith('*'),
    strict: flags.includes('=') ? lettersOf(units) : undefined,
    ownLanguage: flags.includes('~'),
  }
}

/** What a star within a pattern stands for. */
export const anyEnding = '…'
export const anyWords = '⋯'

function shapesOf(units: Unit[]): string[] {
  const shapes: string[] = []
  units.forEach((unit, at) => {
    const shape = shapeIn(unit, units[at - 1], units[at + 1])
    const last = shapes.at(-1)
    if (shape === ' ' && (last === undefined || last === ' ' || last === anyWords)) return
    if (shape === anyWords && last === ' ') shapes.pop()
    if (shape && !(shape === last && shape === anyEnding)) shapes.push(shape)
  })
  while (shapes.at(-1) === ' ' || shapes.at(-1) === anyWords) shapes.pop()
  return shapes
}

function shapeIn({ kind, reads, plain }: Unit, before: Unit | undefined, after: Unit | undefined): string | undefined {
  if (kind === 'letter' || kind === 'sign') return reads[0]
  if (kind === 'digit') return plain
  if (kind !== 'star') return ' '
  return before?.kind === 'letter' || after?.kind === 'letter' ? anyEnding : anyWords
}

export const lettersOf = (units: Unit[]): string =>
  units
    .filter((one) => one.kind === 'letter')
    .map((one) => one.plain)
    .join('')
