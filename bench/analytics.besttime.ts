import { type Covered, coverOfAccounts, coverOfBrands } from './analytics/measure-best-times.ts'
import { defineFigure } from './figure.ts'

const seeds = (count: number, from: number) => Array.from({ length: count }, (_, n) => from + n)

export default defineFigure({
  id: 'analytics.besttime',
  about:
    'Hours of the week whose true lift lies within the interval of 95 % (93 to 97 %), of made accounts whose hours are known',
  run: async (say) => {
    const cases: [name: string, covered: Covered][] = [
      ['accounts', coverOfAccounts(seeds(200, 5_000))],
      ['few-posts', coverOfAccounts(seeds(100, 6_000), { posts: 40 })],
      ['flat', coverOfAccounts(seeds(100, 7_000), { flat: true })],
      ['brands', coverOfBrands(seeds(30, 8_000))],
    ]
    return cases.flatMap(([name, { held, all, heldBest, best, proposing, accounts, lacking }]) => {
      const id = name === 'accounts' ? 'analytics.besttime' : `analytics.besttime.${name}`
      say(`${name}: ${proposing} of ${accounts} accounts have a best time, of ${lacking} nothing is told`)
      const covers = { id, value: (100 * held) / all, unit: '%', baseline: 95, n: all, beside: 'what it should be' }
      if (best === 0) return [covers]
      return [covers, { ...covers, id: `${id}.proposed`, value: (100 * heldBest) / best, n: best }]
    })
  },
})
