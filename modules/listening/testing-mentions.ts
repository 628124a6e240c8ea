import { newId } from '../../kernel/id.ts'
import type { TestWorld } from '../../kernel/testing.ts'
import { Copies } from './pipeline/copies.ts'
import { judge } from './pipeline/judge.ts'
import { keepFound } from './pipeline/keep-found.ts'
import { mentionIdOf } from './pipeline/mention-row.ts'
import { QueriesInHand } from './pipeline/queries-in-hand.ts'
import type { HeardPost } from './sources/heard.ts'
import type { MentionTable, TopicKind } from './tables.ts'
import { saidPost } from './testing-listening.ts'

export type GivenTopic = { name: string; kind?: TopicKind; queries: Record<string, string> }

/** Topics with their queries, by name. Returns the ids of the topics and of the queries, by name. */
export async function givenTopic(world: TestWorld, brandId: string, { name, kind = 'topic', queries }: GivenTopic) {
  const now = world.clock.now()
  const topicId = newId(now)
  const row = { id: topicId, brandId, kind, name, place: 0, madeAt: now, madeBy: null }
  await world.db.insertInto('listeningTopic').values(row).execute()
  const ids: Record<string, string> = {}
  for (const [queryName, text] of Object.entries(queries)) {
    const id = newId(now)
    ids[queryName] = id
    await world.db
      .insertInto('listeningQuery')
      .values({
        ...{ id, brandId, topicId, name: queryName, text, languages: [], version: 1, isOn: true },
        ...{ since: now, changedAt: now, changedBy: null },
      })
      .execute()
    const version = { queryId: id, version: 1, name: queryName, text, languages: [], at: now, by: null }
    await world.db.insertInto('listeningQueryVersion').values(version).execute()
  }
  return { topicId, queryIds: ids }
}

export type GivenMention = Partial<Omit<HeardPost, 'author'>> & {
  text: string
  author?: Partial<HeardPost['author']>
  /** What stands in place of what the machine made of it. */
  judged?: Partial<Pick<MentionTable, 'sentiment' | 'intent' | 'language' | 'reach'>>
}

let told = 0

/** Heard and kept, with the queries of the brand that hold for each; the last is the newest. Returns their ids. */
export async function givenMentions(world: TestWorld, brandId: string, given: GivenMention[]): Promise<string[]> {
  const now = world.clock.now()
  const posts = given.map((one, n) => postOf(one, new Date(now.getTime() - given.length + n)))
  const queries = new QueriesInHand(world.log)
  await queries.readAll(world.db)
  const ear = { sourceId: 'given', brandId, workspaceId: '', takes: 'all' as const, daily: null }
  const heard = posts.map((post) => ({ what: 'said' as const, post }))
  const judged = await judge(heard, { queries, ears: [ear], adapterOf: () => ({ corrections: 0, weights: {} }) })
  await keepFound(world, judged, new Copies(), async () => {})
  const ids = posts.map((post) => mentionIdOf(brandId, post.key))
  for (const [n, { judged: instead }] of given.entries())
    if (instead)
      await world.db
        .updateTable('mention')
        .set(instead)
        .where('id', '=', ids[n] ?? '')
        .execute()
  return ids
}

function postOf({ text, author, judged: _, ...post }: GivenMention, at: Date): HeardPost {
  const plain = saidPost(`given${told++}`, text, { at })
  return { ...plain, ...post, author: { ...plain.author, ...author } }
}
