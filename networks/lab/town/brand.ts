import { type Case, decline, type Forms } from './decline.ts'
import { type TownLanguage, townLanguages } from './post.ts'

export type TownBrand = {
  /** What the truth calls it. */
  key: string
  name: string
  /** Of its own account; made of the name where absent. */
  handle?: string
  /** How people of a language say it; cases that are not given follow the language's rules. */
  said?: Partial<Record<TownLanguage, { nom: string } & Partial<Record<Case, string>>>>
  /** Where most of the talk about it is; English where absent. */
  home?: TownLanguage
  /** What it sells, beside what is said of every brand. */
  trades?: Trade[]
  /** Beside other brands, how much it is spoken of; 1 where absent. */
  weight?: number
}
export const trades = ['coffee', 'phones', 'travel'] as const
export type Trade = (typeof trades)[number]

/** A brand in the mouth of one language. */
export type SaidBrand = { key: string; forms: Forms; tag: string; handle: string; trades: readonly Trade[] }
export type SpokenBrand = Omit<TownBrand, 'said'> & {
  home: TownLanguage
  weight: number
  said: Record<TownLanguage, SaidBrand>
}

/** Worked out once, so that talk only looks up. */
export function spoken(brand: TownBrand): SpokenBrand {
  const handle = brand.handle ?? handleOf(brand.name)
  const tag = brand.name.replace(/[^\p{L}\p{N}]/gu, '')
  const said = Object.fromEntries(
    townLanguages.map((language): [TownLanguage, SaidBrand] => {
      const own = brand.said?.[language]
      const forms = { ...decline(own?.nom ?? written(brand.name, language), language), ...own }
      return [language, { key: brand.key, forms, tag, handle, trades: brand.trades ?? [] }]
    }),
  ) as Record<TownLanguage, SaidBrand>
  return { ...brand, home: brand.home ?? 'en', weight: brand.weight ?? 1, said }
}

const cyrillic: readonly TownLanguage[] = ['bg', 'uk', 'ru']
const written = (name: string, language: TownLanguage) => (cyrillic.includes(language) ? name : latin(name))

const handleOf = (name: string) =>
  latin(name)
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '') || 'brand'

const sounds: Record<string, string> = {
  ...{ а: 'a', б: 'b', в: 'v', г: 'h', ґ: 'g', д: 'd', е: 'e', ё: 'e', є: 'ie', ж: 'zh', з: 'z', и: 'y', і: 'i' },
  ...{ ї: 'i', й: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f' },
  ...{ х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: 'a', ы: 'y', ь: '', э: 'e', ю: 'iu', я: 'ia', '’': '' },
}

/** Cyrillic in Latin letters, near to how Ukrainian passports do it. */
export const latin = (text: string): string =>
  text.replace(/[\p{Script=Cyrillic}’]/gu, (sign) => {
    const sound = sounds[sign.toLowerCase()] ?? ''
    return sign === sign.toLowerCase() ? sound : sound.charAt(0).toUpperCase() + sound.slice(1)
  })
