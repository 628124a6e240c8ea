import assert from 'node:assert/strict'
import { test } from 'node:test'
import { announce, type DeskEvent, endOf, eventsAfter } from './events.ts'
import { deliverEvents, type Listener, registerListeners } from './listen.ts'
import { testWorld, until } from './testing.ts'
import type { World } from './world.ts'

const scope = { workspaceId: 'w', brandId: 'b' }
/** A transaction in any database of the cluster, such as another test's, may hold what was announced back for a moment. */
const settled = (world: World, count: number) =>
  until(async () => (await eventsAfter(world.db, { xid: '0', seq: 0 }, 10)).length === count)
const typesOf = (events: DeskEvent[]) => events.map((one) => one.type)

test('an event of a transaction that fails was never told', async (t) => {
  const world = await testWorld({ rooms: [] })
  t.after(world.close)
  const failing = world.db.transaction().execute(async (tx) => {
    await announce(tx, 'post.scheduled', {}, scope)
    throw new Error('no')
  })
  await assert.rejects(failing)
  assert.deepEqual(await eventsAfter(world.db, { xid: '0', seq: 0 }, 10), [])
})

test('an event committed late is not passed over by readers who were quicker', async (t) => {
  const world = await testWorld({ rooms: [] })
  t.after(world.close)
  const start = await endOf(world.db)
  const slow = await world.pool.connect()
  await slow.query('begin')
  await slow.query(`insert into event (type, payload) values ('early.begun', '{}')`)
  await announce(world.db, 'late.begun', {}, scope)
  assert.deepEqual(await eventsAfter(world.db, start, 10), [])
  await slow.query('commit')
  slow.release()
  await settled(world, 2)
  assert.deepEqual(typesOf(await eventsAfter(world.db, start, 10)), ['early.begun', 'late.begun'])
})

test('a follower gets what it missed, then what comes, each once and in order', async (t) => {
  const world = await testWorld({ rooms: [] })
  t.after(world.close)
  const stop = new AbortController()
  t.after(() => stop.abort())
  const heard: DeskEvent[] = []
  await announce(world.db, 'one', {}, scope)
  await settled(world, 1)
  const [one] = await eventsAfter(world.db, { xid: '0', seq: 0 }, 1)
  await announce(world.db, 'two', { n: 2 }, scope)
  const following = (async () => {
    for await (const event of world.events.follow(one?.cursor, stop.signal)) heard.push(event)
  })()
  await until(() => heard.length === 1)
  await announce(world.db, 'three', {}, scope)
  await until(() => heard.length === 2)
  stop.abort()
  await following
  assert.deepEqual(typesOf(heard), ['two', 'three'])
  assert.deepEqual(heard[0]?.payload, { n: 2 })
})

test('a listener hears its types in order, again after a failure, and goes on where it was after a restart', async (t) => {
  const world = await testWorld({ rooms: [] })
  t.after(world.close)
  const heard: unknown[] = []
  let failures = 2
  const listener: Listener = {
    name: 'test',
    types: ['tick'],
    handle: async (_world, event) => {
      if (event.payload.n === 2 && failures-- > 0) throw new Error('not yet')
      heard.push(event.payload.n)
    },
  }
  await registerListeners(world.db, ['test'])
  for (const n of [1, 2, 3]) await announce(world.db, 'tick', { n }, scope)
  await announce(world.db, 'other', { n: 9 }, scope)
  const first = deliverEvents(world, [listener])
  t.after(first.stop)
  await until(() => heard.length === 3)
  await first.stop()
  await announce(world.db, 'tick', { n: 4 }, scope)
  const second = deliverEvents(world, [listener])
  t.after(second.stop)
  await until(() => heard.length === 4)
  await second.stop()
  assert.deepEqual(heard, [1, 2, 3, 4])
})

test('of two deliverers one delivers, and the other takes over when it stops', async (t) => {
  const world = await testWorld({ rooms: [] })
  t.after(world.close)
  const heard: unknown[] = []
  const listener: Listener = {
    name: 'test',
    types: ['tick'],
    handle: async (_w, { payload }) => void heard.push(payload.n),
  }
  await registerListeners(world.db, ['test'])
  const both = [deliverEvents(world, [listener]), deliverEvents(world, [listener])]
  for (const one of both) t.after(one.stop)
  for (const n of [1, 2]) await announce(world.db, 'tick', { n }, scope)
  await until(() => heard.length === 2)
  await both[0]?.stop()
  await announce(world.db, 'tick', { n: 3 }, scope)
  await until(() => heard.length === 3)
  await both[1]?.stop()
  assert.deepEqual(heard, [1, 2, 3])
})
