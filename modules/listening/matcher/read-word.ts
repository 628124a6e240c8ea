import { composed, folded } from './characters.ts'
import { tokenise } from './tokenise.ts'
import { picture, plain, Tokens } from './tokens.ts'

/** A word as a post's token would have it. */
export type OneToken = { kind: number; key: string; written: string; to: number }

const tokens = new Tokens()

/** What is written in a query, read by the very rules that posts are read by. */
export function tokensIn(text: string): OneToken[] {
  tokenise({ text }, tokens)
  return Array.from({ length: tokens.count }, (_, n) => ({
    kind: tokens.kind[n] ?? plain,
    key: tokens.keyOf(n),
    written: writtenOf(tokens, n),
    to: tokens.to[n] ?? 0,
  }))
}

/** A token letter for letter, but for the ways of encoding: what `=Exact` compares. */
export function writtenOf(from: Tokens, token: number): string {
  if (from.kind[token] === picture) return from.keyOf(token)
  return composed(from.sourceOf(token).slice(from.wordFrom(token), from.to[token])).replace(/[’ʼ‘ʹ′＇`]/g, "'")
}

export const foldWord = (word: string): string => folded(composed(word))

/** Values of fields are compared without regard to case and encoding. */
export const foldValue = (value: string): string =>
  isFolded.test(value) ? value : value.trim().normalize('NFC').toLowerCase().replace(/^@/, '')

const isFolded = /^[a-z\d][a-z\d._-]*$/
