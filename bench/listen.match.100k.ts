import { defineFigure } from './figure.ts'
import { measureMatching } from './listen/measure-matching.ts'

export default defineFigure({
  id: 'listen.match.100k',
  about:
    'Posts of 21 words held against 100,000 saved queries with all word forms, on one core (at least 25,000 a second)',
  run: (say) => measureMatching('listen.match.100k', 100_000, say),
})
