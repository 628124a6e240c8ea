import { limits } from '../matcher/query.ts'
import type { Dialect, Reach } from './dialect.ts'

/**
 * After help.youscan.io, "Search query language". Its fields are chosen from a menu and are not said in words there, so
 * none is taken over. `&&`, `||`, `|`, `~~`, `!` and `=` are of queries written before the words.
 */
export const youscan: Dialect = {
  ...{ vendor: 'youscan', word: 'forms', phrase: 'form' },
  operators: { AND: 'and', OR: 'or', NOT: 'not' },
  signs: [
    ['&&', 'and'],
    ['||', 'or'],
    ['|', 'or'],
    ['~~', 'andnot'],
  ],
  distanceOf,
  looseness: (n) => n,
  fields: {},
  has: { modes: true },
}

/** /1 is side by side, /2 has one word between. */
function distanceOf(run: string): Reach | undefined {
  const count = /^\/(\d{1,9})$/.exec(run)?.[1]
  if (count === undefined) return undefined
  const words = Math.max(0, Number(count) - 1)
  const told = words > limits.distance ? 'listening.translation.tooFar' : 'listening.translation.stepsCounted'
  return { distance: { words: Math.min(words, limits.distance), inOrder: false }, told }
}
