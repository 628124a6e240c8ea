import { defineFigure } from './figure.ts'
import { sail, tellSlowest } from './fleet.ts'

export default defineFigure({
  id: 'networks.fleet',
  about:
    '5,000 publications due within a minute, 50 accounts on every network, 200 ms a call, one worker (all out within 120 s)',
  run: async (say) => {
    const publications = 5_000
    const seen = await sail({ publications, accountsEach: 50, latencyMs: 200, spreadMs: 60_000 }, say)
    tellSlowest(seen, say)
    for (const [state, count] of Object.entries(seen.states)) say(`  ${count} ${state}`)
    const figure = (name: string, value: number, unit: string, baseline: number | null = null) => ({
      ...{ id: `networks.fleet${name}`, value, unit, baseline, n: publications },
    })
    return [
      { ...figure('', seen.lastMs / 1000, 's', 60), beside: 'the minute in which they fell due' },
      figure('.networks', seen.networks.length, 'networks'),
      figure('.wrong', seen.missing + seen.doubles + seen.early, 'publications'),
      figure('.tooMany', seen.tooMany, 'calls beyond a rate limit'),
    ]
  },
})
