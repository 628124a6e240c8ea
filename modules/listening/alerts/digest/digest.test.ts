import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { type DeskWorld, deskWorld, givenBrand } from '../../../brand/testing-desk.ts'
import { type GivenMention, givenMentions, givenTopic } from '../../testing-mentions.ts'
import { OwnDigest } from '../api.ts'
import { judgeHours } from '../judge-hours.ts'
import { answered, givenListeningBrand, met } from '../testing-alerts.ts'
import { chooseDigest, ownDigest } from './choose-digest.ts'
import { nextDue, periodsBefore } from './due.ts'
import { mailListeningDigests } from './mail-listening-digests.ts'
import '../../index.ts'

const wanted = { daily: true, weekly: false, hour: 9, weekday: 1, onlyWithNews: true }

test('a digest comes at its hour by the clocks of the brand, over the change of clocks too', () => {
  const daily = { every: 'day' as const, hour: 9, weekday: 1, zone: 'Europe/Sofia' }
  equal(nextDue(daily, new Date('2026-10-24T05:59:00Z')).toISOString(), '2026-10-24T06:00:00.000Z')
  equal(nextDue(daily, new Date('2026-10-24T06:00:00Z')).toISOString(), '2026-10-25T07:00:00.000Z')
  const weekly = { ...daily, every: 'week' as const, weekday: 7 }
  const due = nextDue(weekly, new Date('2026-10-24T06:00:00Z'))
  equal(due.toISOString(), '2026-10-25T07:00:00.000Z')
  const { before, from, to } = periodsBefore(due, weekly)
  deepEqual(
    [before, from, to].map((one) => one.toISOString()),
    ['2026-10-11T06:00:00.000Z', '2026-10-18T06:00:00.000Z', '2026-10-25T07:00:00.000Z'],
  )
})

suite('Digests of listening', () => {
  let world: DeskWorld
  before(async () => {
    world = await deskWorld({ now: new Date('2026-11-17T08:30:00Z') })
  })
  after(() => world.close())
  const at = (moment: string) => world.clock.moveTo(new Date(moment))
  const mailsTo = async (userId: string) => {
    const { email } = await world.db
      .selectFrom('deskUser')
      .select('email')
      .where('id', '=', userId)
      .executeTakeFirstOrThrow()
    return world.mails.filter(({ to }) => to === email)
  }
  const cup = (text: string, moment: string, more: Partial<GivenMention> = {}): GivenMention => ({
    ...{ text, at: new Date(moment), ...more },
  })

  test('what was said in a day comes once: counts beside the day before, feelings, the most seen with their links', async () => {
    at('2026-11-17T08:30:00Z')
    const { brandId, owner } = await givenBrand(world, { zone: 'Europe/Sofia', name: 'Rialto' })
    await givenTopic(world, brandId, { name: 'Espresso', queries: { cup: 'espresso' } })
    await chooseDigest(world, owner, brandId, wanted)
    at('2026-11-18T06:59:00Z')
    await givenMentions(world, brandId, [
      cup('espresso before nine', '2026-11-17T12:00:00Z', { judged: { sentiment: 0 } }),
    ])
    await mailListeningDigests(world)
    deepEqual(await mailsTo(owner.userId), [])
    at('2026-11-18T07:40:00Z')
    await givenMentions(world, brandId, [
      cup('espresso yesterday', '2026-11-16T12:00:00Z'),
      cup('espresso is awful', '2026-11-17T12:00:00Z', { judged: { sentiment: -1, reach: 10 } }),
      cup('the espresso everybody saw', '2026-11-17T13:00:00Z', { judged: { sentiment: 1, reach: 90_000 } }),
      cup('espresso of today', '2026-11-18T07:30:00Z'),
    ])
    await Promise.all([mailListeningDigests(world), mailListeningDigests(world)])
    await mailListeningDigests(world)
    const [mail, ...more] = await mailsTo(owner.userId)
    equal(more.length, 0)
    equal(mail?.subject, 'Rialto: 3 mentions in a day')
    const text = mail?.text ?? ''
    match(text, /2 more than the day before \(1\)/)
    match(text, /Negative 1 · neutral 1 · positive 1/)
    match(text, /• Espresso: 3 \(\+2\), negative 1, positive 1/)
    ok(text.indexOf('everybody saw') < text.indexOf('is awful') && !text.includes('of today'), text)
    match(text, /listening\?mention=/)
    at('2026-11-18T07:50:00Z')
    equal((await ownDigest(world, owner, brandId)).nextAt, '2026-11-19T07:00:00.000Z')
  })

  test('of missed days only the last is mailed; where nothing was said nothing comes, unless it is wanted', async () => {
    at('2026-11-17T08:30:00Z')
    const [quiet, always] = [await givenBrand(world), await givenBrand(world)]
    await chooseDigest(world, quiet.owner, quiet.brandId, wanted)
    await chooseDigest(world, always.owner, always.brandId, { ...wanted, weekly: true, onlyWithNews: false })
    at('2026-11-20T10:00:00Z')
    await mailListeningDigests(world)
    await mailListeningDigests(world)
    deepEqual(await mailsTo(quiet.owner.userId), [])
    const [mail, ...more] = await mailsTo(always.owner.userId)
    deepEqual([mail?.subject, more], ['Coffee: no mentions in a day', []])
    at('2026-11-23T07:00:00Z')
    await mailListeningDigests(world)
    ok((await mailsTo(always.owner.userId)).some(({ subject }) => subject === 'Coffee: no mentions in a week'))
  })

  test('alarms are told with their reason, in the reader’s language, and nobody reads of a brand they left', async () => {
    at('2026-11-18T10:05:00Z')
    const brand = await givenListeningBrand(world)
    await world.db.updateTable('deskUser').set({ locale: 'uk' }).where('id', '=', brand.owner.userId).execute()
    await met(world, brand, { from: -40 * 24, to: -1, often: () => 10 })
    await met(world, brand, { from: -1, to: 0, often: () => 61 })
    await answered(world, brand.key, { from: -1, to: 0 })
    await judgeHours(world)
    await chooseDigest(world, brand.owner, brand.brandId, { ...wanted, hour: 11 })
    at('2026-11-18T11:00:00Z')
    await mailListeningDigests(world)
    const [mail] = await mailsTo(brand.owner.userId)
    match(mail?.text ?? '', /Незвичне\n-+\n• .*kavola: 61 згадка за останню годину/)
    await world.db.deleteFrom('member').where('userId', '=', brand.owner.userId).execute()
    at('2026-11-19T11:00:00Z')
    await mailListeningDigests(world)
    equal((await mailsTo(brand.owner.userId)).length, 1)
  })

  test('an hour no clock shows and a day no week has are refused at their field', () => {
    for (const [field, given] of [
      ['hour', { hour: 24 }],
      ['hour', { hour: '9; drop' }],
      ['weekday', { weekday: 0 }],
      ['daily', { daily: 'yes' }],
    ] as const)
      equal(OwnDigest.safeParse({ ...wanted, ...given }).error?.issues[0]?.path[0], field)
  })
})
