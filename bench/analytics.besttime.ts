import { type Covered, coverOfAccounts, coverOfBrands } from './analytics/measure-best-times.ts'
import { defineFigure } from './figure.ts'

const seeds = (count: number, from: number) => Array.from({ length: count }, (_, n) => from + n)

export default defineFigure({
  id: 'analytics.besttime',
  about:
    'Hours of the week whose true lift lies within the interval of 95 % (93 to 97 %), of made accounts whose hours are known',
  run: async (say) => {
    const cases: [name: string, covered: Covered][] = [
      ['', coverOfAccounts(seeds(150, 5_000))],
      ['.few-posts', coverOfAccounts(seeds(80, 6_000), { posts: 40 })],
      ['.brands', coverOfBrands(seeds(24, 8_000))],
    ]
    const flat = coverOfAccounts(seeds(80, 7_000), { flat: true })
    const mistaken = {
      ...{ id: 'analytics.besttime.flat', value: (100 * flat.proposing) / flat.accounts, unit: '%', baseline: 5 },
      ...{ n: flat.accounts, beside: 'accounts without any best hour that are told one, at most' },
    }
    return [...cases.flatMap(([name, covered]) => measured(`analytics.besttime${name}`, covered, say)), mistaken]
  },
})

function measured(
  id: string,
  { held, all, heldBest, best, proposing, accounts }: Covered,
  say: (line: string) => void,
) {
  say(`${id}: ${proposing} of ${accounts} accounts are told a best time`)
  const of = { unit: '%', baseline: 95, beside: 'what it should be' }
  return [
    { ...of, id, value: (100 * held) / all, n: all },
    { ...of, id: `${id}.proposed`, value: (100 * heldBest) / Math.max(1, best), n: best },
  ]
}
