import { deepEqual, equal } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { NetworkHttp } from '../../kernel/http/client.ts'
import { testWorld } from '../../kernel/testing.ts'
import type { Interaction, Network } from '../../networks/contract.ts'
import { testNetwork } from '../brand/testing.ts'
import { type DeskWorld, givenAccount, givenBrand } from '../brand/testing-desk.ts'
import { listenToThoseDue } from './listen.ts'

const said = (id: string, chat: string): Interaction => ({
  ...{ id, kind: 'message', at: new Date(Date.UTC(2026, 10, 22)), text: id, media: [], raw: { chat } },
  author: { id: 'p', handle: 'p', name: 'P' },
})

/** Tells two at a time from its queue, of which it forgets what lies before the cursor. */
function queued(id: string, more: Partial<Network> = {}) {
  const bare = testNetwork(() => new Date())
  const at = { queue: [] as Interaction[], asked: 0, calls: 0, failure: undefined as NetworkFailure | undefined }
  const network: Network = {
    ...{ ...bare, refresh: undefined, composing: { ...bare.composing, id }, ...more },
    inbox: {
      kinds: ['message'],
      poll: async ({ http }, cursor) => {
        at.asked++
        for (let call = 0; call < at.calls; call++) await http({ url: 'https://network.example' })
        if (at.failure) throw at.failure
        const from = Number(cursor ?? 0)
        const items = at.queue.slice(from, from + 2)
        return { items, cursor: String(from + items.length) }
      },
      ...more.inbox,
    },
  }
  return { network, at }
}

const nothing: NetworkHttp = async ({ url }) => ({
  ...{ status: 204, headers: {}, url, body: Buffer.alloc(0), text: () => '' },
  json: () => {
    throw new NetworkFailure('network-down', 'nothing was said')
  },
})

