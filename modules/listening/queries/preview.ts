import type { z } from 'zod'
import type { World } from '../../../kernel/world.ts'
import { parseQuery } from '../matcher/parse-query.ts'
import { printQuery } from '../matcher/print-query.ts'
import type { AskPreview, Preview, QueryDifference } from './api.ts'
import { differenceFrom, lookBack } from './look-back.ts'
import { presentProblems } from './present-problem.ts'
import { queryOf, versionOf } from './query-store.ts'
import type { Meant } from './ready-forms.ts'
import { wordsOfQuery } from './words-of-query.ts'

type Asking = { brandId: string; locale: string; signal?: AbortSignal }

/** What a query that may not be saved yet stands for and would find; problems, and nothing else, while it cannot be read. */
export async function preview(
  world: Pick<World, 'db' | 'clock'>,
  { brandId, locale, signal }: Asking,
  { text, languages, queryId }: z.output<typeof AskPreview>,
): Promise<z.input<typeof Preview>> {
  const saved = queryId === undefined ? undefined : await queryOf(world.db, brandId, queryId)
  const parsed = parseQuery(text)
  if (!parsed.ok) {
    const problems = presentProblems(parsed.problems, locale)
    return { problems, canonical: null, words: [], moreWords: 0, past: null, difference: null }
  }
  const before = saved && meantBy(saved.text, saved.languages)
  const looked = await lookBack(world, brandId, { wanted: { query: parsed.query, languages }, before, signal })
  return {
    ...{ problems: [], canonical: printQuery(parsed.query), ...wordsOfQuery(parsed.query, text, languages) },
    ...{ past: looked.past, difference: saved && before ? differenceFrom(saved.version, looked) : null },
  }
}

/** What one version of a query finds that another does not, of what is kept. */
export async function differenceBetween(
  world: Pick<World, 'db' | 'clock'>,
  of: { brandId: string; queryId: string; from: number; to: number },
): Promise<z.input<typeof QueryDifference>> {
  const { id } = await queryOf(world.db, of.brandId, of.queryId)
  const [older, newer] = await Promise.all([versionOf(world.db, id, of.from), versionOf(world.db, id, of.to)])
  const [before, wanted] = [older, newer].map((one) => meantBy(one.text, one.languages))
  if (!before || !wanted) throw new Error(`a version of query ${id} cannot be read`)
  const looked = await lookBack(world, of.brandId, { wanted, before })
  return { past: looked.past, difference: differenceFrom(of.from, looked) }
}

/** Undefined for one that was saved when the language knew more. */
function meantBy(text: string, languages: readonly string[]): Meant | undefined {
  const parsed = parseQuery(text)
  return parsed.ok ? { query: parsed.query, languages } : undefined
}
