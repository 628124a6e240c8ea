import { readFileSync } from 'node:fs'
import { type Random, randomFrom } from './random.ts'

export type LabPerson = { id: string; name: string; handle: string; locale: string; followers: number; color: string }

/** What a person sees of a post. `key` names it reproducibly: not a random id, but account and ordinal. */
export type SeenPost = { key: string; text: string; language?: string; at: Date; media: boolean; options?: number }
export type Reaction = { id: string; at: Date; person: LabPerson } & (
  | { kind: 'like' | 'reshare' | 'follow' }
  | { kind: 'comment'; text: string }
  | { kind: 'vote'; option: number }
)

/** The people of the lab: the same seed gives the same people, who do the same about the same post. */
export type Cast = {
  all: readonly LabPerson[]
  byHandle: (handle: string) => LabPerson | undefined
  /** Everything that people did about a post up to now, oldest first. Computed when read; no timer stands behind it. */
  reactionsTo: (post: SeenPost, now: Date) => Reaction[]
  /** A PNG of 128 × 128. */
  avatar: (handle: string) => Promise<Buffer>
  avatarUrl: (person: { handle: string }) => string
  serveFrom: (origin: string) => void
}

const locales = ['en', 'bg', 'uk', 'sv', 'cs', 'pl'] as const
type Locale = (typeof locales)[number]
type Tone = 'praise' | 'question' | 'reply' | 'complaint' | 'neutral'
type Voice = Record<Tone, string[]> & { people: { name: string; handle: string }[] }

export function createCast(seed: string, options: { quiet: boolean }): Cast {
  const voices = Object.fromEntries(locales.map((locale) => [locale, readVoice(locale)])) as Record<Locale, Voice>
  const all = locales.flatMap((locale) =>
    voices[locale].people.map((person, index) => madeUp(seed, locale, index, person)),
  )
  const known = new Map(all.map((person) => [person.handle, person]))
  const remembered = new Map<string, Reaction[]>()
  let home = ''

  return {
    all,
    byHandle: (handle) => known.get(handle),
    reactionsTo: (post, now) => {
      if (options.quiet) return []
      const name = `${seed}|${post.key}|${post.text}|${post.at.getUTCHours()}`
      let whole = remembered.get(`${name}|${post.at.getTime()}`)
      if (!whole) {
        whole = imagine(post, randomFrom(name), all, voices)
        remembered.set(`${name}|${post.at.getTime()}`, whole)
      }
      return whole.filter((reaction) => reaction.at <= now)
    },
    avatar: (handle) =>
      drawn(known.get(handle)?.name ?? handle, known.get(handle)?.color ?? colorOf(randomFrom(handle))),
    avatarUrl: ({ handle }) => `${home}/_lab/avatars/${encodeURIComponent(handle)}.png`,
    serveFrom: (origin) => {
      home = origin
    },
  }
}

const readVoice = (locale: Locale): Voice =>
  JSON.parse(readFileSync(new URL(`cast/${locale}.json`, import.meta.url), 'utf8')) as Voice

function madeUp(seed: string, locale: string, index: number, person: { name: string; handle: string }): LabPerson {
  const random = randomFrom(`${seed} ${person.handle}`)
  return {
    id: `${locale}${index + 1}`,
    ...person,
    locale,
    followers: Math.round(20 + random.next() ** 4 * 4000),
    color: colorOf(random),
  }
}

const colorOf = (random: Random) => `hsl(${random.below(360)} 45% 40%)`

/** The first few are there within a minute or two, so that who practises sees it happen; most act within hours; a question draws answers, a picture likes, an evening hour more of everything. */
function imagine(post: SeenPost, random: Random, all: readonly LabPerson[], voices: Record<Locale, Voice>): Reaction[] {
  const locale = localeOf(post)
  const near = all.filter((person) => person.locale === locale)
  const crowd = [...near, ...near, ...all]
  const warmth = warmthAt(post.at.getUTCHours()) * (post.media ? 1.5 : 1)
  const asks = post.text.includes('?')
  const likes = draw(random, 6 * warmth)
  const reshares = draw(random, 1.6 * warmth)
  const comments = 1 + draw(random, (asks ? 1.9 : 0.7) * warmth)
  const reactions: Omit<Reaction, 'id'>[] = []
  let early = earlyBirds
  const moment = () => new Date(post.at.getTime() + (early-- > 0 ? soon(random) : later(random)))
  for (const person of several(random, near, comments)) {
    const spoken = {
      kind: 'comment' as const,
      person,
      at: moment(),
      text: random.pick(voices[locale][toneOf(random, asks)]),
    }
    reactions.push(spoken)
  }
  for (const person of several(random, crowd, likes)) reactions.push({ kind: 'like', person, at: moment() })
  for (const person of several(random, crowd, reshares)) reactions.push({ kind: 'reshare', person, at: moment() })
  for (const person of several(random, crowd, draw(random, 0.3 * warmth)))
    reactions.push({ kind: 'follow', person, at: moment() })
  if (post.options) {
    const options = post.options
    for (const person of several(random, crowd, draw(random, 8 * warmth))) {
      const vote = { kind: 'vote' as const, person, at: moment(), option: random.below(options) }
      reactions.push(vote)
    }
  }
  const sorted = reactions.sort((a, b) => a.at.getTime() - b.at.getTime())
  return sorted.map((reaction, index) => ({ ...reaction, id: String(index + 1) }) as Reaction)
}

const earlyBirds = 4
const soon = (random: Random) => 8_000 + random.below(75_000)
const later = (random: Random) => 20_000 + Math.round(-Math.log(1 - random.next()) * 4 * 3_600_000)

function localeOf(post: SeenPost): Locale {
  const named = locales.find((locale) => post.language?.toLowerCase().split('-')[0] === locale)
  if (named) return named
  if (/[іїєґ]/i.test(post.text)) return 'uk'
  return /[а-я]/i.test(post.text) ? 'bg' : 'en'
}

/** More at breakfast and in the evening, by UTC hours of Central Europe. */
const warmthAt = (hour: number) =>
  hour >= 16 && hour <= 20 ? 1.4 : hour >= 6 && hour <= 9 ? 1.2 : hour >= 22 || hour <= 4 ? 0.5 : 0.9

function toneOf(random: Random, asks: boolean): Tone {
  const at = random.next()
  if (asks) return at < 0.7 ? 'reply' : at < 0.9 ? 'praise' : 'neutral'
  if (at < 0.45) return 'praise'
  if (at < 0.75) return 'question'
  return at < 0.9 ? 'neutral' : 'complaint'
}

/** A whole number around the mean (Poisson). */
function draw(random: Random, mean: number): number {
  const floor = Math.exp(-mean)
  let count = 0
  for (let product = random.next(); product > floor; product *= random.next()) count += 1
  return count
}

function several(random: Random, from: readonly LabPerson[], count: number): LabPerson[] {
  const chosen = new Set<LabPerson>()
  for (let tries = 0; chosen.size < count && tries < count * 4; tries++) chosen.add(random.pick(from))
  return [...chosen]
}

async function drawn(name: string, color: string): Promise<Buffer> {
  const initials = name
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .slice(0, 2)
    .join('')
    .replace(/[<>&"]/g, '')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="128" height="128"><rect width="128" height="128" fill="${color}"/>
    <circle cx="64" cy="140" r="58" fill="#fff" fill-opacity=".18"/><text x="64" y="64" dy=".36em" text-anchor="middle"
    font-family="sans-serif" font-size="52" fill="#fff">${initials}</text></svg>`
  const { default: sharp } = await import('sharp')
  return sharp(Buffer.from(svg)).png().toBuffer()
}
