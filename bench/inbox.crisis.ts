import { defineFigure, percentile } from './figure.ts'
import { listenThrough } from './inbox/crisis.ts'

const minutes = 10
const angry = 2_000

export default defineFigure({
  id: 'inbox.crisis',
  about:
    '2,000 people within ten minutes under a post of every network that is asked for what is new, all networks at once, in real time: what was not heard or heard twice, and how long after it was said',
  run: async (say, { networks }) => {
    const { heard, beyond } = await listenThrough({ minutes, angry, networks }, say)
    for (const { network, said, doubled, lags, seconds } of heard)
      say(
        `  ${network}: ${said} heard, ${doubled} twice, p50 ${at(lags, 0.5)} s, p95 ${at(lags, 0.95)} s, all after ${seconds} s`,
      )
    for (const [network, why] of Object.entries(beyond)) say(`  ${network} is left out: ${why}`)
    const sum = (of: (one: (typeof heard)[number]) => number) => heard.reduce((all, one) => all + of(one), 0)
    const figure = (name: string, value: number, unit: string) => ({
      ...{ id: `inbox.crisis${name}`, value, unit, baseline: null, n: angry * heard.length },
    })
    return [
      figure('.networks', heard.length, 'networks'),
      figure(
        '.lost',
        sum((one) => Math.max(0, angry - one.said)),
        'comments',
      ),
      figure(
        '.doubled',
        sum((one) => one.doubled),
        'comments',
      ),
    ]
  },
})

const at = (lags: number[], share: number) => (percentile(lags, share) / 1_000).toFixed(1)
