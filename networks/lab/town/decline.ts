import type { TownLanguage } from './post.ts'

/** `gen` is the possessive in English and Swedish. */
export const cases = ['nom', 'gen', 'dat', 'acc', 'ins', 'loc'] as const
export type Case = (typeof cases)[number]
export type Forms = Record<Case, string>

/** A brand's name as people of a language decline it; what they would leave alone (several words, another script) stays as it is. */
export function decline(name: string, language: TownLanguage): Forms {
  const ends = endings[language]
  const found = ends && !/[\s\d]/.test(name) ? ends(name) : undefined
  const [gen, dat, acc, ins, loc] = found ?? [name, name, name, name, name]
  if (language === 'en') return { ...same(name), gen: `${name}’s` }
  if (language === 'sv') return { ...same(name), gen: /[sxz]$/i.test(name) ? name : `${name}s` }
  return { nom: name, gen, dat, acc, ins, loc }
}

const same = (name: string): Forms => ({ nom: name, gen: name, dat: name, acc: name, ins: name, loc: name })

type Oblique = [gen: string, dat: string, acc: string, ins: string, loc: string]
type Decline = (name: string) => Oblique | undefined

const endings: Partial<Record<TownLanguage, Decline>> = { uk: ukrainian, ru: russian, pl: polish, cs: czech }

function ukrainian(name: string): Oblique | undefined {
  const stem = name.slice(0, -1)
  if (/ія$/.test(name)) return with5(stem, ['ї', 'ї', 'ю', 'єю', 'ї'])
  if (/я$/.test(name)) return with5(stem, ['і', 'і', 'ю', 'ею', 'і'])
  if (/а$/.test(name)) {
    const dat = `${softened(stem, { к: 'ц', г: 'з', х: 'с' })}і`
    const hissing = /[жшчщ]$/.test(stem)
    return [`${stem}${hissing ? 'і' : 'и'}`, dat, `${stem}у`, `${stem}${hissing ? 'ею' : 'ою'}`, dat]
  }
  if (/й$/.test(name)) return with5(stem, ['ю', 'ю', 'й', 'єм', 'ї'])
  if (!/[бвгґджзклмнпрстфхцчшщ]$/.test(name)) return undefined
  const loc = /[кгґх]$/.test(name) ? 'у' : 'і'
  return with5(name, ['у', 'у', '', /[жшчщц]$/.test(name) ? 'ем' : 'ом', loc])
}

function russian(name: string): Oblique | undefined {
  const stem = name.slice(0, -1)
  if (/ия$/.test(name)) return with5(stem, ['и', 'и', 'ю', 'ей', 'и'])
  if (/я$/.test(name)) return with5(stem, ['и', 'е', 'ю', 'ей', 'е'])
  if (/а$/.test(name)) {
    const gen = /[гкхжшщч]$/.test(stem) ? 'и' : 'ы'
    return with5(stem, [gen, 'е', 'у', /[жшщчц]$/.test(stem) ? 'ей' : 'ой', 'е'])
  }
  if (/й$/.test(name)) return with5(stem, ['я', 'ю', 'й', 'ем', /ий$/.test(name) ? 'и' : 'е'])
  if (!/[бвгджзклмнпрстфхцчшщ]$/.test(name)) return undefined
  return with5(name, ['а', 'у', '', /[жшщчц]$/.test(name) ? 'ем' : 'ом', 'е'])
}

function polish(name: string): Oblique | undefined {
  const stem = name.slice(0, -1)
  if (/ia$/.test(name)) return with5(stem, ['i', 'i', 'ę', 'ą', 'i'])
  if (/a$/.test(name)) {
    const dat = /([ljci]|cz|sz|rz|ż)$/.test(stem) ? `${stem}${/[lj]$/.test(stem) ? 'i' : 'y'}` : before(stem, true)
    return [`${stem}${/[kglj]$/.test(stem) ? 'i' : 'y'}`, dat, `${stem}ę`, `${stem}ą`, dat]
  }
  if (!/[bcćdfghjklłmnńprsśtwxzźż]$/.test(name)) return undefined
  const loc = /([kgljcx]|ch|cz|sz|rz|ż)$/.test(name) ? `${name}u` : before(name, false)
  return [`${name}a`, `${name}owi`, name, `${name}${/[kg]$/.test(name) ? 'iem' : 'em'}`, loc]
}

/** The stem before -e, with the consonant it turns into: Warta, Warcie. */
function before(stem: string, feminine: boolean): string {
  const turned: [RegExp, string][] = [
    [/ch$/, 'sze'],
    [/st$/, 'ście'],
    [/k$/, 'ce'],
    [/g$/, 'dze'],
    [/r$/, 'rze'],
    [/ł$/, 'le'],
    [/t$/, 'cie'],
    [/d$/, 'dzie'],
    [/h$/, feminine ? 'sze' : 'hu'],
  ]
  for (const [end, into] of turned) if (end.test(stem)) return stem.replace(end, into)
  return `${stem}ie`
}

function czech(name: string): Oblique | undefined {
  const stem = name.slice(0, -1)
  if (/ia$/.test(name)) return with5(stem, ['e', 'i', 'i', 'í', 'i'])
  if (/a$/.test(name)) {
    const soft = /[žščřcj]$/.test(stem)
    const dat = soft ? `${stem}e` : czechDative(stem)
    return [`${stem}${soft ? 'i' : 'y'}`, dat, `${stem}u`, `${stem}ou`, dat]
  }
  if (/o$/.test(name)) return with5(stem, ['a', 'u', 'o', 'em', 'u'])
  if (/[žščřcj]$/.test(name)) return with5(name, ['e', 'i', '', 'em', 'i'])
  return /[bdfghklmnprstvxz]$/.test(name) ? with5(name, ['u', 'u', '', 'em', 'u']) : undefined
}

function czechDative(stem: string): string {
  if (/ch$/.test(stem)) return stem.replace(/ch$/, 'še')
  if (/[kghr]$/.test(stem)) return `${softened(stem, { k: 'c', g: 'z', h: 'z', r: 'ř' })}e`
  return /[lsz]$/.test(stem) ? `${stem}e` : `${stem}ě`
}

const with5 = (stem: string, [gen, dat, acc, ins, loc]: Oblique): Oblique => [
  ...([stem + gen, stem + dat, stem + acc, stem + ins, stem + loc] satisfies Oblique),
]

const softened = (stem: string, into: Record<string, string>): string => {
  const last = stem.slice(-1)
  return stem.slice(0, -1) + (into[last] ?? last)
}
