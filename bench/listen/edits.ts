import type { Post } from '../../modules/listening/index.ts'

/** A text of words, and the ways in which people change it when they pass it on. */
export type Edit = { name: string; apply: (words: string[], dice: Dice) => string[] }
export type Dice = { below: (limit: number) => number; word: () => string }

const substituted: Edit = {
  name: 'a word replaced',
  apply: (words, dice) => put(words, dice, 1, [otherThan(words, dice)]),
}
const inserted: Edit = { name: 'a word put in', apply: (words, dice) => put(words, dice, 0, [otherThan(words, dice)]) }
const deleted: Edit = { name: 'a word left out', apply: (words, dice) => put(words, dice, 1, []) }

export const oneWord: Edit[] = [substituted, inserted, deleted]
export const otherEdits: Edit[] = [
  {
    name: 'two words changed',
    apply: (words, dice) => {
      const [first, second] = [pick(oneWord, dice), pick(oneWord, dice)]
      return second.apply(first.apply(words, dice), dice)
    },
  },
  {
    name: 'a link behind it',
    apply: (words, dice) => [...words, `https://example.com/${dice.below(1e9).toString(36)}`],
  },
  { name: 'a tag behind it', apply: (words, dice) => [...words, `#${dice.word()}`] },
  { name: 'passed on with RT', apply: (words, dice) => ['RT', `@u${dice.below(1e6)}:`, ...words] },
]

export const postOf = (words: string[]): Post => ({ text: words.join(' ') })

const put = (words: string[], dice: Dice, leftOut: number, fresh: string[]) =>
  words.toSpliced(dice.below(words.length + 1 - leftOut), leftOut, ...fresh)

function otherThan(words: string[], dice: Dice): string {
  for (;;) {
    const word = dice.word()
    if (!words.includes(word)) return word
  }
}

const pick = (from: Edit[], dice: Dice) => from[dice.below(from.length)] ?? substituted
