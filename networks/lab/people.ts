import { drawnAvatar } from './avatars.ts'
import { imagine, type Reaction, type SeenPost } from './imagine.ts'
import { oddPeople } from './odd-people.ts'
import { randomFrom } from './random.ts'
import { type Snapshot, snapshotAt } from './snapshot.ts'
import { colorOf, type LabPerson, locales, madeUp, readVoices, type Voices } from './voices.ts'

export type { Reaction, SeenPost } from './imagine.ts'
export type { LabPerson } from './voices.ts'

/** The people of the lab: the same seed gives the same people, who do the same about the same post. */
export type Cast = {
  /** The sixty who follow the account, strangers whom only a scene brings, and at the end people with odd names. */
  all: readonly LabPerson[]
  regulars: readonly LabPerson[]
  strangers: readonly LabPerson[]
  odd: readonly LabPerson[]
  voices: Voices
  byHandle: (handle: string) => LabPerson | undefined
  /** Everything that people did about a post up to now, oldest first. Computed when read; no timer stands behind it. */
  reactionsTo: (post: SeenPost, now: Date) => Reaction[]
  /** A PNG of 128 × 128. */
  avatar: (handle: string) => Promise<Buffer>
  avatarUrl: (person: { handle: string }) => string
  /** What somebody sends who sends a picture with their words. */
  snapshot: () => Snapshot
  serveFrom: (origin: string) => void
}

export function createCast(seed: string, options: { quiet: boolean }): Cast {
  const voices = readVoices()
  const regulars = locales.flatMap((locale) =>
    voices[locale].people.map((person, index) => madeUp(seed, locale, `${locale}${index + 1}`, person)),
  )
  const strangers = locales.flatMap((locale) =>
    voices[locale].strangers.map((person, index) => madeUp(seed, locale, `${locale}s${index + 1}`, person)),
  )
  const odd = oddPeople.map((person, index) => madeUp(seed, 'en', `odd${index + 1}`, person))
  const all = [...regulars, ...strangers, ...odd]
  const known = new Map(all.map((person) => [person.handle, person]))
  const remembered = new Map<string, Reaction[]>()
  let home = ''

  return {
    all,
    regulars,
    strangers,
    odd,
    voices,
    byHandle: (handle) => known.get(handle),
    reactionsTo: (post, now) => {
      if (options.quiet) return []
      const name = `${seed}|${post.key}|${post.text}|${post.at.getUTCHours()}`
      let whole = remembered.get(`${name}|${post.at.getTime()}`)
      if (!whole) {
        whole = imagine(post, randomFrom(name), regulars, voices)
        remembered.set(`${name}|${post.at.getTime()}`, whole)
      }
      return whole.filter((reaction) => reaction.at <= now)
    },
    avatar: (handle) =>
      drawnAvatar(known.get(handle)?.name ?? handle, known.get(handle)?.color ?? colorOf(randomFrom(handle))),
    avatarUrl: ({ handle }) => `${home}/_lab/avatars/${encodeURIComponent(handle)}.png`,
    snapshot: () => snapshotAt(`${home}/_lab/pictures/torn-bag.png`),
    serveFrom: (origin) => {
      home = origin
    },
  }
}
