import { folded } from './characters.ts'
import { grown } from './grow.ts'
import type { Place } from './post.ts'

/** What a token is, besides a plain word or an emoji: the sign before it, by its character. */
export const plain = 0
export const picture = 1
export const hash = 0x23
export const cash = 0x24
export const at = 0x40

/** Between the last word of a title and the first of a text, so that nothing is near over it. */
const titleGap = 1_000

const seed = 0x811c9dc5 | 0
const prime = 0x01000193
/** One step of the hash of a key (FNV-1a over its units). */
export const hashOn = (value: number, unit: number): number => Math.imul(value ^ unit, prime)
export const hashStart = seed

export function hashOf(key: string): number {
  let value = seed
  for (let n = 0; n < key.length; n++) value = hashOn(value, key.charCodeAt(n))
  return value
}

/**
 * The words of one post, column by column, so that reading a post makes nothing new. Filled by `tokenise`; valid until
 * the next post is read into it.
 */
export class Tokens {
  title = ''
  text = ''
  count = 0
  /** Tokens before this one stand in the title. */
  titleCount = 0
  kind = new Uint8Array(256)
  /** With its sign. */
  from = new Int32Array(256)
  to = new Int32Array(256)
  /** Of the key: the folded word without its sign. */
  hash = new Int32Array(256)
  sentence = new Int32Array(256)
  /** 1 where the key is not the folded original and stands in `keys`. */
  made = new Uint8Array(256)
  keys: string[] = []
  /** Addresses written in the text. */
  addresses: string[] = []

  clear(title: string, text: string): void {
    this.title = title
    this.text = text
    this.count = 0
    this.titleCount = 0
    if (this.addresses.length > 0) this.addresses = []
  }

  add(kind: number, from: number, to: number, hash: number, sentence: number): void {
    const n = this.count
    if (n === this.from.length) this.grow()
    this.kind[n] = kind
    this.from[n] = from
    this.to[n] = to
    this.hash[n] = hash
    this.sentence[n] = sentence
    this.made[n] = 0
    this.count = n + 1
  }

  addMade(kind: number, from: number, to: number, key: string, sentence: number): void {
    this.add(kind, from, to, hashOf(key), sentence)
    this.made[this.count - 1] = 1
    this.keys[this.count - 1] = key
  }

  /** Where a token stands among the others; one more for each next. */
  positionOf(token: number): number {
    return token < this.titleCount || this.titleCount === 0 ? token : token + titleGap
  }

  tokenAt(position: number): number {
    return position < this.titleCount || this.titleCount === 0 ? position : position - titleGap
  }

  /** The string a token's offsets are of. */
  sourceOf(token: number): string {
    return token < this.titleCount ? this.title : this.text
  }

  /** Where the word begins, behind its sign. */
  wordFrom(token: number): number {
    return (this.from[token] ?? 0) + ((this.kind[token] ?? 0) > picture ? 1 : 0)
  }

  keyOf(token: number): string {
    if (this.made[token]) return this.keys[token] ?? ''
    return folded(this.sourceOf(token).slice(this.wordFrom(token), this.to[token]))
  }

  placeOf(token: number): Place {
    const zone = token < this.titleCount ? 'title' : 'text'
    return { in: zone, from: this.from[token] ?? 0, to: this.to[token] ?? 0 }
  }

  private grow(): void {
    const length = this.from.length * 2
    this.kind = grown(this.kind, length)
    this.made = grown(this.made, length)
    this.from = grown(this.from, length)
    this.to = grown(this.to, length)
    this.hash = grown(this.hash, length)
    this.sentence = grown(this.sentence, length)
  }
}
