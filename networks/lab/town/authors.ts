import { type Random, randomFrom } from '../random.ts'
import { latin, type SpokenBrand } from './brand.ts'
import { type TownAuthor, type TownLanguage, townLanguages } from './post.ts'
import { type Place, townWords } from './words.ts'

/** Of all talk, after how many speak it on public networks here. */
const shares: Record<TownLanguage, number> = { en: 0.3, uk: 0.16, pl: 0.14, ru: 0.13, bg: 0.1, cs: 0.09, sv: 0.08 }

/** People of one language in one country; the first speak most (Zipf and Mandelbrot), each is made when first heard. */
export type Quarter = { language: TownLanguage; place: Place; share: number; anybody: (random: Random) => TownAuthor }

export function quartersOf(seed: string, authors: number): Quarter[] {
  return townLanguages.flatMap((language) =>
    townWords()[language].places.map((place): Quarter => {
      const share = shares[language] * place.share
      const size = Math.max(3, Math.round(authors * share))
      const made: TownAuthor[] = []
      const spread = (size + flat) / flat
      const anybody = (random: Random) => {
        const rank = Math.min(size - 1, Math.floor(flat * spread ** random.next() - flat))
        const known = made[rank]
        if (known) return known
        const author = authorOf(seed, language, place.country, rank)
        made[rank] = author
        return author
      }
      return { language, place, share, anybody }
    }),
  )
}

/** The larger, the less the very first outtalk the rest. */
const flat = 20

function authorOf(seed: string, language: TownLanguage, country: string, rank: number): TownAuthor {
  const id = `${language}-${country.toLowerCase()}-${rank}`
  const random = randomFrom(`${seed} author ${id}`)
  const dice = random.next()
  const kind = dice < 0.03 ? 'bot' : dice < 0.035 ? 'big' : 'person'
  const followers = Math.round(kind === 'big' ? 60_000 * 30 ** random.next() : 15 + random.next() ** 5 * 9_000)
  return { id, kind, followers, language, country, ...namedBy(random, language, rank) }
}

/** `Олена=olena` where letters alone do not tell how a name is spelled abroad. */
function namedBy(random: Random, language: TownLanguage, rank: number) {
  const feminine = random.next() < 0.52
  const { first, last } = townWords()[language].names[feminine ? 'f' : 'm']
  const [given, family] = [spelled(random.pick(first)), spelled(random.pick(last))]
  const tail = rank.toString(36)
  const handles = [`${given.latin}_${family.latin}_${tail}`, `${given.latin}${tail}`, `${family.latin}_${tail}`]
  const alone = random.next() < 0.2
  return {
    feminine,
    name: alone ? given.name : `${given.name} ${family.name}`,
    handle: `${random.pick(handles)}_${language}`,
  }
}

function spelled(written: string): { name: string; latin: string } {
  const [name = '', own = latin(name)] = written.split('=')
  const plain = own.normalize('NFD').replace(/\p{M}/gu, '').replace(/ł/gi, 'l')
  return { name, latin: plain.toLowerCase().replace(/[^a-z]/g, '') }
}

/** Somebody whom hundreds of thousands follow. */
export function celebrity(seed: string, language: TownLanguage, country: string): TownAuthor {
  const random = randomFrom(`${seed} celebrity`)
  const followers = Math.round(300_000 * 10 ** random.next())
  const named = namedBy(random, language, 1 + random.below(1_000))
  return { id: `big-${named.handle}`, kind: 'big', followers, language, country, ...named }
}

/** An account made for spam. */
export function throwaway(random: Random, language: TownLanguage, country: string): TownAuthor {
  const named = namedBy(random, language, 100_000 + random.below(900_000))
  return { id: `new-${named.handle}`, kind: 'bot', followers: random.below(12), language, country, ...named }
}

export const ownAccount = (brand: SpokenBrand, country: string): TownAuthor => {
  const { handle } = brand.said[brand.home]
  const followers = 12_000
  return {
    ...{ id: `brand-${brand.key}`, kind: 'brand', followers, language: brand.home, country, handle },
    ...{ name: brand.name, feminine: false },
  }
}
