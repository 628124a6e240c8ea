import type { z } from 'zod'
import type { World } from '../../kernel/world.ts'
import { brandOf } from '../brand/index.ts'
import { locales } from '../team/api.ts'
import { iso, wordsIn } from '../team/index.ts'
import type { Fresh } from './api.ts'
import { savedGreeting } from './ports.ts'
import { presentBriefs } from './present.ts'
import { metAfter } from './store.ts'
import { freshForMs } from './temperature.ts'
import { windowsOf } from './windows.ts'

/**
 * Who was met in the last fifteen minutes, with words to greet each in their own language: those the brand keeps for it, else
 * those of the catalogue. Whose language is not known, or is none of ours, is greeted in the brand's.
 */
export async function freshPeople(world: World, brandId: string): Promise<z.input<typeof Fresh>> {
  const now = world.clock.now()
  const since = new Date(now.getTime() - freshForMs)
  const [rows, windows, brand] = await Promise.all([
    metAfter(world.db, brandId, since),
    windowsOf(world.db, brandId),
    brandOf(world.db, brandId),
  ])
  const briefs = await presentBriefs(world.db, rows, { windows, now })
  const greetings = new Map<string, Promise<Greeting>>()
  const items = briefs.map(async (person, place) => {
    const language = person.language ?? brand.language
    const greeting = greetings.get(language) ?? greetingIn(world, { brandId, language, spare: brand.language })
    greetings.set(language, greeting)
    const until = new Date((rows[place]?.firstAt ?? now).getTime() + freshForMs)
    return { person, until: iso(until), greeting: addressed(await greeting, person.name) }
  })
  return { items: await Promise.all(items) }
}

type Greeting = { text: string; language: string; saved: boolean }

async function greetingIn(
  { db }: World,
  { brandId, language, spare }: { brandId: string; language: string; spare: string },
): Promise<Greeting> {
  for (const answer of savedGreeting.all()) {
    const saved = await answer(db, { brandId, language })
    if (saved) return { ...saved, saved: true }
  }
  const known = [language, spare].map(baseOf).find((one) => locales.some((locale) => locale === one)) ?? 'en'
  return { text: wordsIn(known).say('people.greeting', { name: nameHere }), language: known, saved: false }
}

const baseOf = (language: string) => language.toLowerCase().split('-')[0] ?? ''

/** As in saved replies. */
const nameHere = '{person.name}'

const addressed = (greeting: Greeting, name: string): Greeting => ({
  ...greeting,
  text: greeting.text.replaceAll(nameHere, () => name),
})
