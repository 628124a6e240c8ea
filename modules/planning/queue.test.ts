import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '../../kernel/id.ts'
import { type DeskWorld, deskWorld, givenAccount, givenBrand, type TestBrand } from '../brand/testing-desk.ts'
import { makePost } from '../content/index.ts'
import '../publishing/index.ts'
import { enqueuePost } from './move-post.ts'

let world: DeskWorld
let brand: TestBrand

before(async () => {
  world = await deskWorld({ now: new Date('2027-03-01T07:00:00Z') })
  brand = await givenBrand(world)
  const slots = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, time: '12:00', accountIds: [], rubricId: null }))
  await world.db
    .insertInto('slot')
    .values(slots.map((slot) => ({ ...slot, id: newId(world.clock.now()), brandId: brand.brandId })))
    .execute()
})
after(() => world.close())

test('ten posts put into the queue at the same moment get ten different slots', async () => {
  const accountId = await givenAccount(world, brand.brandId, { network: 'telegram' })
  const posts = await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      makePost(world, brand.owner, brand.brandId, {
        body: { parts: [{ text: `Post ${n}`, media: [] }] },
        accountIds: [accountId],
      }),
    ),
  )
  const moved = await Promise.all(posts.map((post) => enqueuePost(world, brand.owner, brand.brandId, post.id)))
  const walls = moved.map((one) => one.plan.wall).sort()
  assert.equal(new Set(walls).size, 10, walls.join())
  assert.deepEqual([walls[0], walls.at(-1)], ['2027-03-01T12:00', '2027-03-10T12:00'])
})
