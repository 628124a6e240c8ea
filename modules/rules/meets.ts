import type { z } from 'zod'
import { wallAt } from '../../kernel/wall-time.ts'
import type { Condition as Shape } from './api.ts'
import { findWords, plantWords } from './find-words.ts'
import { isWithin } from './links-in.ts'
import type { Met, Reading } from './reading.ts'
import { isEmojiOnly, isEmpty, percentOfCapitals } from './traits.ts'
import { readPattern } from './word-pattern.ts'

type Condition = z.output<typeof Shape>
type Of<K extends Condition['kind']> = Extract<Condition, { kind: K }>
export type Test = (reading: Reading) => Met

/** Makes ready what is the same for every text, such as the tree of a list of words. */
export function testOf(condition: Condition): Test {
  const make = makers[condition.kind] as (of: Condition) => Test
  const test = make(condition)
  return condition.not ? (reading) => (test(reading) ? false : []) : test
}

/** Met or not, by nothing that stands at one place. */
const plainly =
  (is: (reading: Reading) => boolean): Test =>
  (reading) =>
    is(reading) ? [] : false

const makers: { [K in Condition['kind']]: (of: Of<K>) => Test } = {
  stopWords: ({ categories }) => {
    const wanted = new Set<string>(categories)
    return ({ stopWords }) =>
      placed(categories.length === 0 ? stopWords : stopWords.filter(({ of }) => wanted.has(of.category)))
  },
  words: wordsTest,
  links: ({ to, domains }) => {
    const isThere = (host: string) => domains.some((domain) => isWithin(host, domain))
    const is = { any: () => true, these: isThere, others: (host: string) => !isThere(host) }[to]
    return ({ links }) => placed(links.filter((one) => is(one.host)))
  },
  emojiOnly: () => plainly(({ facts }) => isEmojiOnly(facts.text)),
  empty: () => plainly(({ facts }) => isEmpty(facts.text) && !facts.hasMedia),
  capitals: ({ percent }) => plainly(({ facts }) => percentOfCapitals(facts.text) >= percent),
  length: (bounds) => plainly(({ length }) => isBetween(length, bounds)),
  language: ({ languages }) => plainly(({ language }) => languages.includes(language ?? 'unknown')),
  author: ({ handles }) => {
    const wanted = new Set(handles.map(plainHandle))
    return plainly(({ facts }) => wanted.has(plainHandle(facts.author.handle)))
  },
  bot: () => plainly(({ facts }) => facts.author.bot),
  newcomer: ({ days }) =>
    plainly(({ facts: { author, at } }) =>
      Boolean(author.firstAt && at.getTime() - author.firstAt.getTime() <= days * 86_400_000),
    ),
  tag: ({ tags }) => {
    const wanted = new Set(tags.map(plain))
    return plainly(({ facts }) => facts.author.tags.some((tag) => wanted.has(plain(tag))))
  },
  followers: (bounds) => plainly(({ facts }) => isBetween(facts.author.followers, bounds)),
  rating: (bounds) => plainly(({ facts }) => isBetween(facts.rating, bounds)),
  interaction: ({ kinds }) => plainly(({ facts }) => kinds.includes(facts.kind)),
  network: ({ networks }) => plainly(({ facts }) => networks.includes(facts.network)),
  account: ({ accountIds }) => plainly(({ facts }) => accountIds.includes(facts.accountId)),
  tone: ({ tones }) => plainly(({ facts }) => facts.tone !== null && tones.includes(facts.tone)),
  time: ({ days, from, to }) =>
    plainly(({ facts, desk }) => isWithinHours(wallAt(facts.at, desk.zone), days, from, to)),
  open: () => plainly(({ facts, desk }) => desk.isOpen(facts.accountId, facts.at)),
  rubric: ({ rubricIds }) => plainly(({ facts }) => facts.rubricId !== null && rubricIds.includes(facts.rubricId)),
  spam: ({ least }) => plainly(({ spamScore }) => spamScore >= least),
  flood: ({ what, count, minutes }) => plainly(({ facts, desk }) => desk.flood(facts, what, minutes) >= count),
}

/** A word too short to be looked for behind masks is looked for as it is written. */
function wordsTest({ words, masked }: Of<'words'>): Test {
  const hidden = words.flatMap((written) => (masked ? (readPattern(written) ?? []) : []))
  const written = words.filter((one) => !masked || !readPattern(one)).flatMap((one) => readPattern(one, false) ?? [])
  const hiddenTree = plantWords(hidden.map((pattern) => ({ pattern, of: null })))
  const plainTree = plantWords(written.map((pattern) => ({ pattern, of: null })))
  return (reading) =>
    placed([
      ...(hidden.length > 0 ? findWords(hiddenTree, reading.masked, { masked: true }) : []),
      ...(written.length > 0 ? findWords(plainTree, reading.exact, { masked: false }) : []),
    ])
}

const placed = (found: { from: number; to: number }[]): Met =>
  found.length > 0 && found.map(({ from, to }) => ({ from, to }))

function isBetween(value: number | null, { least, most }: { least: number | null; most: number | null }): boolean {
  return value !== null && (least === null || value >= least) && (most === null || value <= most)
}

/** `wall` is `2026-11-22T23:10`. From 22:00 to 06:00 belongs to the day on which it began. */
export function isWithinHours(wall: string, days: number[], from: string, to: string): boolean {
  const [date = '', time = ''] = wall.split('T')
  const today = ((new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7) + 1
  const yesterday = today === 1 ? 7 : today - 1
  if (from < to) return days.includes(today) && from <= time && time < to
  return (days.includes(today) && time >= from) || (days.includes(yesterday) && time < to)
}

const plain = (word: string) => word.normalize('NFKC').toLocaleLowerCase().trim()
const plainHandle = (handle: string) => plain(handle).replace(/^@/, '')
