import { defineFigure } from './figure.ts'
import { measureMatching } from './listen/measure-matching.ts'

export default defineFigure({
  id: 'listen.match.10k',
  about:
    'Posts of 21 words held against 10,000 saved queries with all word forms, on one core (at least 100,000 a second)',
  run: (say) => measureMatching('listen.match.10k', 10_000, say),
})
