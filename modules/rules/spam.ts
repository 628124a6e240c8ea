import type { Facts } from './facts.ts'
import type { FoundWord } from './find-words.ts'
import { foldMasked, shapedWords } from './fold-masked.ts'
import { isFrequent } from './language-of.ts'
import { linksIn } from './links-in.ts'
import { isEmpty, percentOfCapitals, shareOfEmoji } from './traits.ts'
import { type StopWord, spamSigns } from './word-packs.ts'

/** How often a feature stood in what people called spam, and in what they called honest. */
export type Counts = { spam: number; honest: number }
export type Learnt = { total: Counts; of: ReadonlyMap<string, Counts> }

export const unlearnt: Learnt = { total: { spam: 0, honest: 0 }, of: new Map() }

/**
 * What stands out in a text, with what it weighs before anybody taught anything, in natural log-odds. The sums are honest guesses: a
 * link from a newcomer is 24 of 100, a link with words of spam packs 82, "hello" 3.
 */
const untaught: Record<string, number> = {
  'trait:link': 1.2,
  'trait:links': 0.9,
  'trait:shortened': 1.4,
  'trait:defanged': 2.2,
  'trait:messenger': 1.6,
  'trait:phone': 0.7,
  'trait:money': 0.7,
  'trait:capitals': 0.7,
  'trait:emoji': 0.5,
  'trait:mentions': 1.0,
  'trait:hashtags': 0.6,
  'trait:masked': 1.6,
  'trait:bot': 0.9,
  'trait:newcomer': 0.6,
  'trait:known': -0.9,
  'trait:question': -0.5,
  'trait:empty': -0.5,
  'words:several': 1.2,
  'words:spam': 2.4,
  'words:scam': 2.8,
  'words:adult': 2.0,
}
const base = -3.4

const shorteners = new Set(spamSigns.shorteners)
const messengers = new RegExp(
  spamSigns.messengers.map((name) => `(?<![\\p{L}\\p{N}])${RegExp.escape(name)}`).join('|'),
  'iu',
)
const phone = /(?:\+|00)\d[\d\s().-]{8,16}\d/
const money = /(?:[$€£₴₽]\s?\d)|\d[\d\s.,]*\s?(?:\$|€|£|₴|₽|usd|eur|usdt|btc|грн|руб|лв|kr\b|kč|zł)/iu

/** Each feature once: what stands out, stop-words `found` among it, and the words as they are behind masks. */
export function spamFeatures(facts: Facts, found: FoundWord<StopWord>[]): string[] {
  const { text, author } = facts
  const links = linksIn(text)
  const days = author.firstAt ? (facts.at.getTime() - author.firstAt.getTime()) / 86_400_000 : undefined
  const traits: [trait: string, is: boolean][] = [
    ['trait:link', links.length > 0],
    ['trait:links', links.length > 1],
    ['trait:shortened', links.some((one) => shorteners.has(one.host))],
    ['trait:defanged', links.some(({ from, to }) => /\[|\(|hxxp/i.test(text.slice(from, to)))],
    ['trait:messenger', messengers.test(text)],
    ['trait:phone', phone.test(text)],
    ['trait:money', money.test(text)],
    ['trait:capitals', percentOfCapitals(text) >= 70],
    ['trait:emoji', shareOfEmoji(text) > 0.3],
    ['trait:mentions', (text.match(/(?<![\p{L}\p{N}])@[\p{L}\p{N}_.]+/gu)?.length ?? 0) >= 4],
    ['trait:hashtags', (text.match(/#[\p{L}\p{N}_]+/gu)?.length ?? 0) >= 6],
    [
      'trait:masked',
      found.some((one) => text.slice(one.from, one.to).length > 2 && isMasked(text.slice(one.from, one.to))),
    ],
    ['trait:bot', author.bot],
    ['trait:newcomer', days !== undefined && days < 1],
    ['trait:known', days !== undefined && days > 30],
    ['trait:question', /\?/.test(text) && links.length === 0],
    ['trait:empty', isEmpty(text) && !facts.hasMedia],
    ['words:several', found.filter(({ of }) => unwanted.has(of.category)).length > 1],
    ...(['spam', 'scam', 'adult'] as const).map((one): [string, boolean] => [
      `words:${one}`,
      found.some(({ of }) => of.category === one),
    ]),
  ]
  const hosts = links.map((one) => `host:${one.host}`)
  return [...new Set([...traits.flatMap(([trait, is]) => (is ? [trait] : [])), ...hosts, ...wordsOf(text)])].slice(
    0,
    mostFeatures,
  )
}

const unwanted = new Set<string>(['spam', 'scam', 'adult'])
const mostFeatures = 150
const mostDecisive = 15

/** Digits and alphabets mixed within a word, or invisible characters: nobody writes so by accident. */
const isMasked = (found: string) =>
  /\p{L}[\d@$!|]+\p{L}|[\u200b-\u200f\u2060-\u2064\u00ad]/u.test(found) ||
  (/\p{Script=Latin}/u.test(found) && /\p{Script=Cyrillic}/u.test(found))

/** As their shapes, so that a masked word teaches and is known like the plain one. */
const wordsOf = (text: string) =>
  shapedWords(foldMasked(text.slice(0, 4_000))).flatMap(({ shape, plain }) =>
    shape.length > 2 && !isFrequent(plain) ? [`word:${shape.slice(0, 24)}`] : [],
  )

/**
 * From 0 (surely honest) to 100 (surely spam). Before anything was taught by the traits alone; then a naive Bayes over traits and words
 * joins in, of which the fifteen that tell most count.
 */
export function spamScoreOf(features: string[], { total, of }: Learnt): number {
  const prior = base + features.reduce((sum, one) => sum + (untaught[one] ?? 0), 0)
  const taught = features
    .map((one) => weightOf(of.get(one), total))
    .sort((a, b) => Math.abs(b) - Math.abs(a))
    .slice(0, mostDecisive)
    .reduce((sum, one) => sum + one, 0)
  return Math.round(100 / (1 + Math.exp(-(prior + taught))))
}

const strongest = 3
/** How many lessons the belief weighs that a feature tells nothing. */
const doubt = 1.5

/** How surely it stands for spam, in log-odds, after Robinson: what was seen once counts less than what was seen often. */
function weightOf(counts: Counts | undefined, total: Counts): number {
  const seen = counts ? counts.spam + counts.honest : 0
  if (!counts || seen === 0) return 0
  const inSpam = counts.spam / Math.max(1, total.spam)
  const inHonest = counts.honest / Math.max(1, total.honest)
  const certainty = (doubt / 2 + seen * (inSpam / (inSpam + inHonest))) / (doubt + seen)
  return Math.max(-strongest, Math.min(strongest, Math.log(certainty / (1 - certainty))))
}
