import { foldOf } from './characters.ts'
import { IntLists } from './int-lists.ts'
import type { Presence } from './presence.ts'
import { hashOf, hashOn, type Tokens } from './tokens.ts'
import { hashOfStart, Vocabulary } from './vocabulary.ts'
import { meetsPattern } from './word-forms.ts'

/** Letters that must stand before the first star; words are found by as many. */
const least = 3
const mostFiled = least + 30

type Pattern = { text: string; term: number /** Any word that begins with its letters meets it. */; isStart: boolean }

type Met = { presence: Presence; position: number }

/**
 * Words with * and ?. They are filed under the letters before their first sign, and found by the beginnings of a token
 * of the lengths that occur. Those with a ? among their first three letters stand in a list that every token goes past.
 */
export class Patterns {
  private readonly beginnings = new Vocabulary()
  /** By the number of a beginning, the patterns filed under it. */
  private readonly filed = new IntLists()
  private readonly patterns = new Map<number, Pattern>()
  private readonly loose = new Set<Pattern>()
  /** By the hash of the first three letters, which lengths of beginnings there are, a bit each. */
  private readonly lengths = new Map<number, number>()
  /** Says no to most hashes at once. */
  private readonly maybe = new Uint8Array(1 << 14)

  get isEmpty(): boolean {
    return this.patterns.size === 0
  }

  add(text: string, term: number): void {
    const start = beginningOf(text)
    const pattern = { text, term, isStart: `${start}*` === text }
    this.patterns.set(term, pattern)
    if (start.length < least) return void this.loose.add(pattern)
    this.filed.push(this.beginnings.add(start), term)
    const hash = hashOf(start.slice(0, least))
    this.lengths.set(hash, (this.lengths.get(hash) ?? 0) | (1 << (start.length - least)))
    this.maybe[hash & 0x3fff] = 1
  }

  /** The lengths looked at are left as they are: they cost a look, and the next pattern alike needs them. */
  remove(term: number): void {
    const pattern = this.patterns.get(term)
    if (!pattern) return
    this.patterns.delete(term)
    const start = beginningOf(pattern.text)
    if (start.length < least) return void this.loose.delete(pattern)
    const beginning = this.beginnings.add(start)
    this.filed.takeOut(beginning, this.filed.of(beginning).indexOf(term), 1)
    if ((this.filed.length[beginning] ?? 0) === 0) this.beginnings.remove(beginning)
  }

  /** Marks every pattern that a token meets. */
  mark(tokens: Tokens, token: number, presence: Presence): void {
    const met = { presence, position: tokens.positionOf(token) }
    const made = tokens.made[token] === 1
    const text = made ? (tokens.keys[token] ?? '') : tokens.sourceOf(token)
    const from = made ? 0 : tokens.wordFrom(token)
    const length = made ? text.length : (tokens.to[token] ?? 0) - from
    if (length >= least) this.markFiled(text, from, length, met)
    if (this.loose.size > 0) this.markLoose(tokens.keyOf(token), met)
  }

  private markFiled(text: string, from: number, length: number, met: Met): void {
    let hash = hashOfStart(text, from, least)
    if (this.maybe[hash & 0x3fff] === 0) return
    let bits = this.lengths.get(hash) ?? 0
    for (let known = least; bits !== 0 && known <= length; known++, bits >>>= 1) {
      if (bits & 1) this.markBeginning(text, from, length, known, hash, met)
      hash = hashOn(hash, foldOf[text.charCodeAt(from + known)] ?? 0)
    }
  }

  private markBeginning(text: string, from: number, length: number, known: number, hash: number, met: Met): void {
    const beginning = this.beginnings.find(text, from, known, 0, hash)
    if (beginning < 0) return
    for (const term of this.filed.of(beginning)) {
      const pattern = this.patterns.get(term)
      if (pattern?.isStart || (pattern && meetsPattern(pattern.text, foldedPart(text, from, length))))
        met.presence.mark(term, met.position)
    }
  }

  private markLoose(key: string, { presence, position }: Met): void {
    for (const { text, term } of this.loose) if (meetsPattern(text, key)) presence.mark(term, position)
  }
}

const beginningOf = (pattern: string) => (/^[^*?]*/.exec(pattern)?.[0] ?? '').slice(0, mostFiled)

function foldedPart(text: string, from: number, length: number): string {
  let key = ''
  for (let n = from; n < from + length; n++) key += String.fromCharCode(foldOf[text.charCodeAt(n)] ?? 0)
  return key
}
