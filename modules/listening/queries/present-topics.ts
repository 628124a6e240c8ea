import type { z } from 'zod'
import type { DbOrTx } from '../../../kernel/db/tables.ts'
import type { World } from '../../../kernel/world.ts'
import { iso, namesOf } from '../../team/index.ts'
import { FormLanguage, type Query, type QueryVersions, type Topic } from './api.ts'
import { hitsSince, type QueryRow, queriesOf, versionsOf } from './query-store.ts'
import { type TopicRow, topicsOf } from './topic-store.ts'

type Asked = Pick<World, 'db' | 'clock'>

const weekMs = 7 * 86_400_000

export async function presentTopics(world: Asked, brandId: string): Promise<z.input<typeof Topic>[]> {
  const [topics, rows] = await Promise.all([topicsOf(world.db, brandId), queriesOf(world.db, brandId)])
  const queries = await presentQueries(world, rows)
  return topics.map((topic) => withQueries(topic, queries))
}

export async function presentTopic(world: Asked, topic: TopicRow): Promise<z.input<typeof Topic>> {
  const rows = (await queriesOf(world.db, topic.brandId)).filter((one) => one.topicId === topic.id)
  return withQueries(topic, await presentQueries(world, rows))
}

const withQueries = ({ id, kind, name }: TopicRow, queries: z.input<typeof Query>[]): z.input<typeof Topic> => ({
  ...{ id, kind, name, queries: queries.filter((one) => one.topicId === id) },
})

export async function presentQueries(world: Asked, rows: QueryRow[]): Promise<z.input<typeof Query>[]> {
  const since = new Date(world.clock.now().getTime() - weekMs)
  const ids = rows.map((row) => row.id)
  const people = rows.flatMap((row) => row.changedBy ?? [])
  const [hits, names] = await Promise.all([hitsSince(world.db, ids, since), namesOf(world.db, people)])
  return rows.map((row) => ({
    ...{ id: row.id, topicId: row.topicId, name: row.name, text: row.text, languages: known(row.languages) },
    ...{ version: row.version, isOn: row.isOn, since: iso(row.since), changedAt: iso(row.changedAt) },
    ...{ changedBy: names.get(row.changedBy ?? '') ?? null, lately: hits.get(row.id) ?? 0 },
  }))
}

export async function presentVersions(db: DbOrTx, queryId: string): Promise<z.input<typeof QueryVersions>> {
  const rows = await versionsOf(db, queryId)
  const names = await namesOf(
    db,
    rows.flatMap((row) => row.by ?? []),
  )
  return {
    items: rows.map(({ version, name, text, languages, at, by }) => ({
      ...{ version, name, text, languages: known(languages), at: iso(at), by: names.get(by ?? '') ?? null },
    })),
  }
}

const known = (languages: string[]) => languages.flatMap((one) => FormLanguage.safeParse(one).data ?? [])
