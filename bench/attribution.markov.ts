import { attribute } from '../modules/analytics/index.ts'
import { madePaths } from './analytics/made-paths.ts'
import { defineFigure } from './figure.ts'

export default defineFigure({
  id: 'attribution.markov',
  about:
    '100,000 paths on 12 channels by a Markov chain of order 1 (at most 2 s), and of orders 2 and 3, beside last touch',
  run: async (say) => {
    const paths = madePaths(100_000, 12, 7)
    const timed = (run: () => unknown) => {
      const began = performance.now()
      run()
      return performance.now() - began
    }
    const last = timed(() => attribute(paths, { kind: 'last' }))
    return ([1, 2, 3] as const).map((order) => {
      const ms = timed(() => attribute(paths, { kind: 'markov', order }))
      say(`order ${order}: ${ms.toFixed(0)} ms`)
      const id = order === 1 ? 'attribution.markov' : `attribution.markov.order${order}`
      return { id, value: ms, unit: 'ms', baseline: last, n: paths.length, beside: 'last touch' }
    })
  },
})
