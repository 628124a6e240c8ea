import { type Answered, after, type Deed } from './deeds.ts'
import { type Random, randomFrom } from './random.ts'
import { localeFrom, sayIn, type Turn, type Voices } from './voices.ts'

export type AnswerGiven = {
  key: string
  account: string
  objectId: string
  text: string
  at: Date
  /** In private: the person writes back the same way. */
  inPrivate: boolean
  to: Answered
  /** How often this person was answered in this conversation before. */
  before: number
  /** How many others got the same words before. */
  copies: number
}

/** What a person does about an answer: within two minutes, or nothing. The same answer gets the same. */
export function takeAnswer(given: AnswerGiven, voices: Voices): Deed[] {
  const random = randomFrom(`${given.key}|${given.to.person.handle}|${given.text}`)
  const patience = stays[given.before]
  if (patience === undefined || random.next() > patience) return []
  const { person, id } = given.to
  const locale = localeFrom(person.locale)
  const text = sayIn(voices, locale, turnFor(given, random, voices), random)
  const key = `${given.key} back`
  const at = after(given.at, 12 + random.below(90))
  if (given.inPrivate) return [{ key, at, person, does: 'message', to: given.account, text }]
  const said: Deed = { key, at, person, does: 'comment', under: { id: given.objectId || id }, text }
  return [said, ...secondThoughts(said, sayIn(voices, locale, 'addition', random), random)]
}

/** How probable one still writes, by how often one was answered before. */
const stays: (number | undefined)[] = [0.9, 0.55, 0.3]

/** Now and then somebody adds to their words or takes them back. */
export function secondThoughts(said: Deed & { does: 'comment' }, addition: string, random: Random): Deed[] {
  const { person, key } = said
  const chance = random.next()
  const at = after(said.at, 60 + random.below(180))
  if (chance < 0.2)
    return [{ key: `${key} edit`, at, person, does: 'edit', what: key, text: `${said.text} ${addition}` }]
  if (chance < 0.28) return [{ key: `${key} erase`, at, person, does: 'erase', what: key }]
  return []
}

function turnFor(given: AnswerGiven, random: Random, voices: Voices): Turn {
  const chance = random.next()
  if (given.copies >= 2 && chance < 0.75) return 'copied'
  if (!isHelp(given.text)) return isUpset(given, voices) ? 'upset' : 'curt'
  if (isUpset(given, voices)) return chance < calming(given) ? 'calmed' : 'upset'
  if (given.before === 0 && chance < 0.45) return 'followUp'
  return 'thanks'
}

/** More than a few words. */
const isHelp = (text: string) =>
  text
    .trim()
    .split(/\s+/)
    .filter((word) => /\p{L}{2,}/u.test(word)).length >= 4

/** An answer within the quarter hour calms nearly everybody; after a day hardly anybody. */
function calming({ at, to }: AnswerGiven): number {
  const minutes = (at.getTime() - to.at.getTime()) / 60_000
  if (minutes <= 15) return 0.9
  if (minutes <= 120) return 0.7
  return minutes <= 24 * 60 ? 0.45 : 0.2
}

function isUpset({ to }: AnswerGiven, voices: Voices): boolean {
  const { complaint, turns } = voices[localeFrom(to.person.locale)]
  const bitter = [turns.angry, turns.upset, turns.copied].flatMap(([first = []]) => first)
  return [...complaint, ...bitter].some((line) => line !== '' && to.text.includes(line))
}
