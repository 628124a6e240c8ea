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

/** What was said lately, in the order it was said, never more than a bounded number of it. */
export class Lately {
  private said: Said[] = []
  private readonly ids = new Set<string>()
  private readonly longestMs: number

  constructor(longestMinutes: number) {
    this.longestMs = longestMinutes * 60_000
  }

  add(one: Said): void {
    if (this.ids.has(one.id)) return
    this.said.push(one)
    this.ids.add(one.id)
    if (this.said.length > most * 1.2) this.forget(one.at)
  }

  /** Of those said until then, so many minutes back: by the author, or alike, the thing itself included. */
  count(what: 'author' | 'alike', { id, at, author, print }: Said, minutes: number): number {
    const from = at.getTime() - minutes * 60_000
    let count = this.ids.has(id) ? 0 : 1
    if (what === 'alike' && print === '') return count
    for (let n = this.said.length - 1; n >= 0; n--) {
      const one = this.said[n]
      if (!one || one.at > at) continue
      if (one.at.getTime() < from) break
      if (what === 'author' ? one.author === author : one.print === print) count++
    }
    return count
  }

  private forget(now: Date): void {
    const from = now.getTime() - this.longestMs
    const kept = this.said.filter((one) => one.at.getTime() >= from).slice(-most)
    this.said = kept
    this.ids.clear()
    for (const { id } of kept) this.ids.add(id)
  }
}
