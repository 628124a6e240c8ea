import { after, type Deed } from './deeds.ts'
import { type Random, randomFrom } from './random.ts'
import { secondThoughts } from './take-answer.ts'
import { type LabPerson, languageOf, localeFrom, sayIn, type Voices } from './voices.ts'

export type PostMade = { key: string; account: string; objectId: string; text: string; at: Date }
export type Crowd = { regulars: readonly LabPerson[]; voices: Voices }

/** What people do about a post among themselves and in private, beside what each network imagines of likes and comments. */
export function afterPost(post: PostMade, crowd: Crowd, hasMessages: boolean): Deed[] {
  const random = randomFrom(`${post.key}|${post.text}`)
  const near = shuffled(
    crowd.regulars.filter((person) => person.locale === languageOf(post.text)),
    random,
  )
  return [
    ...(random.next() < 0.5 ? amongThemselves(post, crowd, near, random) : []),
    ...(random.next() < 0.3 ? changingTheirMind(post, crowd, near[3], random) : []),
    ...(hasMessages && random.next() < 0.4 ? inPrivate(post, crowd, near[4], random) : []),
  ]
}

/** Somebody asks, somebody else knows, and sometimes a third or the first has a word to add. */
function amongThemselves(post: PostMade, { voices }: Crowd, near: LabPerson[], random: Random): Deed[] {
  const [first, second, third] = near
  if (!first || !second || !third) return []
  const key = (name: string) => `${post.key} ${name}`
  const asked: Deed = {
    key: key('asked'),
    at: after(post.at, 25 + random.below(60)),
    person: first,
    does: 'comment',
    under: { id: post.objectId },
    text: random.pick(voices[localeFrom(first.locale)].question),
    ...showing(key('asked'), 0.15),
  }
  const told: Deed = {
    key: key('told'),
    at: after(asked.at, 20 + random.below(60)),
    person: second,
    does: 'comment',
    under: { deed: asked.key },
    text: sayIn(voices, localeFrom(second.locale), 'advice', random),
  }
  if (random.next() < 0.35) return [asked, told]
  const last = random.next() < 0.5 ? first : third
  const added: Deed = {
    key: key('added'),
    at: after(told.at, 20 + random.below(90)),
    person: last,
    does: 'comment',
    under: { deed: told.key },
    text: sayIn(voices, localeFrom(last.locale), last === first ? 'thanks' : 'agreeing', random),
  }
  return [asked, told, added]
}

function changingTheirMind(post: PostMade, { voices }: Crowd, person: LabPerson | undefined, random: Random): Deed[] {
  if (!person) return []
  const locale = localeFrom(person.locale)
  const said = {
    key: `${post.key} thought`,
    at: after(post.at, 40 + random.below(120)),
    person,
    does: 'comment' as const,
    under: { id: post.objectId },
    text: random.pick(random.next() < 0.5 ? voices[locale].question : voices[locale].neutral),
  }
  return [said, ...secondThoughts(said, sayIn(voices, locale, 'addition', random), sure(random))]
}

/** Half of those who think again change their words, the rest take them back. */
const sure = (random: Random): Random => ({ ...random, next: () => random.next() * 0.28 })

/** Whoever has come to follow the account writes after some minutes. */
function inPrivate(post: PostMade, { voices }: Crowd, person: LabPerson | undefined, random: Random): Deed[] {
  if (!person) return []
  const text = sayIn(voices, localeFrom(person.locale), 'privately', random)
  const at = after(post.at, 90 + random.below(240))
  const key = `${post.key} private`
  return [{ key, at, person, does: 'message', to: post.account, text, ...showing(key, 0.25) }]
}

/** Now and then somebody sends a picture with their words. */
const showing = (key: string, share: number) => (randomFrom(`picture ${key}`).next() < share ? { picture: true } : {})

function shuffled<T>(from: readonly T[], random: Random): T[] {
  const left = [...from]
  return from.flatMap(() => left.splice(random.below(left.length), 1))
}
