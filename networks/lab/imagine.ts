import type { Random } from './random.ts'
import { type LabPerson, type Locale, languageOf, locales, type Tone, type Voices } from './voices.ts'

/** What a person sees of a post. `key` names it reproducibly: not a random id, but account and ordinal. */
export type SeenPost = { key: string; text: string; language?: string; at: Date; media: boolean; options?: number }
export type Reaction = { id: string; at: Date; person: LabPerson } & (
  | { kind: 'like' | 'reshare' | 'follow' }
  | { kind: 'comment'; text: string }
  | { kind: 'vote'; option: number }
)

/** The first few are there within a minute or two, so that who practises sees it happen; most act within hours; a question draws answers, a picture likes, an evening hour more of everything. */
export function imagine(post: SeenPost, random: Random, all: readonly LabPerson[], voices: Voices): Reaction[] {
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
  return named ?? languageOf(post.text)
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

export function several(random: Random, from: readonly LabPerson[], count: number): LabPerson[] {
  const chosen = new Set<LabPerson>()
  for (let tries = 0; chosen.size < count && tries < count * 4; tries++) chosen.add(random.pick(from))
  return [...chosen]
}
