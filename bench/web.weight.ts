import { openBrowser } from '../e2e/browser.ts'
import { startDesk } from '../e2e/desk.ts'
import { type Weight, weigh } from '../e2e/weight.ts'
import { defineFigure, percentile } from './figure.ts'

const visits = 7
const targets = { scriptKb: 250, largestPaintMs: 1_500 }

export default defineFigure({
  id: 'web.weight',
  about: `a first visit: at most ${targets.scriptKb} kB of script over the wire, the largest piece painted within ${targets.largestPaintMs} ms`,
  run: async (say) => {
    const browser = await openBrowser()
    if ('absent' in browser) throw new Error(browser.absent)
    const desk = await startDesk()
    try {
      const weights: Weight[] = []
      for (let visit = 0; visit <= visits; visit++) weights.push(await weigh(browser, `${desk.origin}/welcome`))
      const [cold, ...warm] = weights
      say(
        `${cold?.scripts} scripts; the very first visit of a new desk painted after ${Math.round(cold?.largestPaintMs ?? 0)} ms`,
      )
      const kb = Math.max(...weights.map((one) => one.scriptBytes)) / 1_000
      const paint = percentile(
        warm.map((one) => one.largestPaintMs),
        0.5,
      )
      const common = { n: visits, beside: 'what it may be' }
      return [
        { ...common, id: 'web.weight.script', value: kb, unit: 'kB', baseline: targets.scriptKb },
        { ...common, id: 'web.weight.paint', value: paint, unit: 'ms', baseline: targets.largestPaintMs },
      ]
    } finally {
      await browser.close()
      await desk.stop()
    }
  },
})
