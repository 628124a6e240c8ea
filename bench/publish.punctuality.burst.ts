import { defineFigure } from './figure.ts'
import { measurePunctuality } from './punctuality.ts'

export default defineFigure({
  id: 'publish.punctuality.burst',
  about: '10,000 publications over 1,000 accounts due in the same second, on networks that answer in 50 ms',
  run: (say) =>
    measurePunctuality(
      { id: 'publish.punctuality.burst', publications: 10_000, accounts: 1_000, latencyMs: 50, dueAfter: () => 0 },
      say,
    ),
})
