import type { z } from 'zod'
import { wordsIn } from '../../team/index.ts'
import type { TranslationProblem } from '../translate/note.ts'
import type { QueryProblem } from './api.ts'

const mostTold = 50

/** Problems in somebody's language, in their order. */
export function presentProblems(
  problems: readonly TranslationProblem[],
  locale: string,
): z.input<typeof QueryProblem>[] {
  const { say } = wordsIn(locale)
  return problems.slice(0, mostTold).map(({ code, values, from, to, mend }) => ({
    ...{ from, to, code, message: say(code, values), mend: mend ?? null },
  }))
}
