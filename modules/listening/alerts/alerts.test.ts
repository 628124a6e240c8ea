import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { DeskEvent } from '../../../kernel/events.ts'
import type { Refusal } from '../../../kernel/failure.ts'
import { newId } from '../../../kernel/id.ts'
import { type DeskWorld, deskWorld, givenBrand } from '../../brand/testing-desk.ts'
import { type GivenMention, givenMentions } from '../testing-mentions.ts'
import { AlarmsQuery, AlertSettings } from './api.ts'
import { forgetDeletedVoices, forgetVoices } from './forget-voices.ts'
import { hearBigVoices } from './hear-big-voices.ts'
import { judgeHours } from './judge-hours.ts'
import { changeSettings, settingsOf, usualSettings } from './settings.ts'
import { listAlarms, listWatched } from './show-alarms.ts'
import { alertsOf, answered, givenListeningBrand, met, nextHour } from './testing-alerts.ts'
import '../index.ts'

const now = new Date('2026-11-18T10:05:00Z')
const steady = (hour: number) => 9 + (Math.abs(hour * 7919) % 4)
const all = AlarmsQuery.parse({})

suite('Alerts of listening', () => {
  let world: DeskWorld
  before(async () => {
    world = await deskWorld({ now })
  })
  after(() => world.close())
  const alarmsOf = async (brandId: string) => (await listAlarms(world.db, brandId, all)).items
  const eventsOf = async (brandId: string) => (await alertsOf(world, brandId)).map(({ event }) => event)

  suite('Spikes and silences', () => {
    test('a spike is told once, with what is usual, and how often it is judged changes nothing', async () => {
      const brand = await givenListeningBrand(world)
      await met(world, brand, { from: -40 * 24, to: -1, often: steady })
      await met(world, brand, { from: -1, to: 0, often: () => 60 })
      await Promise.all([judgeHours(world), judgeHours(world)])
      await judgeHours(world)
      const [alert, ...more] = await alertsOf(world, brand.brandId)
      deepEqual([alert?.event, alert?.said.count, alert?.said.account, more], ['spike', 60, 'kavola', []])
      ok((alert?.said.low ?? 0) > 1 && (alert?.said.high ?? 99) < 40, JSON.stringify(alert))
      match(alert?.said.href ?? '', /listening\?queries=.*from=2026-11-18T09.*to=2026-11-18T10/)
      const [alarm] = await alarmsOf(brand.brandId)
      ok(alarm?.kind === 'spike' && alarm.isTold && alarm.factor > 4 && alarm.query.name === 'kavola')
      const notices = await world.db.selectFrom('notice').selectAll().where('brandId', '=', brand.brandId).execute()
      deepEqual(
        notices.map((one) => [one.userId, one.messageKey]),
        [[brand.owner.userId, 'support.alert.spike']],
      )
      const deliveries = await world.db
        .selectFrom('alertDelivery')
        .select(['ways', 'state'])
        .where('brandId', '=', brand.brandId)
        .execute()
      deepEqual(deliveries, [{ ways: ['desk', 'sound', 'push'], state: 'waiting' }])
    })

    test('the quiet of every night alarms nobody, and silence by day does', async () => {
      const brand = await givenListeningBrand(world)
      const daily = (hour: number) => ((((hour + 10) % 24) + 24) % 24 >= 6 ? steady(hour) * 3 : 0)
      await met(world, brand, { from: -40 * 24, to: 0, often: daily })
      await judgeHours(world)
      world.clock.moveTo(new Date('2026-11-19T05:05:00Z'))
      await answered(world, brand.key, { from: -19, to: 0 })
      await met(world, brand, { from: -19, to: 0, often: (hour) => daily(hour + 19) })
      await judgeHours(world)
      deepEqual(await eventsOf(brand.brandId), [])
      for (let n = 0; n < 6; n++) {
        nextHour(world)
        await answered(world, brand.key, { from: -1, to: 0 })
        await judgeHours(world)
      }
      deepEqual(await eventsOf(brand.brandId), ['silence'])
      world.clock.moveTo(now)
    })

    test('of hours that nobody judged the past is kept silently, and what goes on is told', async () => {
      const [brand, over] = [await givenListeningBrand(world), await givenListeningBrand(world)]
      for (const one of [brand, over]) await met(world, one, { from: -40 * 24, to: 0, often: steady })
      await judgeHours(world)
      nextHour(world, 12)
      for (const one of [brand, over]) await answered(world, one.key, { from: -12, to: 0 })
      await met(world, brand, { from: -12, to: 0, often: (hour) => (hour < -3 ? steady(hour) : 70) })
      await met(world, over, { from: -12, to: 0, often: (hour) => (hour === -10 ? 70 : steady(hour)) })
      await judgeHours(world)
      deepEqual([await eventsOf(brand.brandId), await eventsOf(over.brandId)], [['spike'], []])
      const [past] = await alarmsOf(over.brandId)
      ok(past?.kind === 'spike' && !past.isTold)
      equal((await alarmsOf(brand.brandId)).length, 1)
      nextHour(world)
      for (const one of [brand, over]) await answered(world, one.key, { from: -1, to: 0 })
      await met(world, brand, { from: -1, to: 0, often: () => 70 })
      await judgeHours(world)
      equal((await eventsOf(brand.brandId)).length, 1)
      world.clock.moveTo(now)
    })

    test('where the brand listened to nothing nothing is missed, and of a young query it is told how much is known', async () => {
      const [deaf, young] = [await givenListeningBrand(world), await givenListeningBrand(world, { answering: 50 })]
      await met(world, deaf, { from: -40 * 24, to: 0, often: steady })
      await met(world, young, { from: -50, to: 0, often: steady })
      nextHour(world)
      await judgeHours(world)
      const [of, learning] = [await listWatched(world.db, deaf.brandId), await listWatched(world.db, young.brandId)]
      equal(of.items[0]?.why, 'not-listened')
      deepEqual([learning.items[0]?.why, learning.items[0]?.heard, learning.items[0]?.needed], ['young', 50, 192])
      deepEqual([await eventsOf(deaf.brandId), await eventsOf(young.brandId)], [[], []])
      world.clock.moveTo(now)
    })

    test('spam does not count, and whoever switched spikes off hears of none', async () => {
      const [spammed, off, quiet] = [
        await givenListeningBrand(world),
        await givenListeningBrand(world),
        await givenListeningBrand(world),
      ]
      for (const one of [spammed, off, quiet]) await met(world, one, { from: -40 * 24, to: -1, often: steady })
      for (const one of [off, quiet]) await met(world, one, { from: -1, to: 0, often: () => 60 })
      const at = new Date(now.getTime() - 30 * 60_000)
      const wave = Array.from({ length: 60 }, (_, n): GivenMention => ({ text: `kavola wins ${n}`, at }))
      const ids = await givenMentions(world, spammed.brandId, wave)
      await world.db.updateTable('mention').set({ spamAt: now }).where('id', 'in', ids.slice(10)).execute()
      await changeSettings(world, off.owner, off.brandId, { ...usualSettings, spikes: false })
      await changeSettings(world, quiet.owner, quiet.brandId, { ...usualSettings, quietQueries: [quiet.queryId] })
      await judgeHours(world)
      for (const { brandId } of [spammed, off, quiet]) deepEqual(await alarmsOf(brandId), [])
    })
  })

  suite('Somebody big', () => {
    const kept = (brandId: string, mentionIds: string[]): DeskEvent => ({
      ...{ cursor: '0-0', type: 'mention.kept', workspaceId: null, brandId, payload: { mentionIds }, at: now },
    })
    const says = (who: string, followers: number, more: Partial<GivenMention> = {}): GivenMention => ({
      ...{ text: `${who} likes the kavola`, at: new Date(now.getTime() - 60_000) },
      author: { key: `agora ${who}`, handle: who, name: who, followers },
      ...more,
    })
    const hears = async (brandId: string, ...given: GivenMention[]) => {
      const ids = await givenMentions(world, brandId, given)
      await hearBigVoices(world, kept(brandId, ids))
      await hearBigVoices(world, kept(brandId, ids))
      return ids
    }

    test('whoever is big and new is told of once; small ones, known ones, spam and old posts are not', async () => {
      const { brandId } = await givenBrand(world)
      await givenMentions(world, brandId, [says('Known', 90_000, { at: new Date(now.getTime() - 9 * 86_400_000) })])
      world.clock.moveBy(1_000)
      const old = { at: new Date(now.getTime() - 20 * 86_400_000) }
      const [first] = await hears(
        brandId,
        says('Vera', 250_000),
        says('Vera', 250_000, { text: 'Vera again, kavola', at: now }),
        ...[says('Small', 9_999), says('Known', 90_000), says('Past', 90_000, old)],
        says('Spam', 90_000, { judged: { intent: 'spam' } }),
      )
      const [alert, ...more] = await alertsOf(world, brandId)
      deepEqual(more, [])
      deepEqual([alert?.event, alert?.said.who, alert?.said.followers], ['big-voice', 'Vera', 250_000])
      equal(alert?.said.href, `/brands/${brandId}/listening?mention=${first}`)
      const [alarm] = await alarmsOf(brandId)
      ok(alarm?.kind === 'big-voice' && alarm.who === 'Vera' && alarm.excerpt.includes('kavola'))
    })

    test('outside networks somebody is known by their name at the site', async () => {
      const { brandId } = await givenBrand(world)
      const columnist = (text: string, handle: string): GivenMention =>
        says('Column', 40_000, { text, author: { key: undefined, name: undefined, handle, followers: 40_000 } })
      await hears(brandId, columnist('kavola one', 'Mira'))
      world.clock.moveBy(1_000)
      await hears(brandId, columnist('kavola two', 'mira'), columnist('kavola three', 'Boris'))
      deepEqual(
        (await alertsOf(world, brandId)).map(({ said }) => said.who),
        ['Mira', 'Boris'],
      )
    })

    test('how big somebody must be is the brand’s to say, and it can be nobody', async () => {
      const { brandId, owner } = await givenBrand(world)
      await changeSettings(world, owner, brandId, { ...usualSettings, bigFrom: 500 })
      await hears(brandId, says('Local', 600))
      await changeSettings(world, owner, brandId, { ...usualSettings, bigFrom: null })
      await hears(brandId, says('Star', 5_000_000))
      deepEqual(
        (await alertsOf(world, brandId)).map(({ said }) => said.who),
        ['Local'],
      )
    })

    test('of what was deleted, and of who is forgotten, nothing is told on', async () => {
      const { brandId } = await givenBrand(world)
      const [gone] = await hears(brandId, says('Gone', 20_000), says('Forgotten', 30_000))
      await world.db
        .updateTable('mention')
        .set({ edition: 2, text: '', author: '{"handle":""}' })
        .where('id', '=', gone ?? '')
        .execute()
      await forgetDeletedVoices(world, kept(brandId, [gone ?? '']))
      await world.db.transaction().execute((tx) => forgetVoices(tx, brandId, ['agora Forgotten']))
      const told = JSON.stringify([
        await alertsOf(world, brandId),
        await world.db.selectFrom('notice').selectAll().where('brandId', '=', brandId).execute(),
        await alarmsOf(brandId),
      ])
      ok(!told.includes('Gone') && !told.includes('Forgotten') && !told.includes('kavola'), told)
      equal((await alarmsOf(brandId)).length, 2)
    })
  })

  suite('Settings', () => {
    test('what cannot be is refused at its field', async () => {
      const { brandId, owner } = await givenBrand(world)
      const strange = { ...usualSettings, quietQueries: [newId(now)] }
      await rejects(changeSettings(world, owner, brandId, strange), (refusal: Refusal) => {
        deepEqual([refusal.status, refusal.fields[0]?.path], [422, 'quietQueries.0'])
        return true
      })
      const hostile: [string, object][] = [
        ['bigFrom', { bigFrom: -1 }],
        ['bigFrom', { bigFrom: 1e300 }],
        ['bigFrom', { bigFrom: '10; drop table brand' }],
        ['souring', { souring: 'always' }],
        ['spikes', { spikes: 'yes' }],
        ['quietQueries', { quietQueries: Array(2_001).fill(newId(now)) }],
      ]
      for (const [field, given] of hostile) {
        const read = AlertSettings.safeParse({ ...usualSettings, ...given })
        equal(read.error?.issues[0]?.path[0], field)
      }
      deepEqual(await settingsOf(world.db, brandId), usualSettings)
    })
  })
})
