import { defineFigure } from './figure.ts'
import { measureSpikes } from './listen/measure-spikes.ts'

export default defineFigure({
  id: 'listen.spikes',
  about:
    'False alarms a query-day (at most 0.05) and sixfold spikes of two hours that are found (at least 92 % where 12 or more an hour are usual), beside z > 3',
  run: async (say) => measureSpikes('listen.spikes', { queries: 200, days: 60, seed: 23 }, say),
})
