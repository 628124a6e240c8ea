import type { DbOrTx } from '../../../kernel/db/tables.ts'
import { formsOf } from '../forms/forms-of.ts'
import { coverOf } from '../matcher/cover.ts'
import { parseQuery } from '../matcher/parse-query.ts'

/** What to ask a network for, so that it tells all that the queries of these brands could find; each once. */
export async function termsOf(db: DbOrTx, brandIds: readonly string[]): Promise<string[]> {
  if (brandIds.length === 0) return []
  const queries = await db
    .selectFrom('listeningQuery as query')
    .innerJoin('listeningTopic as topic', 'topic.id', 'query.topicId')
    .select(['query.text', 'query.languages'])
    .where('query.brandId', 'in', brandIds)
    .where('query.isOn', '=', true)
    .where('query.deletedAt', 'is', null)
    .where('topic.deletedAt', 'is', null)
    .orderBy('query.id')
    .execute()
  const terms = queries.flatMap(({ text, languages }) => {
    const parsed = parseQuery(text)
    return parsed.ok ? (coverOf(parsed.query, formsOf, languages) ?? []) : []
  })
  return [...new Set(terms)]
}
