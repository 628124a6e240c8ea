import type { TownBrand } from './brand.ts'

/** Brands that do not exist, of several trades and languages, as tests and benches speak of them. */
export const inventedBrands: TownBrand[] = [
  {
    ...{ key: 'kavola', name: 'Kavola', home: 'uk', trades: ['coffee'], weight: 3 },
    said: { uk: { nom: 'Кавола' }, ru: { nom: 'Кавола' }, bg: { nom: 'Кавола' } },
  },
  {
    ...{ key: 'norvik', name: 'Norvik', home: 'en', trades: ['phones'], weight: 2 },
    said: { uk: { nom: 'Норвік' }, ru: { nom: 'Норвик' }, bg: { nom: 'Норвик' } },
  },
  { key: 'lunara', name: 'Lunara', home: 'pl', trades: ['travel'] },
  { key: 'pomelo', name: 'Pomelo', home: 'cs' },
  { key: 'tundra', name: 'Tundra Outdoor', home: 'sv', handle: 'tundraoutdoor' },
  { key: 'zornitsa', name: 'Зорница', home: 'bg', trades: ['coffee'] },
]
