import { foldOf } from './characters.ts'
import { grown } from './grow.ts'
import { hashOf, hashOn, hashStart, type Tokens } from './tokens.ts'

/** How a hash becomes the first half of a slot. */
const slotOf = (hash: number) => (hash ^ (hash >>> 15)) << 1
const gone = -1

/**
 * Words that any query asks for, numbered, in open addressing over their hashes: a token finds its number without
 * becoming a string. A word with a sign is another word; its hash is the word's with the sign behind it. What is looked
 * at together lies together, since most of the time goes by waiting for memory.
 */
export class Vocabulary {
  size = 0
  /** In pairs: the number of a word + 1, 0 for an empty slot, `gone` where one was; and its hash. */
  private slots = new Int32Array(2 * 1024)
  private used = 0
  /** By word, in fours: where its letters begin, its length and sign as one, its hash, nothing. */
  private words = new Int32Array(4 * 256)
  private letters = new Uint16Array(2048)
  private end = 0
  private readonly leftLetters = new Map<number, number[]>()
  private readonly leftNumbers: number[] = []
  private count = 0

  /** The number of a key, which becomes known if it was not. */
  add(key: string, sign = 0): number {
    const hash = sign === 0 ? hashOf(key) : hashOn(hashOf(key), sign)
    const known = this.find(key, 0, key.length, sign, hash)
    if (known >= 0) return known
    if ((this.used + 1) * 4 > this.slots.length) this.rehash()
    const word = this.leftNumbers.pop() ?? this.count++
    this.write(word, key, sign, hash)
    this.place(word, hash)
    this.size++
    return word
  }

  remove(word: number): void {
    const mask = this.slots.length - 2
    const [start = 0, shape = 0, hash = 0] = this.words.subarray(word * 4)
    let slot = slotOf(hash) & mask
    while (this.slots[slot] !== word + 1) slot = (slot + 2) & mask
    this.slots[slot] = gone
    const length = shape >> 8
    const places = this.leftLetters.get(length) ?? []
    places.push(start)
    this.leftLetters.set(length, places)
    this.leftNumbers.push(word)
    this.size--
  }

  /** The number of a token's word, with `sign` before it; -1 when nobody asks for it. */
  findToken(tokens: Tokens, token: number, sign: number): number {
    const plain = tokens.hash[token] ?? 0
    const hash = sign === 0 ? plain : hashOn(plain, sign)
    if (tokens.made[token]) {
      const key = tokens.keys[token] ?? ''
      return this.find(key, 0, key.length, sign, hash)
    }
    const from = tokens.wordFrom(token)
    return this.find(tokens.sourceOf(token), from, (tokens.to[token] ?? 0) - from, sign, hash)
  }

  /** The number of what stands in a text from there on, folded. */
  find(text: string, from: number, length: number, sign: number, hash: number): number {
    const { slots } = this
    const mask = slots.length - 2
    for (let slot = slotOf(hash) & mask; ; slot = (slot + 2) & mask) {
      const word = (slots[slot] ?? 0) - 1
      if (word === -1) return -1
      if (word >= 0 && slots[slot + 1] === hash && this.isWord(word, text, from, length, sign)) return word
    }
  }

  private isWord(word: number, text: string, from: number, length: number, sign: number): boolean {
    const { words, letters } = this
    if (words[word * 4 + 1] !== ((length << 8) | sign)) return false
    const start = words[word * 4] ?? 0
    let n = 0
    while (n < length && letters[start + n] === foldOf[text.charCodeAt(from + n)]) n++
    return n === length
  }

  private write(word: number, key: string, sign: number, hash: number): void {
    this.words = grown(this.words, word * 4 + 4)
    const start = this.leftLetters.get(key.length)?.pop() ?? this.roomFor(key.length)
    for (let n = 0; n < key.length; n++) this.letters[start + n] = key.charCodeAt(n)
    this.words.set([start, (key.length << 8) | sign, hash], word * 4)
  }

  private roomFor(length: number): number {
    this.letters = grown(this.letters, this.end + length)
    this.end += length
    return this.end - length
  }

  private place(word: number, hash: number): void {
    const mask = this.slots.length - 2
    let slot = slotOf(hash) & mask
    while ((this.slots[slot] ?? 0) > 0) slot = (slot + 2) & mask
    if (this.slots[slot] === 0) this.used++
    this.slots[slot] = word + 1
    this.slots[slot + 1] = hash
  }

  private rehash(): void {
    const words = this.slots.filter((one, n) => n % 2 === 0 && one > 0)
    this.slots = new Int32Array(2 * Math.max(1024, 2 ** Math.ceil(Math.log2((this.size + 1) * 4))))
    this.used = 0
    for (const one of words) this.place(one - 1, this.words[(one - 1) * 4 + 2] ?? 0)
  }
}

/** The hash of the first letters of a text, folded. */
export function hashOfStart(text: string, from: number, length: number): number {
  let hash = hashStart
  for (let n = 0; n < length; n++) hash = hashOn(hash, foldOf[text.charCodeAt(from + n)] ?? 0)
  return hash
}
