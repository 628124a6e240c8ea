import { deepEqual, equal, ok } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Interaction } from '../../networks/contract.ts'
import { type DeskWorld, deskWorld, givenAccount, givenBrand } from '../brand/testing-desk.ts'
import { keepHeard } from './keep.ts'
import { drawn, shuffled, stateOf, wholeTalk } from './testing-talk.ts'

suite('What is heard in any order', () => {
  let world: DeskWorld
  before(async () => {
    world = await deskWorld()
  })
  after(() => world.close())

  const freshAccount = async () => {
    const { brandId } = await givenBrand(world)
    return { brandId, accountId: await givenAccount(world, brandId, { network: 'mastodon' }) }
  }
  const keep = async (of: { brandId: string; accountId: string }, batches: Interaction[][]) => {
    for (const batch of batches)
      await inTransaction(world.db, (tx) =>
        keepHeard(
          tx,
          batch.map((what) => ({ ...of, what })),
          world.clock.now(),
        ),
      )
  }

  test('random order, doubles, losses and late deliveries end in the conversations of the clean run', async () => {
    for (let seed = 1; seed <= 6; seed++) {
      const random = drawn(seed)
      const talk = wholeTalk(random, world.clock.now())
      const clean = await freshAccount()
      await keep(
        clean,
        talk.map((one) => [one]),
      )
      const expected = await stateOf(world.db, clean.accountId)
      ok(expected.length > 5, `seed ${seed}`)
      const wild = await freshAccount()
      const lost = shuffled(random, talk).slice(0, Math.floor(talk.length / 4))
      const heard = shuffled(
        random,
        [...talk, ...talk].filter((one) => !lost.includes(one)),
      )
      await keep(wild, inBatches(random, heard))
      await keep(wild, inBatches(random, shuffled(random, talk)))
      deepEqual(await stateOf(world.db, wild.accountId), expected, `seed ${seed}`)
    }
  })

  test('fifty deliveries at once, each part of them twice, keep everything once and wait for nobody in a circle', async () => {
    const random = drawn(77)
    const talk = wholeTalk(random, world.clock.now())
    const clean = await freshAccount()
    await keep(clean, [talk])
    const busy = await freshAccount()
    const twin = await freshAccount()
    await Promise.all(
      Array.from({ length: 50 }, async (_, turn) => {
        const part = shuffled(random, talk).slice(0, Math.ceil(talk.length / 3))
        const told = part.flatMap((what) => [
          { ...busy, what },
          { ...twin, what },
        ])
        await inTransaction(world.db, (tx) => keepHeard(tx, turn % 2 ? told : told.reverse(), world.clock.now()))
      }),
    )
    await keep(busy, [talk])
    await keep(twin, [talk])
    const expected = await stateOf(world.db, clean.accountId)
    deepEqual(await stateOf(world.db, busy.accountId), expected)
    deepEqual(await stateOf(world.db, twin.accountId), expected)
    const { rows } = await world.pool.query('select count(*)::int as n from interaction where account_id = $1', [
      busy.accountId,
    ])
    equal(rows[0]?.n, new Set(talk.map((one) => `${one.kind === 'message' ? 'message' : ''} ${one.id}`)).size)
  })
})

function inBatches(random: () => number, heard: Interaction[]): Interaction[][] {
  const batches: Interaction[][] = []
  for (let at = 0; at < heard.length; ) {
    const size = 1 + Math.floor(random() * 6)
    batches.push(heard.slice(at, at + size))
    at += size
  }
  return batches
}
