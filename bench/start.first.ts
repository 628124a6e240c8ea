import { defineFigure } from './figure.ts'
import { measureStarts } from './start-times.ts'

export default defineFigure({
  id: 'start.first',
  about: 'from `rialto start` to the address, the first time after an install (at most 10 s)',
  run: (say) => measureStarts('start.first', say),
})
