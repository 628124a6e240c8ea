import type { Block, Chip, WordChip } from '../../../../../modules/listening/compose.ts'

/** How the words of a chip are meant; `loose`: all of them near one another, in any order. */
export type How = 'forms' | 'form' | 'case' | 'loose'
export type SaidWords = { text: string; how: How; within: number }

const usualWithin = 4

/** A chip of words as one field shows it; undefined for what is no such chip. */
export function saidIn(block: Block): SaidWords | undefined {
  switch (block.kind) {
    case 'word':
    case 'phrase':
      return { text: block.text, how: block.mode, within: usualWithin }
    case 'wildcard':
      return { text: block.pattern, how: 'forms', within: usualWithin }
    case 'tag':
      return { text: `${block.sign}${block.text}`, how: 'forms', within: usualWithin }
    case 'loose':
      return block.mode === 'forms' ? { text: block.text, how: 'loose', within: block.within } : undefined
    default:
      return undefined
  }
}

/** Several words become a phrase, and a sign or a star what it is, when the query is written. */
export const wordChip = (text: string, how: How, within = usualWithin): Chip =>
  how === 'loose' ? { kind: 'loose', text, mode: 'forms', within } : { kind: 'word', text, mode: how }

const signs = { forms: '', form: '!', case: '=' } as const

/** Any of several words, with commas between; `!` and `=` as in the query language. */
export const wordsOfOperand = {
  say: (chips: readonly WordChip[]): string => chips.map(sayChip).join(','),
  read: (text: string): WordChip[] => text.split(',').map(readChip),
}

function sayChip(chip: WordChip): string {
  if (chip.kind === 'wildcard') return chip.pattern
  if (chip.kind === 'tag') return `${chip.sign}${chip.text}`
  if (chip.kind === 'text') return chip.text
  const before = /^\s*/.exec(chip.text)?.[0] ?? ''
  return `${before}${signs[chip.mode]}${chip.text.slice(before.length)}`
}

function readChip(text: string): WordChip {
  const [, before = '', sign, rest = ''] = /^(\s*)([!=]?)(.*)$/s.exec(text) ?? []
  const mode = sign === '!' ? 'form' : sign === '=' ? 'case' : 'forms'
  return { kind: 'word', text: `${before}${rest}`, mode }
}
