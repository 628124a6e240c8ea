import type { z } from 'zod'
import type { Dashboard } from './api.ts'
import { feltIn, shareOf } from './feelings.ts'
import type { InPlace } from './figures-store.ts'

type Told = Pick<z.input<typeof Dashboard>, 'sources' | 'languages' | 'countries'>

const byActivity = 15
const byWeight = 15
const slices = 25

/** Where it was said: the busiest places and the weightiest, and in which languages and countries. */
export function placesIn(rows: readonly InPlace[]): Told {
  const sites = rows.filter(({ kind }) => kind === 'site')
  const weight = sites.reduce((sum, row) => sum + row.weight, 0)
  const weightiest = sites.toSorted((a, b) => b.weight - a.weight).slice(0, byWeight)
  const shown = sites.filter((row, n) => n < byActivity || weightiest.includes(row))
  return {
    sources: {
      items: shown.map((row) => ({
        ...feltIn(row),
        ...{ network: row.network, site: row.site ?? '', reach: row.reach, weight: row.weight },
        weightShare: shareOf(row.weight, weight),
      })),
      count: sites.length,
    },
    languages: slicesOf(rows, 'language'),
    countries: slicesOf(rows, 'country'),
  }
}

const slicesOf = (rows: readonly InPlace[], kind: 'language' | 'country') =>
  rows
    .filter((row) => row.kind === kind)
    .slice(0, slices)
    .map((row) => ({ ...feltIn(row), key: row[kind] }))
