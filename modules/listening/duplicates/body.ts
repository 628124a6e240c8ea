import type { Post } from '../matcher/post.ts'
import { tokenise } from '../matcher/tokenise.ts'
import { at, hash, hashOf, hashOn, picture, Tokens } from '../matcher/tokens.ts'

/** Texts with fewer different words, or fewer letters in them, are said alike by people who never saw each other. */
const fewestWords = 4
const fewestLetters = 16

/**
 * What a post says, without what changes when it is passed on: links, emoji, `RT @x:`, the names it answers, the tags
 * and names behind it. Hashes of folded words in their order; those of numbers are odd, all others even.
 * `letters` is how long they are together.
 */
export type Body = { words: Int32Array; letters: number }

export const isNumber = (word: number) => (word & 1) === 1

/** Undefined for a post that says too little to be known again. */
export function readBody(post: Post): Body | undefined {
  const text = withoutSmileys(withoutAddresses(post.text))
  tokenise(post.title ? { title: post.title, text } : { text }, tokens)
  const [from, to] = [beginning(), ending()]
  const words = new Int32Array(Math.max(0, to - from))
  let [count, letters] = [0, 0]
  for (let n = from; n < to; n++) {
    if (tokens.kind[n] === picture) continue
    words[count++] = wordOf(n)
    letters += (tokens.to[n] ?? 0) - tokens.wordFrom(n)
  }
  const said = words.subarray(0, count)
  return letters < fewestLetters || !hasEnough(said) ? undefined : { words: said.slice(), letters }
}

const tokens = new Tokens()

/** Addresses that begin with `https:` or `www.` are no words to the tokeniser; those that people shorten are. */
const withoutAddresses = (text: string) => (text.includes('/') ? text.replace(shortened, ' ') : text)
const shortened = /(?<!\S)[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,5}\/\S*/gu

const withoutSmileys = (text: string) => (/[:;=]/.test(text) ? text.replace(smiley, ' ') : text)
const smiley = /(?<!\d)[:;=][-^~']?([dpoxs3])\1*(?![\p{L}\p{N}])/giu

/** Behind the last `RT @x`, else behind the names it answers. */
function beginning(): number {
  for (let n = tokens.count - 2 - fewestWords; n >= 0; n--)
    if (repost.has(tokens.hash[n] ?? 0) && kindOf(n + 1) === at && kindOf(n) === 0) return behindNames(n + 1)
  return behindNames(0)
}

function behindNames(first: number): number {
  let n = first
  while (n < tokens.count && kindOf(n) === at) n++
  return n
}

/** Before the tags and names at the end, and `via` before a name. One tag alone may be a word of the sentence. */
function ending(): number {
  let [n, tags, lastTag] = [tokens.count, 0, tokens.count]
  for (; n > 0; n--) {
    const kind = kindOf(n - 1)
    if (kind === hash) {
      tags++
      lastTag = n
    } else if (kind === 0 && kindOf(n) === at && credit.has(tokens.hash[n - 1] ?? 0)) continue
    else if (kind !== at && kind !== picture) break
  }
  return tags === 1 ? lastTag : n
}

const kindOf = (n: number) => (n < tokens.count ? (tokens.kind[n] ?? 0) : 0)

/** `#coffee` is the word coffee; `@coffee` is somebody. */
function wordOf(n: number): number {
  const key = tokens.hash[n] ?? 0
  const word = kindOf(n) === at ? hashOn(key, at) : key
  const first = tokens.sourceOf(n).charCodeAt(tokens.wordFrom(n))
  return first >= 0x30 && first <= 0x39 ? word | 1 : word & ~1
}

function hasEnough(words: Int32Array): boolean {
  if (words.length < fewestWords) return false
  const different = new Set<number>()
  for (const word of words) if (different.add(word).size >= fewestWords) return true
  return false
}

const known = (line: string) => new Set(line.split(' ').map(hashOf))
const repost = known('rt mt')
const credit = known('via by from cc чрез от през через від från av przez od přes')
