import { readFileSync } from 'node:fs'
import { type Random, randomFrom } from './random.ts'

export const locales = ['en', 'bg', 'uk', 'sv', 'cs', 'pl'] as const
export type Locale = (typeof locales)[number]

/** Whole lines, said under a post. */
export type Tone = 'praise' | 'question' | 'reply' | 'complaint' | 'neutral'
/** Lines put together of one piece from each list: what is said in answer, in private, among people, and by crowds. */
export type Turn =
  | 'thanks'
  | 'followUp'
  | 'calmed'
  | 'upset'
  | 'copied'
  | 'curt'
  | 'privately'
  | 'advice'
  | 'agreeing'
  | 'addition'
  | 'angry'
  | 'asking'
  | 'joking'
  | 'defending'
  | 'spam'
  | 'keen'

type Named = { name: string; handle: string }
type Names = { first: string[]; last: string[] }
type Written = Record<Tone, string[]> & { people: Named[]; strangers: Names[]; turns: Record<Turn, string[][]> }
export type Voice = Omit<Written, 'strangers'> & { strangers: Named[] }
export type Voices = Record<Locale, Voice>

export const readVoices = (): Voices =>
  Object.fromEntries(locales.map((locale) => [locale, readVoice(locale)])) as Voices

function readVoice(locale: Locale): Voice {
  const written = { ...readJson(`${locale}.json`), ...readJson(`${locale}.talk.json`) } as Written
  return { ...written, strangers: written.strangers.flatMap((names) => strangersOf(names, locale)) }
}

const readJson = (name: string) =>
  JSON.parse(readFileSync(new URL(`cast/${name}`, import.meta.url), 'utf8')) as Partial<Written>

/** Every first name with every last one. Written `Олена=olena` where the handle cannot be told from the name. */
function strangersOf({ first, last }: Names, locale: Locale): Named[] {
  return first.flatMap((one) =>
    last.map((other) => {
      const [given, family] = [spelled(one), spelled(other)]
      return { name: `${given.name} ${family.name}`, handle: `${given.latin}_${family.latin}_${locale}` }
    }),
  )
}

function spelled(written: string): { name: string; latin: string } {
  const [name = '', latin = name] = written.split('=')
  const plain = latin.normalize('NFD').replace(/\p{M}/gu, '').replace(/ł/g, 'l').replace(/Ł/g, 'L')
  return { name, latin: plain.toLowerCase().replace(/\W/g, '') }
}

/** A line of this kind, the same for the same random. */
export const sayIn = (voices: Voices, locale: Locale, turn: Turn, random: Random): string =>
  voices[locale].turns[turn]
    .map((pieces) => random.pick(pieces))
    .filter((piece) => piece !== '')
    .join(' ')

const sounds: [Locale, RegExp][] = [
  ['uk', /[іїєґ]/i],
  ['bg', /[а-я]/i],
  ['pl', /[łąęńśźż]/i],
  ['cs', /[ěřůčďť]/i],
  ['sv', /[åäö]/i],
]

/** Told by the letters that only it has; English where there are none. */
export const languageOf = (text: string): Locale => sounds.find(([, letters]) => letters.test(text))?.[0] ?? 'en'

export const localeFrom = (named: string): Locale => locales.find((one) => one === named) ?? 'en'

export type LabPerson = { id: string; name: string; handle: string; locale: string; followers: number; color: string }

export const colorOf = (random: Random) => `hsl(${random.below(360)} 45% 40%)`

export function madeUp(seed: string, locale: string, id: string, person: Named): LabPerson {
  const random = randomFrom(`${seed} ${person.handle}`)
  return {
    id,
    ...person,
    locale,
    followers: Math.round(20 + random.next() ** 4 * 4000),
    color: colorOf(random),
  }
}
