import { readFileSync } from 'node:fs'
import { trades } from './brand.ts'
import { compileFrame, type Frame } from './frame.ts'
import { type Intent, type Tone, type TownLanguage, townLanguages } from './post.ts'

type Said<T> = { topic: string; tone: Tone; intent: Intent; says: T[] }
type Story<T> = Record<'lead' | 'rumour' | 'angry' | 'joke' | 'denial', T[]>
type Campaign<T> = Record<'lead' | 'keen' | 'asks', T[]>
type Names = { first: string[]; last: string[] }
export type Place = { country: string; zone: string; share: number }

type Written = {
  places: Place[]
  names: { f: Names; m: Names }
  slots: Record<string, string[]>
  openers: string[]
  closers: Record<Tone, string[]>
  corrections: string[]
  tags: Record<string, string[]>
  campaignTag: string
  brand: Said<string>[]
  talk: Said<string>[]
  replies: Said<string>[]
  crises: Record<string, Story<string>>
  campaign: Campaign<string>
  notice: string[]
  spam: string[]
}

/** A way to say something, with what is true of it. */
export type Line = { frame: Frame; topic: string; tone: Tone; intent: Intent }
/** One language of the town, ready to be spoken. */
export type Words = Pick<
  Written,
  'places' | 'names' | 'openers' | 'closers' | 'tags' | 'campaignTag' | 'corrections'
> & {
  language: TownLanguage
  /** Said of any brand, by tone, and of brands of one trade. */
  brand: Record<Tone, Line[]>
  trade: Record<string, Record<Tone, Line[]>>
  promotion: Line[]
  talk: Line[]
  replies: Record<Tone, Line[]>
  crises: Story<Line>[]
  campaign: Campaign<Line>
  notice: Line[]
  spam: Line[]
}

let read: Record<TownLanguage, Words> | undefined

/** Read and compiled once. */
export function townWords(): Record<TownLanguage, Words> {
  read ??= Object.fromEntries(townLanguages.map((language) => [language, compile(language)])) as Record<
    TownLanguage,
    Words
  >
  return read
}

/** As they stand in the files, for who checks them. */
export const writtenWords = (language: TownLanguage): Written => ({
  ...readJson<Written>(`${language}.json`),
  ...readJson<Written>(`${language}.brands.json`),
})

/** What strangers say in languages that the town does not speak. */
export const passing = readJson<{ language: string; text: string }[]>('passing.json')

function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`words/${name}`, import.meta.url), 'utf8')) as T
}

function compile(language: TownLanguage): Words {
  const written = writtenWords(language)
  const plain = Object.fromEntries(
    Object.entries(written.slots).map(([name, list]) => [name, list.map((one) => compileFrame(one, {}))]),
  )
  const line = (topic: string, tone: Tone, intent: Intent) => (source: string) => ({
    frame: compileFrame(source, plain),
    ...{ topic, tone, intent },
  })
  const lines = (groups: Said<string>[]) =>
    groups.flatMap(({ topic, tone, intent, says }) => says.map(line(topic, tone, intent)))
  const ofTrade = (topic: string) => trades.some((one) => one === topic)
  const all = lines(written.brand)
  const { places, names, openers, closers, tags, campaignTag, corrections } = written
  return {
    ...{ language, places, names, openers, closers, tags, campaignTag, corrections },
    brand: byTone(all.filter((one) => !ofTrade(one.topic) && one.intent !== 'promotion')),
    trade: Object.fromEntries(trades.map((trade) => [trade, byTone(all.filter((one) => one.topic === trade))])),
    promotion: all.filter((one) => one.intent === 'promotion'),
    talk: lines(written.talk),
    replies: byTone(lines(written.replies)),
    crises: Object.entries(written.crises).map(([topic, { lead, rumour, angry, joke, denial }]) => ({
      lead: lead.map(line(topic, 'negative', 'complaint')),
      rumour: rumour.map(line(topic, 'negative', 'other')),
      angry: angry.map(line(topic, 'negative', 'complaint')),
      joke: joke.map(line(topic, 'negative', 'other')),
      denial: denial.map(line(topic, 'neutral', 'other')),
    })),
    campaign: {
      lead: written.campaign.lead.map(line('campaign', 'positive', 'promotion')),
      keen: written.campaign.keen.map(line('campaign', 'positive', 'praise')),
      asks: written.campaign.asks.map(line('campaign', 'neutral', 'question')),
    },
    notice: written.notice.map(line('notice', 'positive', 'praise')),
    spam: written.spam.map(line('spam', 'neutral', 'spam')),
  }
}

const byTone = (lines: Line[]): Record<Tone, Line[]> => ({
  negative: lines.filter((one) => one.tone === 'negative'),
  neutral: lines.filter((one) => one.tone === 'neutral'),
  positive: lines.filter((one) => one.tone === 'positive'),
})
