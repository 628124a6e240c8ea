import type { FormsOf, Post } from '../../modules/listening/index.ts'
import { seeded } from '../../modules/listening/matcher/testing-queries.ts'

/** Words of the talk, all forms counted. */
const vocabulary = 190_000
const lemmas = 40_000
const meanTokens = 21
const languages = ['bg', 'uk', 'ru', 'en', 'pl', 'cs', 'sv']
const emoji = ['😀', '👍', '❤️', '😡', '🔥', '👍🏽']

/**
 * Made talk with the statistics of real talk: a lemma of rank r comes as often as 1 ÷ r (after Zipf), its nth form as
 * often as 1 ÷ n; half of the words are Cyrillic. The same for the same seed.
 */
export class Talk {
  readonly forms: string[][]
  private readonly random: () => number
  /** Up to each lemma, the share of all words. */
  private readonly upTo = new Float64Array(lemmas)

  constructor(seed: number) {
    this.random = seeded(seed)
    this.forms = this.makeForms()
    let sum = 0
    for (let rank = 0; rank < lemmas; rank++) {
      sum += 1 / (rank + 1)
      this.upTo[rank] = sum
    }
  }

  readonly formsOf: FormsOf = (word) => this.byForm.get(word) ?? [word]
  private readonly byForm = new Map<string, string[]>()

  post(): Post {
    const count = Math.round(meanTokens / 2 + this.random() * meanTokens)
    const words = Array.from({ length: count }, () => this.token())
    if (this.chance(0.15)) words.push(`https://example.com/${this.below(1e9).toString(36)}`)
    return {
      text: words.join(' '),
      language: this.pick(languages),
      author: { handle: `u${this.below(1e6)}`, followers: this.below(5_000) },
    }
  }

  /** A word that analysts would name, at least so rare: its rank spread evenly over orders of magnitude. */
  lemma(rarest: number): string[] {
    const rank = Math.floor(rarest * (lemmas / rarest) ** this.random())
    return this.forms[Math.min(rank, lemmas - 1)] ?? []
  }

  language = () => this.pick(languages)
  chance = (share: number) => this.random() < share
  below = (limit: number) => Math.floor(this.random() * limit)

  pick<T>(from: readonly T[]): T {
    const one = from[this.below(from.length)]
    if (one === undefined) throw new Error('nothing to pick from')
    return one
  }

  private token(): string {
    const word = this.formOf(this.forms[this.rank()] ?? [])
    const dice = this.random()
    if (dice < 0.02) return `#${word}`
    if (dice < 0.04) return `@${word}`
    if (dice < 0.06) return this.pick(emoji)
    if (dice < 0.14) return word.charAt(0).toUpperCase() + word.slice(1)
    return dice < 0.24 ? `${word}${this.pick([',', '.', '!', ' -', '…'])}` : word
  }

  private rank(): number {
    const wanted = this.random() * (this.upTo[lemmas - 1] ?? 0)
    let [low, high] = [0, lemmas - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.upTo[middle] ?? 0) < wanted) low = middle + 1
      else high = middle
    }
    return low
  }

  private formOf(forms: string[]): string {
    let left = this.random() * harmonic(forms.length)
    for (const [n, form] of forms.entries()) {
      left -= 1 / (n + 1)
      if (left <= 0) return form
    }
    return forms[0] ?? ''
  }

  private makeForms(): string[][] {
    const taken = new Set<string>()
    const all: string[][] = []
    while (all.length < lemmas) {
      const left = (vocabulary - taken.size) / (lemmas - all.length)
      const isCyrillic = all.length % 2 === 0
      const stem = this.syllables(isCyrillic, all.length < 300 ? 1 : 2 + this.below(3))
      const wanted = Math.max(1, Math.round(left * (0.4 + this.random() * 1.2)))
      const forms = endings[isCyrillic ? 0 : 1]
        .map((ending) => stem + ending)
        .filter((one) => !taken.has(one))
        .slice(0, wanted)
      if (forms.length === 0) continue
      for (const form of forms) taken.add(form)
      all.push(forms)
    }
    for (const forms of all) for (const form of forms) this.byForm.set(form, forms)
    return all
  }

  private syllables(isCyrillic: boolean, count: number): string {
    const [consonants, vowels] = isCyrillic ? ['бвгджзклмнпрстфхцчш', 'аеиоуюя'] : ['bcdfghjklmnprstvwz', 'aeiouy']
    let word = ''
    for (let n = 0; n < count; n++)
      word += consonants.charAt(this.below(consonants.length)) + vowels.charAt(this.below(vowels.length))
    return word + consonants.charAt(this.below(consonants.length))
  }
}

const endings: [string[], string[]] = [
  ['', 'а', 'у', 'и', 'ом', 'е', 'ов', 'ам', 'ами', 'ах', 'ът', 'ата'],
  ['', 's', 'y', 'em', 'ami', 'ow', 'et', 'en', 'ing', 'ed', 'ach', 'om'],
]

const harmonic = (count: number) => Array.from({ length: count }, (_, n) => 1 / (n + 1)).reduce((a, b) => a + b, 0)
