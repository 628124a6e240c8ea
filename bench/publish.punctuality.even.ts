import { defineFigure } from './figure.ts'
import { measurePunctuality } from './punctuality.ts'

export default defineFigure({
  id: 'publish.punctuality.even',
  about: '1,000 publications over 1,000 accounts, evenly within one minute, on networks that answer in 50 ms',
  run: (say) =>
    measurePunctuality(
      { id: 'publish.punctuality.even', publications: 1_000, accounts: 1_000, latencyMs: 50, dueAfter: (n) => n * 60 },
      say,
    ),
})
