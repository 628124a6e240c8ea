import { hashOf, picture, type Tokens } from '../matcher/tokens.ts'
import { type EmojiFeeling, feelingOfEmoji } from './emoji-feeling.ts'
import type { Features } from './features.ts'
import type { TokenWeights } from './token-weights.ts'
import { ask, bad, but, good, not, time } from './word-classes.ts'

/** What a text shows beside its words: signs, emoji, how it is built, and what often means the opposite of its words. */
export function addMarks(text: string, tokens: Tokens, weights: TokenWeights, features: Features): void {
  const seen = seenIn(tokens, weights)
  const add = (name: string, value = 1) => features.add(keyOf(name), value * worth, -1)
  add('any')
  add(`words ${Math.min(5, Math.floor(Math.log2(tokens.count + 1)))}`)
  add(`balance ${Math.max(-3, Math.min(3, seen.good - seen.bad))}`, 2)
  for (const feeling of ['warm', 'cold', 'mocking'] as const) if (seen[feeling] > 0) add(feeling, 1.5)
  if (seen.none > 0) add('other emoji')
  for (const [name, sign] of signs) if (sign.test(text)) add(name)
  if (seen.not > 0) add('not')
  if (seen.but > 0) add('but')
  addIrony(text, seen, add)
  const first = weights.classes[0] ?? 0
  if (tokens.count > 0 && first & ask) add(text.includes('?') ? 'asks first ?' : 'asks first')
}

/** Beside a word, which is 1. */
const worth = 1.2
const keys = new Map<string, number>()
function keyOf(name: string): number {
  const known = keys.get(name)
  if (known !== undefined) return known
  const made = hashOf(`mark ${name}`)
  keys.set(name, made)
  return made
}

const signs: [string, RegExp][] = [
  ['?', /\?/],
  ['ends ?', /\?[\s\p{Extended_Pictographic}]*$/u],
  ['??', /\?{2,}/],
  ['!', /!/],
  ['!!', /!{2,}/],
  ['?!', /\?!|!\?/],
  ['…', /…|\.{3}/],
  [':)', /[:;=]-?[)D]|\){2,}|<3|\^\^|xd\b/i],
  [':(', /[:=]['’]?-?[([/]|(^|[^(])\({2,}/],
  ['link', /https?:|www\.|\b\w+\.(com|net|org|io)\b/],
  ['to somebody', /(^|\s)@\w/],
  ['tag', /#\p{L}/u],
  ['quotes', /["“”„«»]/],
  ['number', /\d/],
  ['clock', /\b\d{1,2}[:.]\d\d\b/],
  ['money', /[€$£₴₽]|\b\d+\s?(kr|kč|zł|zl|грн|лв|руб|eur|euro|usd)/i],
  ['percent', /\d\s?%/],
  ['drawn out', /(\p{L})\1\1/u],
  ['loud', /\p{Lu}{4,}/u],
  ['plus', /(^|\s)\+/],
  ['list', /\n/],
  ['lower first', /^\p{Ll}/u],
]

type Seen = Record<'good' | 'bad' | 'not' | 'but' | 'time' | EmojiFeeling, number>

function seenIn(tokens: Tokens, weights: TokenWeights): Seen {
  const seen: Seen = { good: 0, bad: 0, not: 0, but: 0, time: 0, warm: 0, cold: 0, mocking: 0, none: 0 }
  for (let n = 0; n < tokens.count; n++) {
    if (tokens.kind[n] === picture) {
      seen[feelingOfEmoji(tokens.keyOf(n))]++
      continue
    }
    const its = weights.classes[n] ?? 0
    const turned = weights.turned[n] === 1
    const weight = weights.weight[n] ?? 1
    if (weight < 0.5) continue
    if (its & good) seen[turned ? 'bad' : 'good']++
    if (its & bad) seen[turned ? 'good' : 'bad']++
    if (its & not) seen.not++
    if (its & but) seen.but++
    if (its & time) seen.time++
  }
  return seen
}

/** Praise beside what people complain of: waiting, numbers, quotes, applause. */
function addIrony(text: string, seen: Seen, add: (name: string, value?: number) => void): void {
  if (seen.time > 0) add('time')
  if (seen.good > 0 && seen.time > 0) add('good after time')
  if (seen.good > 0 && seen.bad > 0) add('good and bad')
  if (seen.mocking > 0 && (seen.time > 0 || seen.bad > 0 || seen.not > 0)) add('mocked', 1.5)
  if (seen.warm > 0 && (seen.bad > 0 || seen.time > 0)) add('warm beside bad')
  if (seen.good > 0 && /["“”„«»]/.test(text)) add('good in quotes')
  if (seen.good > 0 && /\d/.test(text)) add('good and number')
}
