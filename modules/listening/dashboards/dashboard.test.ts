import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Refusal } from '../../../kernel/failure.ts'
import { type DeskWorld, deskWorld, givenBrand, type TestBrand } from '../../brand/testing-desk.ts'
import { MentionsQuery } from '../mentions/api.ts'
import { listMentions } from '../mentions/list-mentions.ts'
import { givenSource } from '../testing-listening.ts'
import { type GivenMention, givenMentions, givenTopic } from '../testing-mentions.ts'
import { BaselineRepeat, Dashboard, DashboardQuery } from './api.ts'
import { baselinesOf, removeBaseline } from './baseline-store.ts'
import { keepBaseline, repeatBaseline } from './baselines.ts'
import { dashboardOf } from './dashboard.ts'
import '../index.ts'

/** Four days in Sofia, from Tuesday 10 November 2026 on. */
const period = { from: '2026-11-09T22:00:00.000Z', to: '2026-11-13T22:00:00.000Z' }

const said = (
  text: string,
  who: string,
  at: string,
  judged: GivenMention['judged'],
  more: Partial<GivenMention> = {},
): GivenMention => ({
  ...{ text, at: new Date(`2026-11-${at}:00Z`), author: { key: `agora ${who}`, handle: who, name: who.toUpperCase() } },
  ...{ judged: { language: 'en', intent: 'other', reach: null, ...judged } },
  ...more,
})

const talk = [
  said('Great coffee today', 'ada', '10T08:00', { sentiment: 1, intent: 'praise', reach: 999 }, { country: 'BG' }),
  said('The coffee of the corner is great', 'ada', '10T08:40', { sentiment: 1, reach: 999 }, { country: 'BG' }),
  said('Another lovely coffee, thank you Roma', 'ada', '11T22:30', { sentiment: 1, language: 'bg' }),
  said('Their tea was cold and late again', 'boris', '11T06:00', { sentiment: -1, intent: 'complaint', reach: 9 }),
  said('I will never drink that tea any more', 'boris', '12T06:00', { sentiment: -1 }, { site: 'forum.example' }),
  said('Is there coffee or tea in the park?', 'cyril', '12T07:00', { sentiment: 0, intent: 'question' }),
  said('Where can I buy this coffee, dear friends', 'dora', '13T21:59', { sentiment: null, intent: 'purchase' }),
  said('Passing this on: coffee for everybody', 'eve', '13T09:00', { sentiment: 0 }, { repostOf: 'agora far' }),
  said('Cheap coffee pills, coffee pills', 'spammer', '12T07:00', { sentiment: 1 }),
  said('Taken back coffee words', 'gone', '12T07:00', { sentiment: 1 }),
  said('Coffee long before', 'cyril', '08T09:00', { sentiment: 0 }),
  said('Tea long before that', 'fay', '07T09:00', { sentiment: -1, intent: 'question' }),
  said('Coffee right after it all', 'ada', '13T22:00', { sentiment: -1 }),
]

