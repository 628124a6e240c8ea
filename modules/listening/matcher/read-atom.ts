import { classOf, composing, joiner, letter, unspaced } from './characters.ts'
import { type Problem, type ProblemCode, problem } from './problem.ts'
import { type Atom, limits, type Span, type TagSign, type Word } from './query.ts'
import { tokensIn } from './read-word.ts'

/** One thing to find, read from a run of characters without spaces; or what is wrong with it. */
export function readAtom(run: string, from: number): Atom | Problem {
  const span = { from, to: from + run.length }
  const mode = modes[run.charAt(0)]
  if (mode) return readExact(run, span, mode)
  if (isTagSign(run.charAt(0)) && !/^\$\d/.test(run)) return readTag(run, run.charAt(0) as TagSign, span)
  return /[*?]/.test(run) ? readWildcard(run, span) : readWord(run, span, 'forms')
}

export const isProblem = (read: object): read is Problem => 'code' in read

const modes: Record<string, Word['mode'] | undefined> = { '!': 'form', '=': 'case' }
const isTagSign = (character: string) => ['#', '@', '$'].includes(character)

function readExact(run: string, span: Span, mode: Word['mode']): Atom | Problem {
  const rest = run.slice(1)
  if (!rest) return without('listening.query.loneSign', span, { sign: run })
  if (!/[*?]/.test(rest)) return readWord(rest, span, mode)
  return problem('listening.query.exactWildcard', span, { written: run }, { ...span, text: rest })
}

function readWord(text: string, span: Span, mode: Word['mode']): Atom | Problem {
  const tokens = tokensIn(text)
  if (tokens.length === 0) return without('listening.query.nothingToFind', span, { written: text })
  if (tokens.some((one) => one.key.length > limits.word))
    return problem('listening.query.wordTooLong', span, { most: limits.word })
  return { ...span, kind: 'word', text, mode }
}

function readTag(run: string, sign: TagSign, span: Span): Atom | Problem {
  const text = run.slice(1)
  const [token, ...more] = tokensIn(run)
  const isOne = token && more.length === 0 && token.kind === sign.charCodeAt(0)
  if (isOne && token.key.length > limits.word)
    return problem('listening.query.wordTooLong', span, { most: limits.word })
  if (isOne) return { ...span, kind: 'tag', sign, text }
  const mend = tokensIn(text).length > 0 ? { ...span, text: `"${text.replace(/[*?]/g, '')}"` } : { ...span, text: '' }
  return problem('listening.query.badTag', span, { written: run }, mend)
}

function readWildcard(run: string, span: Span): Atom | Problem {
  const pattern = run.replace(outside, '')
  if (pattern.length > limits.word) return problem('listening.query.wordTooLong', span, { most: limits.word })
  const letters = pattern.replace(/[*?]/g, '')
  const bare = { ...span, text: letters && tokensIn(letters).length > 0 ? letters : '' }
  if ([...letters].some((one) => !isWordPart(one)))
    return problem('listening.query.wildcardAcrossWords', span, { written: run }, asPhrase(pattern, span))
  const beforeStar = pattern.split('*')[0]?.replace(/\?/g, '') ?? ''
  if (pattern.includes('*') && beforeStar.length < 3)
    return problem('listening.query.starTooEarly', span, { written: run }, bare)
  if (letters.length < 2) return problem('listening.query.tooFewLetters', span, { written: run }, bare)
  return { ...span, kind: 'wildcard', pattern }
}

/** Signs around a pattern that are no part of it. */
const outside = /^[^\p{L}\p{N}\p{M}*?]+|[^\p{L}\p{N}\p{M}*?]+$/gu

function isWordPart(character: string): boolean {
  const its = classOf[character.charCodeAt(0)]
  return character.length === 1 && (its === letter || its === joiner || its === composing || its === unspaced)
}

/** The words of a pattern side by side, with stars only where they may stand. */
function asPhrase(pattern: string, span: Span) {
  const words = pattern.split(/[^\p{L}\p{N}\p{M}*?'’ʼ_]+/u).map((word) => {
    const read = word ? readAtom(word, 0) : undefined
    return read && isProblem(read) ? word.replace(/[*?]/g, '') : word
  })
  return { ...span, text: `"${words.filter(Boolean).join(' ')}"` }
}

const without = (code: ProblemCode, span: Span, values: Record<string, string>) =>
  problem(code, span, values, { ...span, text: '' })
