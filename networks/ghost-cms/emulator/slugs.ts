import type { State } from './state.ts'

/** As Ghost's `slugify`, which writes everything in Latin letters; Cyrillic as far as the lab's people use it. */
const latin: Record<string, string> = Object.fromEntries(
  'а:a б:b в:v г:gh ґ:g д:d е:e є:ie ж:zh з:z и:i і:i ї:yi й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:iu я:ia'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
)
const mostCharacters = 185

export function addressFrom(title: string): string {
  return [...title.toLowerCase()]
    .map((sign) => latin[sign] ?? sign)
    .join('')
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, (signs) => (/^\p{M}+$/u.test(signs) ? '' : '-'))
    .replace(/^-+|-+$/g, '')
    .slice(0, mostCharacters)
}

/** Taken is only what stands on the same site. */
export function freeAddress(state: State, blog: string, wanted: string): string {
  const taken = new Set([...state.posts.values()].flatMap((one) => (one.blog === blog ? [one.slug] : [])))
  for (let number = 1; ; number++) {
    const next = number === 1 ? wanted : `${wanted}-${number}`
    if (!taken.has(next)) return next
  }
}
