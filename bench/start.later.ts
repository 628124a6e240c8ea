import { defineFigure } from './figure.ts'
import { measureStarts } from './start-times.ts'

export default defineFigure({
  id: 'start.later',
  about: 'from `rialto start` to the address, every later time (at most 3 s)',
  run: (say) => measureStarts('start.later', say),
})
