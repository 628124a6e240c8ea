import { announce } from '../../kernel/events.ts'
import { newId } from '../../kernel/id.ts'
import type { World } from '../../kernel/world.ts'
import { queriesChanged } from './pipeline/queries-in-hand.ts'
import type { HeardPost } from './sources/heard.ts'

/** A post on a network of the test's own making. */
export function saidPost(id: string, text: string, more: Partial<HeardPost> = {}): HeardPost {
  const author = { key: 'agora ada', handle: 'ada', name: 'Ada', followers: 120 }
  const at = new Date('2026-11-20T10:00:00Z')
  return { key: `agora ${id}`, at, kind: 'post', network: 'agora', site: 'agora.example', text, author, ...more }
}

export type GivenQuery = { brandId: string; text: string; name?: string; languages?: string[] }

/** A query that is listened for, in a topic of its own. */
export async function givenQuery(world: World, { brandId, text, name = text, languages = [] }: GivenQuery) {
  const now = world.clock.now()
  const [topicId, queryId] = [newId(now), newId(now)]
  await world.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('listeningTopic')
      .values({ id: topicId, brandId, kind: 'brand', name, place: 0, madeAt: now, madeBy: null })
      .execute()
    await tx
      .insertInto('listeningQuery')
      .values({
        ...{ id: queryId, brandId, topicId, name, text, languages, version: 1, isOn: true },
        ...{ since: now, changedAt: now, changedBy: null },
      })
      .execute()
    await announce(tx, queriesChanged, { queryId }, { brandId })
  })
  return { topicId, queryId }
}

export type GivenSource = {
  brandId: string
  key: string
  kind?: string
  takes?: 'matching' | 'all'
  daily?: number
  settings?: object
}

/** A brand that listens to an intake, which is made if it is not there. */
export async function givenSource(world: World, given: GivenSource): Promise<{ sourceId: string }> {
  const { brandId, key, kind = key.split(' ')[0] ?? key, takes = 'matching', daily = null, settings = {} } = given
  const now = world.clock.now()
  const sourceId = newId(now)
  await world.db
    .insertInto('listeningIntake')
    .values({ key, kind, settings: JSON.stringify(settings), wakeAt: now, madeAt: now })
    .onConflict((found) => found.doNothing())
    .execute()
  await world.db
    .insertInto('listeningSource')
    .values({
      ...{ id: sourceId, brandId, intakeKey: key, name: key, takes, isOn: true, daily, madeAt: now, madeBy: null },
    })
    .execute()
  return { sourceId }
}
