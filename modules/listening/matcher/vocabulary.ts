import { foldOf } from './characters.ts'
import { grown } from './grow.ts'
import { hashOf, hashOn, hashStart, type Tokens } from './tokens.ts'

/** How a hash becomes a slot. */
const mixed = (hash: number) => hash ^ (hash >>> 15)
const gone = -1

/**
 * Words that any query asks for, numbered, in open addressing over their hashes: a token finds its number without
 * becoming a string. A word with a sign is another word; its hash is the word's with the sign behind it.
 */
export class Vocabulary {
  size = 0
  /** The number of a word + 1, 0 for an empty slot, `gone` where one was. */
  private slots = new Int32Array(1024)
  private used = 0
  private hashes = new Int32Array(256)
  private signs = new Uint8Array(256)
  private starts = new Int32Array(256)
  private lengths = new Uint16Array(256)
  private letters = new Uint16Array(2048)
  private end = 0
  private readonly leftLetters = new Map<number, number[]>()
  private readonly leftNumbers: number[] = []
  private count = 0

  /** The number of a key, which becomes known if it was not. */
  add(key: string, sign = 0): number {
    const hash = sign === 0 ? hashOf(key) : hashOn(hashOf(key), sign)
    const known = this.find(key, sign, hash)
    if (known >= 0) return known
    if ((this.used + 1) * 2 > this.slots.length) this.rehash()
    const word = this.leftNumbers.pop() ?? this.count++
    this.write(word, key, sign, hash)
    this.place(word, hash)
    this.size++
    return word
  }

  remove(word: number): void {
    const mask = this.slots.length - 1
    let slot = mixed(this.hashes[word] ?? 0) & mask
    while (this.slots[slot] !== word + 1) slot = (slot + 1) & mask
    this.slots[slot] = gone
    const length = this.lengths[word] ?? 0
    const places = this.leftLetters.get(length) ?? []
    places.push(this.starts[word] ?? 0)
    this.leftLetters.set(length, places)
    this.leftNumbers.push(word)
    this.size--
  }

  /** The number of a token's word, with `sign` before it; -1 when nobody asks for it. */
  findToken(tokens: Tokens, token: number, sign: number): number {
    const plain = tokens.hash[token] ?? 0
    const hash = sign === 0 ? plain : hashOn(plain, sign)
    if (tokens.made[token]) return this.find(tokens.keys[token] ?? '', sign, hash)
    const from = tokens.wordFrom(token)
    return this.findFolded(tokens.sourceOf(token), from, (tokens.to[token] ?? 0) - from, sign, hash)
  }

  /** The number of what stands in a text from there on, folded. */
  findFolded(text: string, from: number, length: number, sign: number, hash: number): number {
    const { slots, hashes, lengths, letters } = this
    const mask = slots.length - 1
    for (let slot = mixed(hash) & mask; ; slot = (slot + 1) & mask) {
      const word = (slots[slot] ?? 0) - 1
      if (word === -1) return -1
      if (word < 0 || hashes[word] !== hash || lengths[word] !== length || this.signs[word] !== sign) continue
      const start = this.starts[word] ?? 0
      let n = 0
      while (n < length && letters[start + n] === foldOf[text.charCodeAt(from + n)]) n++
      if (n === length) return word
    }
  }

  private find(key: string, sign: number, hash: number): number {
    const { slots, hashes, lengths, letters } = this
    const mask = slots.length - 1
    for (let slot = mixed(hash) & mask; ; slot = (slot + 1) & mask) {
      const word = (slots[slot] ?? 0) - 1
      if (word === -1) return -1
      if (word < 0 || hashes[word] !== hash || lengths[word] !== key.length || this.signs[word] !== sign) continue
      const start = this.starts[word] ?? 0
      let n = 0
      while (n < key.length && letters[start + n] === key.charCodeAt(n)) n++
      if (n === key.length) return word
    }
  }

  private write(word: number, key: string, sign: number, hash: number): void {
    this.hashes = grown(this.hashes, word + 1)
    this.signs = grown(this.signs, word + 1)
    this.starts = grown(this.starts, word + 1)
    this.lengths = grown(this.lengths, word + 1)
    const start = this.leftLetters.get(key.length)?.pop() ?? this.roomFor(key.length)
    for (let n = 0; n < key.length; n++) this.letters[start + n] = key.charCodeAt(n)
    this.hashes[word] = hash
    this.signs[word] = sign
    this.starts[word] = start
    this.lengths[word] = key.length
  }

  private roomFor(length: number): number {
    this.letters = grown(this.letters, this.end + length)
    this.end += length
    return this.end - length
  }

  private place(word: number, hash: number): void {
    const mask = this.slots.length - 1
    let slot = mixed(hash) & mask
    while ((this.slots[slot] ?? 0) > 0) slot = (slot + 1) & mask
    if (this.slots[slot] === 0) this.used++
    this.slots[slot] = word + 1
  }

  private rehash(): void {
    const words = this.slots.filter((one) => one > 0)
    this.slots = new Int32Array(Math.max(1024, 2 ** Math.ceil(Math.log2((this.size + 1) * 4))))
    this.used = 0
    for (const one of words) this.place(one - 1, this.hashes[one - 1] ?? 0)
  }
}

/** The hash of the first letters of a text, folded. */
export function hashOfStart(text: string, from: number, length: number): number {
  let hash = hashStart
  for (let n = 0; n < length; n++) hash = hashOn(hash, foldOf[text.charCodeAt(from + n)] ?? 0)
  return hash
}