suite('What is asked for from the networks', () => {
  const alone = queued('alone')
  const bot = queued('bot')
  const scarce = queued('scarce', { rates: [{ per: 'app', calls: 8, everyMs: 3_600_000 }] })
  const brisk = queued('brisk', { rates: [{ per: 'account', calls: 8, everyMs: 1_000 }] })
  const slow = queued('slow', { rates: [{ per: 'account', calls: 4, everyMs: 12_000 }] })
  const costly = queued('costly', {
    rates: [
      { per: 'account', calls: 40, everyMs: 600_000 },
      { per: 'app', calls: 1_000, everyMs: 3_600_000 },
    ],
  })
  const shared: Network = {
    ...bot.network,
    inbox: {
      kinds: ['message'],
      ...bot.network.inbox,
      streamOf: () => 'one bot',
      belongs: ({ remoteId }, { raw }) => JSON.stringify(raw) === JSON.stringify({ chat: remoteId }),
    } as Network['inbox'],
  }
  const all = [alone.network, shared, scarce.network, brisk.network, slow.network, costly.network]
  let world: DeskWorld
  before(async () => {
    const get = (id: string) => all.find((one) => one.composing.id === id) ?? alone.network
    world = Object.assign(await testWorld(), { networks: { all, get }, http: nothing })
  })
  after(() => world.close())

  const kept = async (account: string) =>
    (
      await world.db
        .selectFrom('interaction')
        .select('remoteId')
        .where('accountId', '=', account)
        .orderBy('remoteId')
        .execute()
    ).map((one) => one.remoteId)
  const minutes = (count: number) => world.clock.moveBy(count * 60_000)

  test('an account is asked once a minute at most, goes on where it stood, and keeps everything once', async () => {
    const { brandId } = await givenBrand(world)
    const account = await givenAccount(world, brandId, { network: 'alone' })
    alone.at.queue = ['a', 'b', 'c'].map((id) => said(id, account))
    await listenToThoseDue(world)
    deepEqual(await kept(account), ['a', 'b', 'c'])
    const { asked } = alone.at
    await listenToThoseDue(world)
    equal(alone.at.asked, asked)
    alone.at.queue.push(said('d', account))
    minutes(1)
    await listenToThoseDue(world)
    deepEqual(await kept(account), ['a', 'b', 'c', 'd'])
  })

  test('a crowd that is more than is read at a time is read on at once, and none of it twice', async () => {
    const { brandId } = await givenBrand(world)
    const account = await givenAccount(world, brandId, { network: 'alone' })
    await world.db.deleteFrom('inboxReading').execute()
    alone.at.queue = Array.from({ length: 25 }, (_, n) => said(`crowd ${String(n).padStart(2, '0')}`, account))
    for (let second = 0; second < 3; second++) {
      await listenToThoseDue(world)
      world.clock.moveBy(1_000)
    }
    deepEqual(
      await kept(account),
      alone.at.queue.map((one) => one.id),
    )
    const { asked } = alone.at
    await listenToThoseDue(world)
    equal(alone.at.asked, asked)
  })

  test('the chats of one bot are asked for together, and each hears its own', async () => {
    const { brandId } = await givenBrand(world)
    const chats = [
      await givenAccount(world, brandId, { network: 'bot' }),
      await givenAccount(world, (await givenBrand(world)).brandId, { network: 'bot' }),
    ]
    bot.at.queue = [...chats.map((chat) => said(`to ${chats.indexOf(chat)}`, chat)), said('to a stranger', 'elsewhere')]
    await listenToThoseDue(world)
    deepEqual(await Promise.all(chats.map(kept)), [['to 0'], ['to 1']])
    equal(bot.at.asked, 3)
    await listenToThoseDue(world)
    equal(bot.at.asked, 3)
  })

  test('a network that does not answer, or says to wait, is left alone for as long and loses nothing', async () => {
    const { brandId } = await givenBrand(world)
    const account = await givenAccount(world, brandId, { network: 'alone' })
    alone.at.queue = [said('late', account)]
    alone.at.failure = new NetworkFailure('slow-down', 'not now', { retryAfterMs: 7 * 60_000 })
    await listenToThoseDue(world)
    const { asked } = alone.at
    alone.at.failure = undefined
    minutes(6)
    await world.db.deleteFrom('inboxReading').where('accountId', '!=', account).execute()
    await listenToThoseDue(world)
    deepEqual(await kept(account), [])
    minutes(1)
    await listenToThoseDue(world)
    deepEqual(await kept(account), ['late'])
    equal(alone.at.asked > asked, true)
  })

  test('reading takes a quarter of what a network allows, and leaves the rest to what is published', async () => {
    const { brandId } = await givenBrand(world)
    const account = await givenAccount(world, brandId, { network: 'scarce' })
    for (let turn = 0; turn < 20; turn++) {
      await listenToThoseDue(world)
      minutes(1)
    }
    equal(scarce.at.asked, 2)
    const reading = await world.db
      .selectFrom('inboxReading')
      .selectAll()
      .where('accountId', '=', account)
      .executeTakeFirstOrThrow()
    equal(reading.wakeAt > world.clock.now(), true)
  })

  const wakesIn = async (account: string) => {
    const { wakeAt } = await world.db
      .selectFrom('inboxReading')
      .select('wakeAt')
      .where('accountId', '=', account)
      .executeTakeFirstOrThrow()
    return wakeAt.getTime() - world.clock.now().getTime()
  }

  test('a crowd is read on as soon as there is room, but no sooner than in a second', async () => {
    const { brandId } = await givenBrand(world)
    const soon = await givenAccount(world, brandId, { network: 'brisk' })
    const later = await givenAccount(world, brandId, { network: 'slow' })
    brisk.at.queue = Array.from({ length: 6 }, (_, n) => said(`brisk ${n}`, soon))
    slow.at.queue = Array.from({ length: 6 }, (_, n) => said(`slow ${n}`, later))
    await listenToThoseDue(world)
    deepEqual([(await kept(soon)).length, (await kept(later)).length], [4, 2])
    const [soonMs, laterMs] = [await wakesIn(soon), await wakesIn(later)]
    equal(soonMs <= 1_000 && laterMs <= 12_000 && laterMs > 6_000, true)
    world.clock.moveBy(1_000)
    await listenToThoseDue(world)
    deepEqual([(await kept(soon)).length, (await kept(later)).length], [6, 2])
    world.clock.moveBy(11_000)
    await listenToThoseDue(world)
    equal((await kept(later)).length, 4)
  })

  test('a question that takes many calls counts as many, answered or not, and the next one waits for them', async () => {
    const { brandId } = await givenBrand(world)
    await givenAccount(world, brandId, { network: 'costly' })
    costly.at.calls = 4
    const at: number[] = []
    for (let minute = 0; minute < 20; minute++) {
      const { asked } = costly.at
      costly.at.failure = minute === 1 ? new NetworkFailure('slow-down', 'not now', { retryAfterMs: 1 }) : undefined
      await listenToThoseDue(world)
      if (costly.at.asked > asked) at.push(minute)
      minutes(1)
    }
    deepEqual(at, [0, 1, 3, 4, 7, 11, 15, 19])
    const { budgets } = await world.db
      .selectFrom('appBudget')
      .select('budgets')
      .where('app', 'like', 'costly %')
      .executeTakeFirstOrThrow()
    deepEqual(
      Object.values(budgets).map((one) => one.left),
      [1_000 - 4 * at.length],
    )
  })
})
