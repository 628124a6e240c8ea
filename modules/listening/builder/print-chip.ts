import { printQuery } from '../matcher/print-query.ts'
import type { Word } from '../matcher/query.ts'
import { isProblem, readAtom } from '../matcher/read-atom.ts'
import type { Chip, WordChip } from './block.ts'

/** A chip in the query language; nothing when it is still empty. What was typed into it never becomes an operator. */
export function printChip(chip: Chip | WordChip): string {
  switch (chip.kind) {
    case 'word':
      return printWord(chip.text, chip.mode)
    case 'wildcard':
      return printWord(chip.pattern, 'forms')
    case 'tag':
      return chip.text.trim() ? `${chip.sign}${chip.text.trim()}` : ''
    case 'phrase':
      return printPhrase(chip.text, chip.mode)
    case 'loose':
      return chip.text.trim() ? `${printPhrase(chip.text, chip.mode)}~${chip.within}` : ''
    case 'title':
      return printTitle(chip.isPhrase ? printPhrase(chip.text, chip.mode) : printWord(chip.text, chip.mode))
    case 'field':
      return printField(chip.field, chip.values)
    case 'measure':
      return `${chip.field}:${chip.is}${chip.number}`
    case 'text':
      return chip.text.trim()
  }
}

const signs: Record<Word['mode'], string> = { forms: '', form: '!', case: '=' }
const isOneRun = (text: string) => /^(?![-−–/])(?!.*<<<)[^\s()|"“”„«»]+$/u.test(text)
const isOperator = (text: string) => /^(AND|OR|NOT|NEAR(\/.*)?)$/.test(text)

/** Several words are a phrase; so is what would be read as something else than a word. */
function printWord(text: string, mode: Word['mode']): string {
  const word = text.trim()
  if (!word) return ''
  const isPlain = isOneRun(word) && !(mode === 'forms' && isOperator(word)) && !/^[\p{L}_]+:/u.test(word)
  return isPlain ? `${signs[mode]}${word}` : printPhrase(word, mode)
}

function printPhrase(text: string, mode: Word['mode']): string {
  const words = text
    .replace(/["“”„«»]/g, ' ')
    .trim()
    .split(/\s+/)
  const said = words.map((word) => `${/^[!=]/.test(word) ? '' : signsFor(word, mode)}${word}`)
  return words[0] ? `"${said.join(' ')}"` : ''
}

/** A tag or a pattern has no other forms, and takes no sign. */
function signsFor(word: string, mode: Word['mode']): string {
  const read = readAtom(word, 0)
  return !isProblem(read) && read.kind === 'word' ? signs[mode] : ''
}

const printTitle = (words: string) => (words ? `title:${words}` : '')

function printField(field: string, values: readonly string[]): string {
  const said = values.map((value) => value.replace(/["“”„«»]/g, '').trim()).filter(Boolean)
  const printed = said.map((value) =>
    printQuery({ kind: 'choice', field: 'author', value, from: 0, to: 0 }).replace(/^author/, field),
  )
  return printed.join(' OR ')
}
