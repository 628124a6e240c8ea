import type { DbOrTx } from '../../../kernel/db/tables.ts'
import type { TopicKind } from '../tables.ts'

export type TopicOfBrand = {
  id: string
  name: string
  kind: TopicKind
  queries: { id: string; name: string; text: string; isOn: boolean }[]
}

/** The topics of a brand in their order, each with its queries; those that were deleted are left out unless asked for. */
export async function topicsOf(
  db: DbOrTx,
  brandId: string,
  also: 'deleted' | 'none' = 'none',
): Promise<TopicOfBrand[]> {
  const topics = await db
    .selectFrom('listeningTopic')
    .select(['id', 'name', 'kind'])
    .where('brandId', '=', brandId)
    .$if(also === 'none', (of) => of.where('deletedAt', 'is', null))
    .orderBy('place')
    .orderBy('id')
    .execute()
  const queries = await db
    .selectFrom('listeningQuery')
    .select(['id', 'name', 'text', 'topicId', 'isOn'])
    .where('brandId', '=', brandId)
    .$if(also === 'none', (of) => of.where('deletedAt', 'is', null))
    .orderBy('id')
    .execute()
  const byTopic = Map.groupBy(queries, (one) => one.topicId)
  return topics.map((topic) => ({
    ...topic,
    queries: (byTopic.get(topic.id) ?? []).map(({ topicId: _, ...query }) => query),
  }))
}
