import type { Clock } from '../../../kernel/clock.ts'
import type { Journal } from '../journal.ts'
import { createChapters } from './chapters.ts'
import { isPost, type TownEvent, type TownPost } from './post.ts'
import type { TownScene } from './scenes.ts'

/** Public talk on one network of the lab as it goes on: what is there to be searched, and what comes. */
export type Town = {
  /** What stands of the last hours, oldest first: with its edits, without what was taken back. */
  recent: () => TownPost[]
  /** Of the last hours. */
  postBy: (id: string) => TownPost | undefined
  /** Everything that happened since that moment and within the last hours, in its order. */
  since: (moment: Date) => TownEvent[]
  /** Hears everything that happens from now on, with the post as it now stands or, of what was taken back, stood; returns how to leave. */
  follow: (hear: Hear) => () => void
}
type Hear = (event: TownEvent, post: TownPost) => void
export type Towns = {
  /** The same town for the same network. */
  on: (network: string) => Town
  /** From now on people speak of this brand. */
  learn: (brand: KnownBrand) => void
  /** Begins a scene now, on every network. Throws where nobody has heard of the brand. */
  play: (scene: Pick<TownScene, 'brand' | 'kind' | 'strength' | 'hours'>) => TownScene
  brands: () => string[]
  stop: () => void
}
/** As an account of it was opened. */
export type KnownBrand = { network: string; name: string; handle: string; locale?: string }
/** Posts an hour on each network, and which of them are about brands. */
export type Pace = { perHour: number; brandShare: number }

/** A post every four seconds, and one about the brands every half minute. */
export const humane: Pace = { perHour: 900, brandShare: 0.13 }

type Given = { seed: string; clock: Clock; journal: () => Journal; pace: Pace }
export type Learnt = { at: number } & ({ brand: KnownBrand } | { scene: Omit<TownScene, 'at'> })

/** Under this name the journal keeps what the town has heard of; no network is called so. */
const page = '_town'
const lookMs = 500

export function createTowns(given: Given): Towns {
  const { clock } = given
  const open = new Map<string, ReturnType<typeof openTown>>()
  let learnt: Learnt[] | undefined
  const all = () => {
    learnt ??= given
      .journal()
      .take(page)
      .map(({ at, event }) => ({ ...(event as Omit<Learnt, 'at'>), at: Date.parse(at) }) as Learnt)
    return learnt
  }
  const keep = (event: { brand: KnownBrand } | { scene: Omit<TownScene, 'at'> }) => {
    const now = clock.now()
    all().push({ ...event, at: now.getTime() })
    given.journal().write({ network: page, at: now.toISOString(), event })
  }
  const brands = () => [...new Set(all().flatMap((one) => ('brand' in one ? [one.brand.name] : [])))]
  return {
    brands,
    on: (network) => {
      const town = open.get(network) ?? openTown(network, given, all)
      open.set(network, town)
      return town
    },
    learn: (brand) => {
      const isKnown = all().some(
        (one) => 'brand' in one && one.brand.name === brand.name && one.brand.network === brand.network,
      )
      if (!isKnown) keep({ brand })
    },
    play: (scene) => {
      if (!brands().includes(scene.brand))
        throw new Error(`nobody has heard of ${scene.brand}: open a practice account for it first`)
      keep({ scene })
      return { ...scene, at: clock.now() }
    },
    stop: () => {
      for (const town of open.values()) town.stop()
    },
  }
}

const hourMs = 3_600_000
/** As far back as the town remembers, and speaks of a brand before it was first heard of. */
const memoryMs = 3 * hourMs
const mostRemembered = 20_000

function openTown(network: string, { seed, clock, pace }: Given, learnt: () => Learnt[]) {
  const posts = new Map<string, TownPost>()
  const listeners = new Set<Hear>()
  const past: TownEvent[] = []
  const chapters = createChapters(network, seed, pace)
  /** Everything before it was told. */
  let upTo = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | undefined

  const happen = (event: TownEvent) => {
    const known = posts.get(event.id)
    const post = isPost(event) ? event : known && event.kind === 'edit' ? { ...known, text: event.text } : known
    if (!post) return
    if (event.kind === 'erasure') posts.delete(event.id)
    else posts.set(event.id, post)
    past.push(event)
    for (const hear of listeners) hear(event, post)
  }
  const forget = (before: number) => {
    const kept = past.findIndex((one) => one.at.getTime() >= before)
    const gone = past.splice(0, Math.max(kept < 0 ? past.length : kept, past.length - mostRemembered))
    for (const one of gone) if (isPost(one)) posts.delete(one.id)
  }
  const catchUp = () => {
    const own = concerning(learnt(), network)
    const [first] = own
    if (!first) return
    const end = clock.now().getTime() + 1
    for (let at = Math.max(upTo, first.at - memoryMs, end - memoryMs); at < end; ) {
      const chapter = chapters.at(at, own)
      const until = Math.min(end, chapter.end)
      for (const event of chapter.between(at, until)) happen(event)
      at = until
    }
    upTo = Math.max(upTo, end)
    forget(end - memoryMs)
  }
  const beat = () => {
    timer = setTimeout(() => {
      catchUp()
      if (listeners.size > 0) beat()
    }, lookMs)
    timer.unref()
  }
  return {
    recent: () => {
      catchUp()
      return [...posts.values()]
    },
    postBy: (id: string) => posts.get(id),
    since: (moment: Date) => {
      catchUp()
      return past.filter((one) => one.at >= moment)
    },
    follow: (hear: Hear) => {
      catchUp()
      listeners.add(hear)
      if (listeners.size === 1) beat()
      return () => {
        listeners.delete(hear)
        if (listeners.size === 0) clearTimeout(timer)
      }
    },
    stop: () => {
      listeners.clear()
      clearTimeout(timer)
    },
  }
}

/** What changes the talk on this network: brands first heard of, their accounts here, scenes. */
function concerning(learnt: Learnt[], network: string): Learnt[] {
  const names = new Set<string>()
  return learnt.filter((one) => {
    if ('scene' in one) return true
    const isNew = !names.has(one.brand.name)
    names.add(one.brand.name)
    return isNew || one.brand.network === network
  })
}
