import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { Refusal } from '../../../kernel/failure.ts'
import { newId } from '../../../kernel/id.ts'
import { type DeskWorld, deskWorld, givenBrand, givenMember } from '../../brand/testing-desk.ts'
import { queriesChanged } from '../pipeline/queries-in-hand.ts'
import { MakeTopic } from './api.ts'
import { presentTopics, presentVersions } from './present-topics.ts'
import { changeQuery, deleteQuery, makeQuery, restoreQuery } from './queries.ts'
import { queriesOf } from './query-store.ts'
import { changeTopic, deleteTopic, makeTopic, orderTopics } from './topics.ts'

suite('What a brand listens for', () => {
  let world: DeskWorld
  before(async () => {
    world = await deskWorld()
  })
  after(() => world.close())

  const given = async () => {
    const desk = await givenBrand(world)
    const said = MakeTopic.parse({ kind: 'brand', name: 'Coffee', queries: [{ name: 'All', text: 'coffee' }] })
    const topic = await makeTopic(world, desk.owner, desk.brandId, said)
    const [query] = await queriesOf(world.db, desk.brandId)
    if (!query) throw new Error('the topic has no query')
    return { ...desk, topic, query, of: { brandId: desk.brandId, queryId: query.id } }
  }
  const told = async (brandId: string) => {
    const rows = await world.db.selectFrom('event').select('type').where('brandId', '=', brandId).execute()
    return rows.filter((row) => row.type === queriesChanged).length
  }
  const fieldsOf = async (act: Promise<unknown>) => {
    try {
      await act
    } catch (error) {
      if (error instanceof Refusal) return error.fields
      throw error
    }
    return []
  }

  test('a query that cannot be read is refused at its characters, with what to write instead', async () => {
    const { owner, brandId, topic } = await given()
    const of = { brandId, topicId: topic.id }
    const text = 'coffee NEAR/x tea'
    const [field] = await fieldsOf(makeQuery(world, owner, of, { name: 'Near', text, languages: [], isOn: true }))
    deepEqual(field?.path, 'text')
    deepEqual(field?.code, 'listening.query.badDistance')
    deepEqual(field?.at, { from: 7, to: 13 })
    deepEqual(field?.mend, { from: 7, to: 13, text: 'NEAR/5' })
    equal((await queriesOf(world.db, brandId)).length, 1)
  })

  test('a query that only leaves out is refused with the reason, in a new topic too, which is then not made', async () => {
    const { owner, brandId } = await given()
    const said = MakeTopic.parse({ kind: 'topic', name: 'Tea', queries: [{ name: 'No tea', text: 'NOT tea' }] })
    const [field] = await fieldsOf(makeTopic(world, owner, brandId, said))
    deepEqual([field?.path, field?.code], ['queries.0.text', 'listening.query.onlyNegative'])
    equal((await presentTopics(world, brandId)).length, 1)
  })

  test('what a query says makes a new version, being switched does not, and an older one is said again as a new one', async () => {
    const { owner, of, query, brandId } = await given()
    const second = await givenMember(world, { workspaceId: owner.workspaceId, brandId, name: 'Nerissa' })
    const changed = await changeQuery(world, second, of, { version: 1, text: 'coffee OR tea' })
    equal(changed.version, 2)
    equal((await changeQuery(world, owner, of, { version: 2, isOn: false })).version, 2)
    const restored = await restoreQuery(world, owner, of, { version: 2, to: 1 })
    deepEqual([restored.version, restored.text], [3, 'coffee'])
    const { items } = await presentVersions(world.db, query.id)
    deepEqual(
      items.map((one) => [one.version, one.text, one.by]),
      [
        [3, 'coffee', 'Portia'],
        [2, 'coffee OR tea', 'Nerissa'],
        [1, 'coffee', 'Portia'],
      ],
    )
    equal(await told(brandId), 4)
  })

  test('who changes what somebody else changed meanwhile is told so, and only the first counts', async () => {
    const { owner, of, brandId } = await given()
    const both = await Promise.allSettled(
      ['tea', 'cocoa'].map((text) => changeQuery(world, owner, of, { version: 1, text })),
    )
    deepEqual(both.map((one) => one.status).sort(), ['fulfilled', 'rejected'])
    await rejects(changeQuery(world, owner, of, { version: 1, text: 'juice' }), { code: 'listening.queryChanged' })
    equal((await queriesOf(world.db, brandId))[0]?.version, 2)
  })

  test('a query listened for again counts from then on, and a whole topic is switched at once', async () => {
    const { owner, brandId, topic, query } = await given()
    const of = { brandId, topicId: topic.id }
    await changeTopic(world, owner, of, { isOn: false })
    deepEqual([(await queriesOf(world.db, brandId))[0]?.isOn], [false])
    await changeTopic(world, owner, of, { isOn: true })
    const again = (await queriesOf(world.db, brandId))[0]
    ok(again?.isOn && again.since >= query.since)
  })

  test('topics are put in order, all of them or none, and what is deleted is listened for no more', async () => {
    const { owner, brandId, topic, of } = await given()
    const tea = await makeTopic(world, owner, brandId, { kind: 'competitor', name: 'Tea', queries: [] })
    await orderTopics(world, owner, brandId, [tea.id, topic.id])
    const names = async () => (await presentTopics(world, brandId)).map((one) => one.name)
    deepEqual(await names(), ['Tea', 'Coffee'])
    await rejects(orderTopics(world, owner, brandId, [tea.id]), { status: 422 })
    await rejects(orderTopics(world, owner, brandId, [tea.id, newId(world.clock.now())]), { status: 404 })
    await deleteQuery(world, owner, of)
    await deleteTopic(world, owner, { brandId, topicId: tea.id })
    deepEqual(await names(), ['Coffee'])
    deepEqual(await queriesOf(world.db, brandId), [])
  })

  test('a topic or a query of another brand is not there', async () => {
    const [mine, theirs] = [await given(), await given()]
    const query = { name: 'Mine', text: 'tea', languages: [], isOn: true }
    const of = { brandId: mine.brandId, topicId: theirs.topic.id }
    await rejects(makeQuery(world, mine.owner, of, query), { status: 404 })
    await rejects(changeTopic(world, mine.owner, of, { name: 'Stolen' }), { status: 404 })
    const queryOfTheirs = { brandId: mine.brandId, queryId: theirs.query.id }
    await rejects(changeQuery(world, mine.owner, queryOfTheirs, { version: 1, text: 'tea' }), { status: 404 })
    await rejects(changeQuery(world, mine.owner, mine.of, { version: 1, topicId: theirs.topic.id }), { status: 404 })
  })
})
