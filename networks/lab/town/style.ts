import type { Random } from '../random.ts'
import type { Saying } from './frame.ts'
import type { TownLanguage } from './post.ts'
import type { Line, Words } from './words.ts'

const emoji = {
  negative: ['😡', '🤦', '🙄', '😤', '👎', '🤬', '💀', '🤦🏽‍♀️'],
  neutral: ['🤔', '🙂', '👀', '🤷', '😅', '☕', '🍂'],
  positive: ['😍', '🔥', '👏', '😊', '🙌', '💛', '👍🏽', '✨', '🥹'],
}
const borrowed = ['OMG', 'lol', 'wtf', 'by the way', 'anyway', 'c’est la vie', 'sorry not sorry', 'what a day']
const withoutMarks: readonly TownLanguage[] = ['pl', 'cs']

/** What people do to their words before they send them: slips, emoji, tags, a mention. What a brand is called stays whole. */
export function dressed(text: string, line: Line, words: Words, saying: Saying): string {
  const { random, brand } = saying
  const own = saying.links.length > 0 ? text : roughly(text, line, words.language, saying)
  let told = random.next() < 0.07 ? `${random.pick(words.openers)} ${capital(own)}` : own
  if (random.next() < 0.12) told = `${ended(told)} ${random.pick(words.closers[line.tone])}`
  if (random.next() < 0.18) told = `${told} ${random.pick(emoji[line.tone])}`
  if (random.next() < 0.02) told = `${told} ${random.pick(borrowed)}`
  if (random.next() < 0.12) told = tagged(told, line, words, saying)
  if (brand && line.tone !== 'positive' && random.next() < 0.05) told = `@${brand.handle} ${told}`
  return told
}

export const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1)
export const ended = (text: string) => (/[.!?…)\p{Extended_Pictographic}]$/u.test(text) ? text : `${text}.`)

function tagged(text: string, line: Line, words: Words, { random, brand, tags }: Saying): string {
  const ofTopic = words.tags[line.topic]
  const tag = brand && (!ofTopic || random.next() < 0.5) ? brand.tag : ofTopic && random.pick(ofTopic)
  if (!tag || tags.includes(tag)) return text
  tags.push(tag)
  return `${text} #${tag}`
}

function roughly(text: string, line: Line, language: TownLanguage, { random, brand, rival }: Saying): string {
  const dice = random.next()
  if (dice < 0.06)
    return mistyped(
      text,
      random,
      [brand, rival].flatMap((one) => (one ? Object.values(one.forms) : [])),
    )
  if (dice < 0.12) return text.charAt(0).toLocaleLowerCase() + text.slice(1)
  if (dice < 0.14) return line.tone === 'negative' ? text.toLocaleUpperCase() : text
  if (dice < 0.18) return `${text.replace(/[.!?]$/, '')}${random.pick(['!!', '...', '!', '…'])}`
  if (dice < 0.22 && withoutMarks.includes(language))
    return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/ł/g, 'l').replace(/Ł/g, 'L')
  return text
}

/** Two letters of a longer word changed places, one fell out, or one came twice. */
function mistyped(text: string, random: Random, whole: string[]): string {
  const words = text.split(' ')
  const at = random.below(words.length)
  const word = words[at] ?? ''
  if (!/^\p{L}{5,}$/u.test(word) || whole.some((name) => name.split(' ').includes(word))) return text
  const slip = 1 + random.below(word.length - 3)
  const [before, one = '', other = '', after] = [word.slice(0, slip), word[slip], word[slip + 1], word.slice(slip + 2)]
  const kinds = [other + one, other, one + one + other]
  words[at] = before + random.pick(kinds) + after
  return words.join(' ')
}
