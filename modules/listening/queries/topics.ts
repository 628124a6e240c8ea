import type { z } from 'zod'
import { inTransaction } from '../../../kernel/db/connect.ts'
import type { Tx } from '../../../kernel/db/tables.ts'
import { announce } from '../../../kernel/events.ts'
import { badField, notFound } from '../../../kernel/failure.ts'
import { newId } from '../../../kernel/id.ts'
import type { World } from '../../../kernel/world.ts'
import { type Caller, recordAct } from '../../team/index.ts'
import { queriesChanged } from '../pipeline/queries-in-hand.ts'
import type { ChangeTopic, MakeTopic } from './api.ts'
import { addQueries } from './queries.ts'
import { readOrRefuse } from './refuse-unreadable.ts'
import { placeTopics, type TopicRow, takeTurn, topicOf, topicsOf } from './topic-store.ts'

const mostTopics = 200

type OfTopic = { brandId: string; topicId: string }

/** With its first queries; throws at `queries.0.text`, at the character, what cannot be read. */
export async function makeTopic(
  world: World,
  caller: Caller,
  brandId: string,
  { kind, name, queries }: z.output<typeof MakeTopic>,
): Promise<TopicRow> {
  for (const [n, { text }] of queries.entries()) readOrRefuse(text, `queries.${n}.text`)
  const now = world.clock.now()
  return inTransaction(world.db, async (tx) => {
    await takeTurn(tx, brandId)
    const others = await topicsOf(tx, brandId)
    if (others.length >= mostTopics) throw badField('name', 'listening.tooManyTopics', { most: mostTopics })
    const place = (others.at(-1)?.place ?? -1) + 1
    const row = { id: newId(now), brandId, kind, name, place, madeAt: now, madeBy: caller.userId, deletedAt: null }
    await tx.insertInto('listeningTopic').values(row).execute()
    await addQueries(tx, { caller, now, brandId, topicId: row.id }, queries)
    await told(tx, caller, 'listening.topic.made', row, now)
    return row
  })
}

/** `isOn` is said of all its queries. */
export async function changeTopic(
  world: World,
  caller: Caller,
  of: OfTopic,
  { isOn, ...given }: z.output<typeof ChangeTopic>,
): Promise<TopicRow> {
  const now = world.clock.now()
  return inTransaction(world.db, async (tx) => {
    await takeTurn(tx, of.brandId)
    const row = { ...(await topicOf(tx, of.brandId, of.topicId)), ...given }
    await tx.updateTable('listeningTopic').set({ name: row.name, kind: row.kind }).where('id', '=', row.id).execute()
    if (isOn !== undefined)
      await tx
        .updateTable('listeningQuery')
        .set({ isOn, changedAt: now, changedBy: caller.userId, ...(isOn && { since: now }) })
        .where('topicId', '=', row.id)
        .where('deletedAt', 'is', null)
        .where('isOn', '=', !isOn)
        .execute()
    const act = isOn === undefined ? 'changed' : isOn ? 'started' : 'stopped'
    await told(tx, caller, `listening.topic.${act}`, row, now)
    return row
  })
}

/** Its queries go with it; the mentions they found stay. */
export async function deleteTopic(world: World, caller: Caller, of: OfTopic): Promise<void> {
  const now = world.clock.now()
  await inTransaction(world.db, async (tx) => {
    await takeTurn(tx, of.brandId)
    const row = await topicOf(tx, of.brandId, of.topicId)
    await tx.updateTable('listeningTopic').set({ deletedAt: now }).where('id', '=', row.id).execute()
    await tx
      .updateTable('listeningQuery')
      .set({ deletedAt: now, isOn: false })
      .where('topicId', '=', row.id)
      .where('deletedAt', 'is', null)
      .execute()
    await told(tx, caller, 'listening.topic.deleted', row, now)
  })
}

/** All of them. */
export async function orderTopics(world: World, caller: Caller, brandId: string, topicIds: string[]): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    await takeTurn(tx, brandId)
    const known = await topicsOf(tx, brandId)
    if (topicIds.some((id) => !known.some((one) => one.id === id))) throw notFound('listening.noTopic')
    if (topicIds.length !== known.length || new Set(topicIds).size !== known.length)
      throw badField('topicIds', 'listening.notAllTopics')
    await placeTopics(tx, topicIds)
    await recordAct(tx, { by: caller, name: 'listening.topics.ordered', brandId, at: world.clock.now() })
    await announce(tx, queriesChanged, {}, { brandId })
  })
}

async function told(tx: Tx, caller: Caller, name: string, { id, brandId, ...row }: TopicRow, at: Date): Promise<void> {
  await recordAct(tx, { by: caller, name, brandId, subject: id, details: { name: row.name }, at })
  await announce(tx, queriesChanged, {}, { brandId })
}
