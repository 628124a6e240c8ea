import { foldMasked, shapedWords } from './fold-masked.ts'

/** One thing said, as far as floods are concerned. `print` is the same for texts that are alike; '' for those too short to tell. */
export type Said = { id: string; at: Date; author: string; print: string }

const fewLetters = 8
const longestPrint = 400

/** Texts that differ only in digits, case, signs, gaps, stretching or look-alike letters have one print. */
export function printOf(text: string): string {
  const words = shapedWords(foldMasked(text.slice(0, 2_000))).map((one) => one.shape)
  const print = words
    .join('')
    .replace(/(.)\1+/gu, '$1')
    .slice(0, longestPrint)
  return print.length < fewLetters ? '' : print
}

const most = 20_000
/** Room for what comes before the next time to forget. */
const held = most + 10_000
const fewest = 64

/**
 * What was said lately, in the order it was said, never more than a bounded number of it. Kept as numbers in one place, since
 * many thousands of texts pass through it: of names and prints only a digest, in which two differ as good as always.
 */
export class Lately {
  private size = 0
  private at = new Float64Array(fewest)
  private id = new Float64Array(fewest)
  private author = new Float64Array(fewest)
  private print = new Float64Array(fewest)
  private readonly ids = new Set<number>()
  private readonly longestMs: number

  constructor(longestMinutes: number) {
    this.longestMs = longestMinutes * 60_000
  }

  /** Nothing from before will be asked for any more, but for what belongs to a window that ends there. */
  forgetBefore(at: Date): void {
    if (this.size > most) this.forget(at.getTime())
  }

  add(one: Said): void {
    const id = digestOf(one.id)
    if (this.ids.has(id)) return
    if (this.size === held) this.forget(one.at.getTime())
    if (this.size === this.at.length) this.grow()
    this.at[this.size] = one.at.getTime()
    this.id[this.size] = id
    this.author[this.size] = digestOf(one.author)
    this.print[this.size] = digestOf(one.print)
    this.size++
    this.ids.add(id)
  }

  /** Of those said until then, so many minutes back: by the author, or alike, the thing itself included. */
  count(what: 'author' | 'alike', { id, at, author, print }: Said, minutes: number): number {
    const until = at.getTime()
    const from = until - minutes * 60_000
    let count = this.ids.has(digestOf(id)) ? 0 : 1
    if (what === 'alike' && print === '') return count
    const marks = what === 'author' ? this.author : this.print
    const mark = digestOf(what === 'author' ? author : print)
    for (let n = this.size - 1; n >= 0; n--) {
      const said = this.at[n] ?? 0
      if (said > until) continue
      if (said < from) break
      if (marks[n] === mark) count++
    }
    return count
  }

  private grow(): void {
    const roomy = (kept: Float64Array<ArrayBuffer>) => {
      const grown = new Float64Array(Math.min(held, kept.length * 2))
      grown.set(kept)
      return grown
    }
    this.at = roomy(this.at)
    this.id = roomy(this.id)
    this.author = roomy(this.author)
    this.print = roomy(this.print)
  }

  private forget(now: number): void {
    const from = now - this.longestMs
    let first = Math.max(0, this.size - most)
    while (first < this.size && (this.at[first] ?? 0) < from) first++
    for (const kept of [this.at, this.id, this.author, this.print]) kept.copyWithin(0, first, this.size)
    this.size -= first
    this.ids.clear()
    for (const id of this.id.subarray(0, this.size)) this.ids.add(id)
  }
}

/** 53 bits of a text. */
function digestOf(text: string): number {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let n = 0; n < text.length; n++) {
    const unit = text.charCodeAt(n)
    high = Math.imul(high ^ unit, 2_654_435_761)
    low = Math.imul(low ^ unit, 1_597_334_677)
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909)
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909)
  return 2 ** 32 * (low & 0x1fffff) + (high >>> 0)
}
