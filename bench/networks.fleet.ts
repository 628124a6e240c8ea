import { defineFigure } from './figure.ts'
import { mustBeRight, sail, tellShares, tellSlowest } from './fleet.ts'

export default defineFigure({
  id: 'networks.fleet',
  about:
    '5,000 publications due within a minute, 50 accounts on every network, 200 ms a call, one worker (all out within 120 s). The emulators hold it to the limits the networks document; where one app may do less in an hour or a day (a hundred uploads of videos), its network is given less and the others more. A limit broken, or a publication missing, double or early, fails it',
  run: async (say) => {
    const publications = 5_000
    const seen = await sail({ publications, accountsEach: 50, latencyMs: 200, spreadMs: 60_000 }, say)
    tellShares(seen, say)
    tellSlowest(seen, say)
    for (const [state, count] of Object.entries(seen.states)) say(`  ${count} ${state}`)
    mustBeRight(seen)
    const figure = (name: string, value: number, unit: string, baseline: number | null = null) => ({
      ...{ id: `networks.fleet${name}`, value, unit, baseline, n: publications },
    })
    return [
      { ...figure('', seen.lastMs / 1000, 's', 60), beside: 'the minute in which they fell due' },
      figure('.networks', seen.networks.length, 'networks'),
      figure('.wrong', seen.missing + seen.doubles + seen.early, 'publications'),
      figure('.tooMany', Object.keys(seen.tooMany).length, 'networks whose limit was broken'),
    ]
  },
})
