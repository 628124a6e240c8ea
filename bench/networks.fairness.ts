import { defineFigure } from './figure.ts'
import { mustBeRight, p99Without, sail, tellSlowest } from './fleet.ts'

export default defineFigure({
  id: 'networks.fairness',
  about:
    'The p99 of all other networks while one is down, beside the same while none is (ratio at most 1.2). A limit broken, or a publication missing, double or early, fails it',
  run: async (say) => {
    const fleet = { publications: 2_500, accountsEach: 25, latencyMs: 200, spreadMs: 60_000 }
    const all = await sail(fleet, say)
    mustBeRight(all)
    const down = all.networks[Math.floor(all.networks.length / 2)] ?? ''
    say(`${down} goes down`)
    const without = await sail({ ...fleet, down }, say)
    tellSlowest(without, say)
    mustBeRight(without)
    const wrong = without.missing + without.doubles + without.early
    return [
      {
        ...{ id: 'networks.fairness', value: p99Without(without.lateness, down), unit: 'ms', n: fleet.publications },
        ...{ baseline: p99Without(all.lateness, down), beside: 'the same networks while none is down' },
      },
      { id: 'networks.fairness.wrong', value: wrong, unit: 'publications', baseline: null, n: fleet.publications },
    ]
  },
})
