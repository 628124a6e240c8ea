import type { Random } from '../random.ts'
import type { TownPost } from './post.ts'

type By = Pick<TownPost, 'id' | 'at' | 'author'>

/** The same spam once more, with the small edits that are to hide it. */
export function passedOn(first: TownPost, by: By, random: Random): TownPost {
  const link = `https://short.example/${random.hex(6)}`
  const text = first.links.reduce((told, one) => told.replace(one, link), random.pick(edits)(first.text, random))
  const links = first.links.length > 0 ? [link] : []
  return { ...first, ...by, text, links, likes: random.below(3), reposts: 0, duplicateOf: first.id }
}

type Edit = (text: string, random: Random) => string

const ornaments = ['🔥', '💸', '⚡', '🎉', '👇', '✅']
const outsideLinks = (text: string, change: (words: string[]) => string[]) => change(text.split(' ')).join(' ')

const edits: Edit[] = [
  (text) => text,
  (text, random) => `${random.pick(ornaments)} ${text}`,
  (text, random) => `${text} ${random.pick(ornaments)}${random.pick(ornaments)}`,
  (text, random) =>
    outsideLinks(text, (words) =>
      words.map((word) => (word.includes('/') ? word : word.replace(/\d+/, String(5 + random.below(90))))),
    ),
  (text, random) =>
    outsideLinks(text, (words) => {
      const at = random.below(Math.max(1, words.length - 2))
      return words.map((word, index) =>
        index === at && !word.includes('/') ? `${word}${random.pick(['!', ',', '…'])}` : word,
      )
    }),
  (text, random) => {
    const at = 1 + random.below(6)
    return outsideLinks(text, (words) => [...words.slice(0, at), ...words.slice(at + 1)])
  },
  (text) => text.replace(/\s/, ' \u200B'),
]
