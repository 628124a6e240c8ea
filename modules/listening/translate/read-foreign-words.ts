import { problem } from '../matcher/problem.ts'
import { type Atom, limits, type Phrase, type Query, type Span, type Tag, type Word } from '../matcher/query.ts'
import { isProblem, readAtom } from '../matcher/read-atom.ts'
import { type OneToken, tokensIn } from '../matcher/read-word.ts'
import { picture } from '../matcher/tokens.ts'
import type { Tell } from './dialect.ts'
import { withoutScheme } from './fields.ts'
import { note, type TranslationProblem } from './note.ts'

type Told = { tell: Tell; complain: (problem: TranslationProblem) => void }

/** A run of characters without spaces, as what it finds here; undefined when it has nothing to find, which is told. */
export function readForeignWord(text: string, span: Span, mode: Word['mode'], told: Told): Query | undefined {
  if (/^(https?:\/\/|www\.)./i.test(text)) return linkOf(text, span, told)
  return phraseOf(atomsOf(text, span, mode, told), span, null, told)
}

/** What stands between quotation marks. */
export function readForeignPhrase(
  text: string,
  span: Span,
  mode: Word['mode'],
  told: Told,
): { of: Atom[]; query: Query | undefined } {
  const of = text.split(/\s+/).flatMap((word) => (word ? atomsOf(word, span, mode, told) : []))
  return { of, query: phraseOf(of, span, null, told) }
}

/** One thing stands by itself; what would be taken for an operator stands in quotation marks. */
export function phraseOf(of: Atom[], span: Span, within: number | null, told: Told): Phrase | Atom | undefined {
  if (of.length > limits.phrase) {
    told.complain(problem('listening.query.phraseTooLong', span, { most: limits.phrase }))
    return undefined
  }
  const [only] = of
  if (!only) return undefined
  if (of.length === 1 && !looksLikeOperator(only)) return only
  return { ...span, kind: 'phrase', of, within: of.length > 1 ? within : null }
}

const looksLikeOperator = (atom: Atom) =>
  atom.kind === 'word' && atom.mode === 'forms' && /^(AND|OR|NOT|NEAR.*)$/.test(atom.text)

function linkOf(text: string, span: Span, { tell }: Told): Query | undefined {
  const value = withoutScheme(text)
  if (!value || /^[@\s]*$/.test(value)) {
    tell(note('listening.translation.signsDropped', span, { written: text }))
    return undefined
  }
  tell(note('listening.translation.nearest', span, { written: text, became: `link:${value}` }))
  return { ...span, kind: 'choice', field: 'link', value }
}

function atomsOf(text: string, span: Span, mode: Word['mode'], told: Told): Atom[] {
  const bare = /[*?]/.test(text) ? text.replace(/^[^\p{L}\p{N}\p{M}*?]+|[^\p{L}\p{N}\p{M}*?]+$/gu, '') : ''
  if (/[*?]/.test(bare) && /[\p{L}\p{N}]/u.test(bare)) return wildcardsOf(bare, span, mode, told)
  return wordsOf(text, span, mode, told)
}

function wildcardsOf(text: string, span: Span, mode: Word['mode'], told: Told): Atom[] {
  const read = readAtom(text, span.from)
  if (!isProblem(read)) return [placed(read, span)]
  if (read.code === 'listening.query.wildcardAcrossWords')
    return text.split(/[^\p{L}\p{N}\p{M}*?'’ʼ_]+/u).flatMap((part) => (part ? partOf(part, span, mode, told) : []))
  return shortened(text, span, told)
}

function partOf(part: string, span: Span, mode: Word['mode'], told: Told): Atom[] {
  if (!/[*?]/.test(part)) return wordsOf(part, span, mode, told)
  const read = readAtom(part, span.from)
  return isProblem(read) ? shortened(part, span, told) : [placed(read, span)]
}

/** A pattern that would find too much here is the word itself in all its forms. */
function shortened(text: string, span: Span, told: Told): Atom[] {
  const letters = text.replace(/[*?]/g, '')
  if (tokensIn(letters).length === 0) {
    told.tell(note('listening.translation.signsDropped', span, { written: text }))
    return []
  }
  told.tell(note('listening.translation.shortWildcard', span, { written: text, became: letters }))
  return wordsOf(letters, span, 'forms', told)
}

function wordsOf(text: string, span: Span, mode: Word['mode'], told: Told): Atom[] {
  const tokens = tokensIn(text)
  if (tokens.length === 0) {
    told.tell(note('listening.translation.signsDropped', span, { written: text }))
    return []
  }
  if (tokens.some(({ key }) => key.length > limits.word)) {
    told.complain(problem('listening.query.wordTooLong', span, { most: limits.word }))
    return []
  }
  const atoms = atomsFrom(text, tokens, span, mode)
  if (losesSigns(text, tokens))
    told.tell(note('listening.translation.signsLost', span, { written: text, became: tokens.map(shown).join(' ') }))
  return atoms
}

/** What is written with hyphens stays one word; else each token is a word of its own. */
function atomsFrom(text: string, tokens: OneToken[], span: Span, mode: Word['mode']): Atom[] {
  const trimmed = text.replace(/^[^\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+$/gu, '')
  const isSafe = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}'’._-]*$/u.test(trimmed) && !/^(www\.|https?$)/i.test(trimmed)
  const isPlain = tokens.every(({ kind }) => kind === 0)
  if (isSafe && isPlain && keysOf(tokensIn(trimmed)) === keysOf(tokens))
    return [{ ...span, kind: 'word', text: trimmed, mode: modeFor(tokens, mode) }]
  return tokens.map((token) => atomOf(token, span, mode))
}

const keysOf = (tokens: OneToken[]) => tokens.map(({ key }) => key).join(' ')

function atomOf(token: OneToken, span: Span, mode: Word['mode']): Atom {
  if (token.kind <= picture) return { ...span, kind: 'word', text: token.written, mode: modeFor([token], mode) }
  return { ...span, kind: 'tag', sign: String.fromCharCode(token.kind) as Tag['sign'], text: token.written }
}

/** Numbers, emoji and scripts without spaces between words have one form anyway, and read better without a sign. */
const modeFor = (tokens: OneToken[], mode: Word['mode']): Word['mode'] =>
  tokens.every(({ kind, written }) => kind === picture || !hasForms.test(written)) ? 'forms' : mode

const hasForms =
  /[\p{Alphabetic}--[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]]/v

const shown = ({ kind, written }: OneToken) => (kind > picture ? String.fromCharCode(kind) : '') + written

/** Whether signs that mean something are written besides the words. */
function losesSigns(text: string, tokens: OneToken[]): boolean {
  let rest = text
  for (const token of tokens) rest = rest.replace(shown(token), '')
  return /[+&%#@$€£°/\\^<>=|§]/u.test(rest)
}

const placed = <T extends Atom>(atom: T, { from, to }: Span): T => ({ ...atom, from, to })
