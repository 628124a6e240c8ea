import type { z } from 'zod'
import type { World } from '../../kernel/world.ts'
import { brandOf } from '../brand/index.ts'
import { locales } from '../team/api.ts'
import { type Caller, iso, wordsIn } from '../team/index.ts'
import type { Fresh } from './api.ts'
import { type Greeted, type Greeting, savedGreeting } from './ports.ts'
import { presentBriefs } from './present.ts'
import { metAfter } from './store.ts'
import { freshForMs } from './temperature.ts'
import { windowsOf } from './windows.ts'

/**
 * Who was met in the last fifteen minutes, with words to greet each in their own language: those the brand keeps for it, else
 * those of the catalogue. Whose language is not known, or is none of ours, is greeted in the brand's.
 */
export async function freshPeople(world: World, caller: Caller, brandId: string): Promise<z.input<typeof Fresh>> {
  const now = world.clock.now()
  const since = new Date(now.getTime() - freshForMs)
  const [rows, windows, brand, saved] = await Promise.all([
    metAfter(world.db, brandId, since),
    windowsOf(world.db, brandId),
    brandOf(world.db, brandId),
    savedWords(world, brandId),
  ])
  const briefs = await presentBriefs(world.db, rows, { windows, now })
  const items = briefs.map((person, place) => {
    const to: Greeted = {
      ...{ name: person.name, handle: person.identities[0]?.handle ?? '', by: caller.name, brand: brand.name },
      languages: [person.language ?? brand.language, brand.language],
    }
    const until = new Date((rows[place]?.firstAt ?? now).getTime() + freshForMs)
    const greeting = saved ? { ...saved(to), saved: true } : { ...usualWords(to), saved: false }
    return { person, until: iso(until), greeting }
  })
  return { now: iso(now), items }
}

async function savedWords({ db }: World, brandId: string): Promise<((to: Greeted) => Greeting) | undefined> {
  const names = locales.map((locale) => wordsIn(locale).say('people.greeting.name'))
  for (const answer of savedGreeting.all()) {
    const say = await answer(db, { brandId, names })
    if (say) return say
  }
  return undefined
}

function usualWords({ name, languages }: Greeted): Greeting {
  const ours = languages.map(baseOf).find((one) => locales.some((locale) => locale === one)) ?? 'en'
  return { text: wordsIn(ours).say('people.greeting', { name }), language: ours }
}

const baseOf = (language: string) => language.toLowerCase().split('-')[0] ?? ''
