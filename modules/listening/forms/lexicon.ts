/** Endings that one stem takes, the base form's first. */
export type Paradigm = readonly string[]

/** Words of a language as stems and paradigms, and by what ending a word not among them is likely inflected. */
export class Lexicon {
  private readonly paradigms: Paradigm[]
  /** By ending of a base form; the longest that is there decides. */
  private readonly guesses: Map<string, number[]>
  /** From `stemsFrom` on lines of a stem, a tab and numbers of paradigms, sorted by stem. One string, since words are many. */
  private readonly text: string
  private readonly stemsFrom: number
  private readonly endings: Set<string>

  /** As `writeLexicon` has written it. */
  constructor(text: string) {
    const guessesFrom = text.indexOf('\n\n')
    this.text = text
    this.stemsFrom = text.indexOf('\n\n', guessesFrom + 2) + 1
    this.paradigms = linesIn(text.slice(0, guessesFrom)).map((line) => line.split(','))
    this.guesses = new Map(
      linesIn(text.slice(guessesFrom + 2, this.stemsFrom - 1)).map((line) => [firstIn(line), numbersIn(line)]),
    )
    this.endings = new Set(this.paradigms.flat())
  }

  /** The forms of each word that this is a form of; of those alone whose base form it is, when there are any. */
  formsOf(word: string): string[] {
    const found = this.readings(word)
    const bases = found.filter(({ stem, paradigm }) => stem + paradigm[0] === word)
    return (bases.length > 0 ? bases : found).flatMap(formsFrom)
  }

  /** What a word not known is likely to become, if it is a base form. */
  guess(word: string): string[] {
    for (let from = Math.max(0, word.length - longestSuffix); from <= word.length; from++) {
      const numbers = this.guesses.get(word.slice(from))
      if (numbers) return numbers.flatMap((n) => this.readAs(word, this.paradigms[n] ?? [])).flatMap(formsFrom)
    }
    return []
  }

  private readings(word: string): Reading[] {
    const found: Reading[] = []
    for (let cut = word.length; cut >= 0; cut--) {
      const ending = word.slice(cut)
      if (!this.endings.has(ending)) continue
      const stem = word.slice(0, cut)
      for (const n of this.numbersOf(stem)) {
        const paradigm = this.paradigms[n] ?? []
        if (paradigm.includes(ending)) found.push({ stem, paradigm })
      }
    }
    return found
  }

  private readAs(word: string, paradigm: Paradigm): Reading[] {
    const [base = ''] = paradigm
    return word.endsWith(base) ? [{ stem: word.slice(0, word.length - base.length), paradigm }] : []
  }

  private numbersOf(stem: string): number[] {
    let [low, high] = [this.stemsFrom, this.text.length - 1]
    while (low < high) {
      const from = this.text.lastIndexOf('\n', (low + high - 1) >> 1)
      const to = this.text.indexOf('\n', from + 1)
      const line = this.text.slice(from + 1, to)
      const found = firstIn(line)
      if (found === stem) return numbersIn(line)
      if (found < stem) low = to
      else high = from
    }
    return []
  }
}

type Reading = { stem: string; paradigm: Paradigm }

export const longestSuffix = 5

const formsFrom = ({ stem, paradigm }: Reading) => paradigm.map((ending) => stem + ending)

const linesIn = (text: string) => text.split('\n')
const firstIn = (line: string) => line.slice(0, line.indexOf('\t'))

const numbersIn = (line: string) =>
  line
    .slice(line.indexOf('\t') + 1)
    .split(',')
    .map((n) => Number.parseInt(n, 36))
