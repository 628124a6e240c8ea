import { deepEqual, equal } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { type DeskWorld, deskWorld } from '../brand/testing-desk.ts'
import { answerWithStatement } from './answer-with-statement.ts'
import { approveStatement, writeStatement } from './case-parts.ts'
import { makeCase } from './cases.ts'
import { presentCase } from './present-case.ts'
import { givenNamedBrand, givenSpeech, type NamedBrand } from './testing-name.ts'

suite('A statement as answers', () => {
  let world: DeskWorld
  before(async () => {
    world = await deskWorld()
  })
  after(() => world.close())

  async function givenCase(brand: NamedBrand, conversationIds: string[]) {
    const { brandId, owner } = brand
    const about = { title: 'Cold coffee', problem: '', severity: 3, ownerId: null, deadline: null, conversationIds }
    const of = { brandId, caseId: await makeCase(world, owner, brandId, about) }
    await writeStatement(world, owner, of, { text: 'We are sorry.', language: 'en' })
    const [statement] = (await presentCase(world, owner, of, 'en')).statements
    return { ...of, statementId: statement?.id ?? '' }
  }
  const repliesOf = (brandId: string) =>
    world.db.selectFrom('reply').select(['conversationId', 'text']).where('brandId', '=', brandId).execute()

  test('goes once to each that is chosen, and where it went is noted', async () => {
    const brand = await givenNamedBrand(world)
    const [one = '', two = ''] = await givenSpeech(world, brand, [
      { by: 'ada', tone: 'negative' },
      { by: 'boris', tone: 'negative' },
    ])
    const of = await givenCase(brand, [one, two])
    await approveStatement(world, brand.owner, of)
    const answer = (conversationIds: string[]) => answerWithStatement(world, brand.owner, of, { conversationIds })
    const before = await Promise.all([answer([one]), answer([one])])
    deepEqual([before, await answer([one, two])], [[[], []], []])
    deepEqual((await repliesOf(brand.brandId)).map((reply) => [reply.conversationId, reply.text]).sort(), [
      ...[one, two].sort().map((id) => [id, 'We are sorry.']),
    ])
    const { placements, status } = await presentCase(world, brand.owner, of, 'en')
    deepEqual(placements.map((place) => [place.conversationId, place.kind, place.disclosure]).sort(), [
      ...[one, two].sort().map((id) => [id, 'reply', 'own']),
    ])
    equal(status, 'statement-out')
  })

  test('that nobody approved goes nowhere, nor does one into a conversation outside of the case', async () => {
    const brand = await givenNamedBrand(world)
    const [inside = '', outside = ''] = await givenSpeech(world, brand, [
      { by: 'ada', tone: 'negative' },
      { by: 'boris', tone: null },
    ])
    const of = await givenCase(brand, [inside])
    const answer = (id: string) =>
      answerWithStatement(world, brand.owner, of, { conversationIds: [id] }).then(
        () => 'answered',
        (error) => error.fields?.[0]?.code ?? error.code,
      )
    equal(await answer(inside), 'reputation.notApproved')
    await approveStatement(world, brand.owner, of)
    equal(await answer(outside), 'reputation.notGathered')
    deepEqual(await repliesOf(brand.brandId), [])
  })

  test('leaves out whoever cannot be answered now, says why, and answers the others', async () => {
    const brand = await givenNamedBrand(world)
    const [gone = '', there = ''] = await givenSpeech(world, brand, [
      { by: 'ada', tone: 'negative' },
      { by: 'boris', tone: 'negative' },
    ])
    const of = await givenCase(brand, [gone, there])
    await approveStatement(world, brand.owner, of)
    await world.db.updateTable('interaction').set({ edition: 2 }).where('conversationId', '=', gone).execute()
    const left = await answerWithStatement(world, brand.owner, of, { conversationIds: [gone, there] })
    deepEqual(
      left.map((one) => [one.conversationId, one.why.length > 10]),
      [[gone, true]],
    )
    deepEqual(
      (await repliesOf(brand.brandId)).map((reply) => reply.conversationId),
      [there],
    )
  })
})
