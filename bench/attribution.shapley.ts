import { attribute } from '../modules/analytics/index.ts'
import { madePaths } from './analytics/made-paths.ts'
import { defineFigure } from './figure.ts'

export default defineFigure({
  id: 'attribution.shapley',
  about: '100,000 paths by Shapley’s value of rates: exact with 12 channels, from drawn orders with 30, beside linear',
  run: async (say) =>
    [12, 15, 30].map((channels) => {
      const paths = madePaths(100_000, channels, 7)
      const before = performance.now()
      attribute(paths, { kind: 'linear' })
      const began = performance.now()
      const { within, errors } = attribute(paths, { kind: 'shapley', worth: 'rate' })
      const ms = performance.now() - began
      const off = within
        ? `off by ${Math.max(...within.values()).toFixed(0)} conversions at most, standard error ${Math.max(...(errors?.values() ?? [])).toFixed(0)}`
        : 'exact'
      say(`${channels} channels: ${ms.toFixed(0)} ms, ${off}`)
      const id = channels === 12 ? 'attribution.shapley' : `attribution.shapley.channels${channels}`
      return { id, value: ms, unit: 'ms', baseline: began - before, n: paths.length, beside: 'linear' }
    }),
})
