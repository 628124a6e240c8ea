import { printQuery } from '../matcher/print-query.ts'
import type { Atom, Choice, Operand, Phrase, Query, Title, Word } from '../matcher/query.ts'
import type { Block, TextChip, TitleChip, WordChip } from './block.ts'
import type { Comment } from './comments-in.ts'

/** A query as blocks. Each comment goes to the block that begins next after it, or to the whole when none does. */
export function blocksOf(query: Query, comments: readonly Comment[] = []): Block {
  const left = comments.toSorted((a, b) => a.from - b.from)
  const block = blockOf(query, left)
  return left.length > 0 ? withComments(block, [...(block.comments ?? []), ...left.map(({ text }) => text)]) : block
}

function blockOf(query: Query, comments: Comment[]): Block {
  const before: string[] = []
  for (let next = comments[0]; next && next.to <= query.from; next = comments[0]) {
    before.push(next.text)
    comments.shift()
  }
  return withComments(barely(query, comments), before)
}

const withComments = (block: Block, comments: readonly string[]): Block =>
  comments.length > 0 ? { ...block, comments } : block

function barely(query: Query, comments: Comment[]): Block {
  switch (query.kind) {
    case 'and':
      return { kind: 'all', of: query.of.map((one) => blockOf(one, comments)) }
    case 'or':
      return sameField(query.of) ?? { kind: 'any', of: query.of.map((one) => blockOf(one, comments)) }
    case 'not':
      return { kind: 'none', of: partsOf(query.of).map((one) => blockOf(one, comments)) }
    case 'near':
      return { kind: 'near', of: query.of.map(choicesOf), distances: query.distances }
    case 'choice':
      return { kind: 'field', field: query.field, values: [query.value] }
    case 'measure':
      return { kind: 'measure', field: query.field, is: query.is, number: query.number }
    case 'title':
      return titleChip(query)
    case 'phrase':
      return phraseChip(query)
    default:
      return atomChip(query)
  }
}

const partsOf = (query: Query): Query[] => (query.kind === 'or' ? query.of : [query])

/** Values of one field are one chip. */
function sameField(of: Query[]): Block | undefined {
  const choices = of.filter((one): one is Choice => one.kind === 'choice')
  const field = choices[0]?.field
  if (!field || choices.length < of.length || choices.some((one) => one.field !== field)) return undefined
  return { kind: 'field', field, values: choices.map(({ value }) => value) }
}

/** A choice within a choice is said in the query language. */
function choicesOf(operand: Operand): WordChip[] {
  return operand.kind === 'or' ? operand.of.map(operandChip) : [operandChip(operand)]
}

function operandChip(operand: Operand): WordChip {
  if (operand.kind === 'or') return textChip(operand)
  if (operand.kind !== 'phrase') return atomChip(operand)
  const mode = modeOf(operand)
  return mode ? { kind: 'phrase', text: wordsOf(operand), mode } : textChip(operand)
}

function phraseChip(phrase: Phrase): Block {
  const mode = modeOf(phrase)
  if (!mode) return textChip(phrase)
  const text = wordsOf(phrase)
  return phrase.within === null ? { kind: 'phrase', text, mode } : { kind: 'loose', text, mode, within: phrase.within }
}

function titleChip(title: Title): TitleChip | TextChip {
  const { of } = title
  if (of.kind === 'word') return { kind: 'title', text: of.text, mode: of.mode, isPhrase: false }
  const mode = of.kind === 'phrase' && of.within === null ? modeOf(of) : undefined
  return mode && of.kind === 'phrase' ? { kind: 'title', text: wordsOf(of), mode, isPhrase: true } : textChip(title)
}

function atomChip(atom: Atom): Exclude<WordChip, { kind: 'phrase' }> {
  if (atom.kind === 'word') return { kind: 'word', text: atom.text, mode: atom.mode }
  if (atom.kind === 'wildcard') return { kind: 'wildcard', pattern: atom.pattern }
  return { kind: 'tag', sign: atom.sign, text: atom.text }
}

const textChip = (query: Query): TextChip => ({ kind: 'text', text: printQuery(query) })

/** How all words of a phrase are meant, when it has only words and these are meant alike. */
function modeOf(phrase: Phrase): Word['mode'] | undefined {
  const modes = new Set(phrase.of.map((atom) => (atom.kind === 'word' ? atom.mode : undefined)))
  const [only] = modes
  return modes.size === 1 ? only : undefined
}

const wordsOf = (phrase: Phrase): string => phrase.of.map((atom) => (atom.kind === 'word' ? atom.text : '')).join(' ')
