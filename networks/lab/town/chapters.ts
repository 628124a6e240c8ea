import { localeFrom } from '../voices.ts'
import type { TownBrand } from './brand.ts'
import type { Learnt, Pace } from './living-town.ts'
import type { TownEvent } from './post.ts'
import { townEvents } from './talk.ts'

/** Talk is begun anew at hours that this divides, and when something is learnt: so it is the same after a restart, without all that was said before. */
const chapterMs = 6 * 3_600_000

type Chapter = {
  /** The moment at which the next begins. */
  end: number
  /** What happens from one moment to before the other; moments only grow. */
  between: (from: number, until: number) => TownEvent[]
}

export function createChapters(network: string, seed: string, pace: Pace) {
  let open: { name: string; chapter: Chapter } | undefined
  return {
    /** The chapter that holds the moment, by what was learnt until then. */
    at: (moment: number, learnt: Learnt[]): Chapter => {
      const heard = Math.max(1, learnt.findLastIndex((one) => one.at <= moment) + 1)
      const known = learnt.slice(0, heard)
      const round = Math.floor(moment / chapterMs) * chapterMs
      const begin = Math.max(round, ...known.flatMap((one) => (one.at <= moment ? [one.at] : [])))
      const name = `${begin.toString(36)}-${heard}`
      if (open?.name === name) return open.chapter
      const end = Math.min(round + chapterMs, ...learnt.flatMap((one) => (one.at > moment ? [one.at] : [])))
      const talk = townEvents({
        ...{ seed: `${seed} ${network}`, from: new Date(begin), ...pace, chance: true, idPrefix: `${name}-` },
        brands: brandsIn(known, network),
        scenes: known.flatMap((one) => ('scene' in one ? [{ ...one.scene, at: new Date(one.at) }] : [])),
      })
      const chapter = { end, between: reading(talk) }
      open = { name, chapter }
      return chapter
    },
  }
}

function reading(talk: Generator<TownEvent, never>): Chapter['between'] {
  let next = talk.next().value
  return (from, until) => {
    const events: TownEvent[] = []
    for (; next.at.getTime() < until; next = talk.next().value) if (next.at.getTime() >= from) events.push(next)
    return events
  }
}

/** Each brand once, with the account that it has on this network. */
function brandsIn(known: Learnt[], network: string): TownBrand[] {
  const brands = new Map<string, TownBrand>()
  for (const one of known) {
    if (!('brand' in one)) continue
    const { name, handle, locale } = one.brand
    const before = brands.get(name) ?? { key: name, name, home: localeFrom(locale ?? 'en') }
    brands.set(name, one.brand.network === network ? { ...before, handle } : before)
  }
  return [...brands.values()]
}
