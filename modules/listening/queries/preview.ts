import type { z } from 'zod'
import type { World } from '../../../kernel/world.ts'
import { parseQuery } from '../matcher/parse-query.ts'
import { printQuery } from '../matcher/print-query.ts'
import type { AskPreview, Past, Preview, QueryDifference } from './api.ts'
import { keptPosts } from './kept-posts.ts'
import { differenceFrom, type LookedBack, lookBack, mostPosts, type Sought } from './look-back.ts'
import { presentProblems } from './present-problem.ts'
import { queryOf, versionOf } from './query-store.ts'
import { type Meant, readyForms } from './ready-forms.ts'
import { toldPosts } from './told-posts.ts'
import { wordsOfQuery } from './words-of-query.ts'

type PastWorld = Pick<World, 'db' | 'clock' | 'files' | 'log' | 'config'>
type Asking = { brandId: string; locale: string; signal?: AbortSignal }

/** What a query that may not be saved yet stands for and would find; problems, and nothing else, while it cannot be read. */
export async function preview(
  world: PastWorld,
  { brandId, locale, signal = new AbortController().signal }: Asking,
  { text, languages, queryId }: z.output<typeof AskPreview>,
): Promise<z.input<typeof Preview>> {
  const saved = queryId === undefined ? undefined : await queryOf(world.db, brandId, queryId)
  const parsed = parseQuery(text)
  if (!parsed.ok) {
    const problems = presentProblems(parsed.problems, locale)
    return { problems, canonical: null, words: [], moreWords: 0, past: null, difference: null }
  }
  const before = saved && meantBy(saved.text, saved.languages)
  const sought = await seek(world, { query: parsed.query, languages }, before, signal)
  const told = await lookBack(toldPosts(world, brandId, signal), { ...sought, before: undefined })
  const needsKept = told.past.of === 0 || before !== undefined
  const kept = needsKept ? await lookBack(keptPosts(world, brandId, { most: mostPosts, signal }), sought) : told
  return {
    ...{ problems: [], canonical: printQuery(parsed.query), ...wordsOfQuery(parsed.query, text, languages) },
    past: told.past.of > 0 ? pastFrom('told', told) : pastFrom('kept', kept),
    difference: saved && before && kept.past.of > 0 ? differenceFrom(saved.version, kept) : null,
  }
}

/** What one version of a query finds that another does not, of what is kept. */
export async function differenceBetween(
  world: PastWorld,
  of: { brandId: string; queryId: string; from: number; to: number },
): Promise<z.input<typeof QueryDifference>> {
  const { id } = await queryOf(world.db, of.brandId, of.queryId)
  const [older, newer] = await Promise.all([versionOf(world.db, id, of.from), versionOf(world.db, id, of.to)])
  const [before, wanted] = [older, newer].map((one) => meantBy(one.text, one.languages))
  if (!before || !wanted) throw new Error(`a version of query ${id} cannot be read`)
  const sought = await seek(world, wanted, before)
  const looked = await lookBack(keptPosts(world, of.brandId, { most: mostPosts }), sought)
  return { past: pastFrom('kept', looked), difference: differenceFrom(of.from, looked) }
}

const pastFrom = (from: 'told' | 'kept', { past }: LookedBack): z.input<typeof Past> => ({ ...past, from })

async function seek(
  { clock }: PastWorld,
  wanted: Meant,
  before: Meant | undefined,
  signal?: AbortSignal,
): Promise<Sought> {
  const formsOf = await readyForms(before ? [wanted, before] : [wanted], signal)
  return { wanted, before, formsOf, now: clock.now() }
}

/** Undefined for one that was saved when the language knew more. */
function meantBy(text: string, languages: readonly string[]): Meant | undefined {
  const parsed = parseQuery(text)
  return parsed.ok ? { query: parsed.query, languages } : undefined
}
