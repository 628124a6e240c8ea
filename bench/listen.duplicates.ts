import { defineFigure } from './figure.ts'
import { measureDuplicates } from './listen/measure-duplicates.ts'

export default defineFigure({
  id: 'listen.duplicates',
  about:
    'Copies with one word replaced, put in or left out that are found (at least 99 % from 8 words on), and different posts taken for copies (at most 1 in 10,000)',
  run: async (say) => measureDuplicates('listen.duplicates', { texts: 2_000, different: 200_000 }, say),
})