suite('What was said of a brand, in figures', () => {
  let world: DeskWorld
  let brand: TestBrand
  let topics: Record<'us' | 'rival' | 'great', string>
  before(async () => {
    world = await deskWorld({ now: new Date('2026-11-20T12:00:00Z') })
    brand = await givenBrand(world)
    const { brandId } = brand
    const us = await givenTopic(world, brandId, {
      name: 'Us',
      kind: 'brand',
      queries: { coffee: 'coffee', cups: 'coffee OR cup' },
    })
    const rival = await givenTopic(world, brandId, { name: 'Rival', kind: 'competitor', queries: { tea: 'tea' } })
    const great = await givenTopic(world, brandId, { name: 'Greatness', queries: { great: 'great' } })
    topics = { us: us.topicId, rival: rival.topicId, great: great.topicId }
    const ids = await givenMentions(world, brandId, talk)
    await world.db
      .updateTable('mention')
      .set({ spamAt: world.clock.now() })
      .where('id', '=', ids[8] ?? '')
      .execute()
    await world.db
      .updateTable('mention')
      .set({ edition: 2 })
      .where('id', '=', ids[9] ?? '')
      .execute()
    await givenSource(world, { brandId, key: 'feed https://news.example' })
    await world.db
      .insertInto('listeningVolume')
      .values({ intakeKey: 'feed https://news.example', hour: new Date('2026-11-11T10:00:00Z'), posts: 40 })
      .execute()
  })
  after(() => world.close())

  const dashboard = async (asked: object = {}) =>
    Dashboard.parse(await dashboardOf(world.db, brand.brandId, DashboardQuery.parse({ ...period, ...asked })))
  const opened = async (filter: object) =>
    (
      await listMentions(
        world.db,
        brand.owner,
        brand.brandId,
        MentionsQuery.parse({ ...period, standing: 'true', ...filter }),
      )
    ).items.length

  test('spam and what was taken back count nowhere, and the period before stands beside it', async () => {
    const { all, previous } = await dashboard()
    deepEqual(all, {
      ...{ mentions: 8, negative: 2, neutral: 2, positive: 3, unsure: 1, net: 1 / 7, originals: 7, copies: 1 },
      ...{ interested: 2, interestedShare: 2 / 8, authors: 5, newAuthors: 4, reach: 999 + 999 + 9 },
    })
    equal(previous?.from, '2026-11-05T22:00:00.000Z')
    deepEqual(
      [previous?.all.mentions, previous?.all.net, previous?.all.authors, previous?.all.newAuthors],
      [2, -0.5, 2, 2],
    )
    equal((await dashboard({ compare: 'none' })).previous, null)
  })

  test('days begin at midnight where the brand is', async () => {
    const { steps, period: told, hours } = await dashboard()
    equal(told.step, 'day')
    deepEqual(
      steps.map(({ from, mentions, positive, negative, copies, newAuthors }) => ({
        ...{ from, counts: [mentions, positive, negative, copies, newAuthors] },
      })),
      [
        { from: '2026-11-09T22:00:00.000Z', counts: [2, 2, 0, 0, 1] },
        { from: '2026-11-10T22:00:00.000Z', counts: [1, 0, 1, 0, 1] },
        { from: '2026-11-11T22:00:00.000Z', counts: [3, 1, 1, 0, 0] },
        { from: '2026-11-12T22:00:00.000Z', counts: [2, 0, 0, 1, 2] },
      ],
    )
    deepEqual([hours[1]?.[10], hours[3]?.[0], hours[3]?.[8], hours[4]?.[23]], [2, 1, 1, 1])
    equal(
      hours.flat().reduce((sum, one) => sum + one),
      8,
    )
  })

  test('three days are told by the hour and half a year by weeks from Monday on', async () => {
    const hourly = await dashboard({ to: '2026-11-10T22:00:00Z' })
    deepEqual([hourly.period.step, hourly.steps.length, hourly.steps[10]?.mentions], ['hour', 24, 2])
    const weekly = await dashboard({ from: '2026-06-01T00:00:00Z' })
    deepEqual(
      [weekly.period.step, weekly.steps.at(-1)?.from, weekly.steps.at(-1)?.mentions],
      ['week', '2026-11-08T22:00:00.000Z', 8],
    )
  })

  test('voices are shared by brand and competitors, a mention once for a topic though two of its queries found it', async () => {
    const told = (await dashboard()).topics
    const of = (id: string) => told.find((one) => one.id === id)
    const [us, rival, great] = [of(topics.us), of(topics.rival), of(topics.great)]
    deepEqual([us?.mentions, us?.voice, us?.steps, us?.relevance], [6, 6 / 9, [2, 0, 2, 2], 6 / 40])
    deepEqual(
      [rival?.mentions, rival?.voice, rival?.net, rival?.previous],
      [3, 3 / 9, -2 / 3, { mentions: 1, voice: 0.5 }],
    )
    deepEqual([great?.mentions, great?.voice], [2, null])
  })

  test('a topic alone is counted as the stream shows it', async () => {
    const told = await dashboard({ topics: topics.rival })
    equal(told.all.mentions, await opened({ topics: topics.rival }))
    deepEqual([told.all.negative, told.all.authors, told.topics.length], [2, 2, 1])
    equal((await dashboard({ topics: '0193aaaa-0000-7000-8000-000000000000' })).all.mentions, 0)
  })

  test('places are told by how much is said there and by how much it weighs', async () => {
    const { sources, languages, countries } = await dashboard()
    const [agora, forum] = sources.items
    deepEqual([sources.count, agora?.site, agora?.mentions, agora?.reach], [2, 'agora.example', 7, 2007])
    ok(Math.abs((agora?.weight ?? 0) - (4 + 4 + 1 + 2)) < 1e-9)
    deepEqual([forum?.site, forum?.mentions, forum?.weight], ['forum.example', 1, 1])
    ok(Math.abs((forum?.weightShare ?? 0) - 1 / 12) < 1e-9)
    deepEqual(
      languages.map(({ key, mentions }) => [key, mentions]),
      [
        ['en', 7],
        ['bg', 1],
      ],
    )
    deepEqual(
      countries.map(({ key, mentions, positive }) => [key, mentions, positive]),
      [
        [null, 6, 1],
        ['BG', 2, 2],
      ],
    )
  })

  test('who leads, who praises and who criticises', async () => {
    const { leaders, advocates, critics } = (await dashboard()).authors
    deepEqual(
      leaders.map(({ handle, reach }) => [handle, reach]),
      [
        ['ada', 1998],
        ['boris', 9],
      ],
    )
    deepEqual(
      advocates.map(({ key, name, positive }) => [key, name, positive]),
      [['agora ada', 'ADA', 3]],
    )
    deepEqual(
      critics.map(({ handle, negative }) => [handle, negative]),
      [['boris', 2]],
    )
  })

  test('every figure opens as many mentions as it counts', async () => {
    const { all, hours } = await dashboard()
    equal(await opened({ sentiment: 'unsure' }), all.unsure)
    equal(await opened({ originals: 'false' }), all.copies)
    equal(await opened({ originals: 'true' }), all.originals)
    equal(await opened({ intents: 'question,purchase' }), all.interested)
    equal(await opened({ hours: '2-10,5-23' }), (hours[1]?.[10] ?? 0) + (hours[4]?.[23] ?? 0))
    equal(await opened({ newcomers: 'true' }), all.newAuthors)
  })

  test('periods that cannot be are refused at their field', async () => {
    const refused = async (from: string, to: string) => {
      let path: string | undefined
      await rejects(dashboard({ from, to }), (failure: Refusal) => {
        path = failure.fields[0]?.path
        return true
      })
      return path
    }
    equal(await refused(period.to, period.from), 'to')
    equal(await refused(period.from, period.from), 'to')
    equal(await refused('1926-11-20T00:00:00Z', period.to), 'to')
    equal(await refused('0001-01-01T00:00:00Z', '0001-02-01T00:00:00Z'), 'from')
    equal(DashboardQuery.safeParse({ from: 'yesterday', to: period.to }).success, false)
  })

  test('a baseline keeps what was counted, and its repeat tells the difference by the day', async () => {
    const { brandId, owner } = brand
    const kept = await keepBaseline(world, owner, brandId, {
      from: '2026-11-05T22:00:00Z',
      to: period.from,
      name: 'Before',
    })
    equal(kept.all.mentions, 2)
    const repeat = BaselineRepeat.parse(await repeatBaseline(world, { brandId, baselineId: kept.id }, period))
    const row = (what: string) => repeat.rows.find((one) => one.what === what)
    deepEqual(row('mentions'), { what: 'mentions', isDaily: true, baseline: 0.5, now: 2, difference: 1.5 })
    deepEqual(row('net'), { what: 'net', isDaily: false, baseline: -0.5, now: 1 / 7, difference: 1 / 7 + 0.5 })
    deepEqual(repeat.topics.find(({ name }) => name === 'Rival')?.voice.now, 3 / 9)
    const stranger = await givenBrand(world)
    await rejects(repeatBaseline(world, { brandId: stranger.brandId, baselineId: kept.id }, period), { status: 404 })
    equal((await baselinesOf(world.db, stranger.brandId)).length, 0)
    await removeBaseline(world.db, { brandId, baselineId: kept.id })
    equal((await baselinesOf(world.db, brandId)).length, 0)
  })

  test('what more queries found than an index holds is counted too', async () => {
    const { brandId } = await givenBrand(world)
    const names = Array.from({ length: 25 }, (_, n) => [`q${n}`, `cocoa OR w${n}`])
    await givenTopic(world, brandId, { name: 'Many', queries: Object.fromEntries(names) })
    await givenMentions(world, brandId, [
      said('Only cocoa', 'ada', '10T08:00', {}),
      said('Nothing else', 'ada', '10T08:01', {}),
    ])
    const told = await dashboardOf(world.db, brandId, DashboardQuery.parse(period))
    deepEqual([told.all.mentions, told.topics[0]?.mentions], [2, 1])
  })
})
