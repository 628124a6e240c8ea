import { deepEqual, equal, ok } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { after, before, suite, test } from 'node:test'
import { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import { newId } from '../../kernel/id.ts'
import { module as brandModule } from '../../modules/brand/index.ts'
import { route, module as teamModule } from '../../modules/team/index.ts'
import type { DeskModule } from '../load-modules.ts'
import { type Person, type ServedDesk, serveDesk } from './testing.ts'

type Told = { error: { code: string } }
const gate = new EventTarget()

/** Writes, says that it did, and waits before it answers. */
const slowRoute = route({
  method: 'POST',
  path: '/api/slow',
  summary: 'Writes a workspace slowly',
  tag: 'Test',
  access: { kind: 'session' },
  body: z.object({ name: z.string() }),
  answer: z.object({ id: z.string() }),
  handle: async ({ world, body }) => {
    const id = newId(world.clock.now())
    await inTransaction(world.db, (tx) =>
      tx.insertInto('workspace').values({ id, name: body.name, createdAt: world.clock.now() }).execute(),
    )
    const opened = once(gate, 'open')
    gate.dispatchEvent(new Event('written'))
    await opened
    return { id }
  },
})
const farRoute = route({
  method: 'POST',
  path: '/api/far',
  summary: 'Waits for a network',
  ...{ tag: 'Test', access: { kind: 'session' }, callsNetworks: true },
  answer: z.object({ id: z.string() }),
  handle: async ({ world }) => {
    const id = newId(world.clock.now())
    const opened = once(gate, 'open')
    gate.dispatchEvent(new Event('waiting'))
    await opened
    return { id }
  },
})
const slowModule: DeskModule = { name: 'slow', routes: [slowRoute, farRoute] }

suite('A write that carries an Idempotency-Key', () => {
  let desk: ServedDesk
  let owner: Person
  before(async () => {
    desk = await serveDesk({ modules: [teamModule, brandModule, slowModule], rooms: ['team', 'brand'] })
    owner = await desk.owner()
  })
  after(() => desk.close())

  const make = (key: string, name: string) => {
    const body = { name, zone: 'UTC' }
    return desk.ask<{ id: string } & Told>('POST', '/api/brands', {
      as: owner,
      body,
      headers: { 'idempotency-key': key },
    })
  }
  const named = async (table: 'brand' | 'workspace', name: string) =>
    (await desk.world.db.selectFrom(table).select('id').where('name', '=', name).execute()).length

  test('is done once, and answers the same the second time', async () => {
    const [first, second] = [await make('one', 'Once'), await make('one', 'Once')]
    deepEqual([first.status, second.status], [201, 201])
    deepEqual(second.body, first.body)
    equal(second.headers.get('idempotent-replayed'), 'true')
    equal(await named('brand', 'Once'), 1)
  })

  test('refuses another request under the same key', async () => {
    equal((await make('one', 'Other')).body.error.code, 'request.keyReused')
    equal(await named('brand', 'Other'), 0)
  })

  test('belongs to its caller: another person’s same key is another', async () => {
    const brandId = await desk.brand('Shared')
    const chief = await desk.person('Chief', { [brandId]: 'owner' })
    const body = { name: 'Hers', zone: 'UTC' }
    const made = await desk.ask('POST', '/api/brands', { as: chief, body, headers: { 'idempotency-key': 'one' } })
    equal(made.status, 201)
    equal(await named('brand', 'Hers'), 1)
  })

  test('keeps no refusal: what was wrong may be put right under the same key', async () => {
    equal((await make('two', '')).status, 422)
    equal((await make('two', 'Right')).status, 201)
  })

  test('tells a new key again, though neither it nor a password lies readable in the database', async () => {
    const body = { name: 'robot' }
    const headers = { 'idempotency-key': 'robot' }
    const ask = () => desk.ask<{ key: string }>('POST', '/api/api-keys', { as: owner, body, headers })
    const [first, second] = [await ask(), await ask()]
    equal(second.body.key, first.body.key)
    const rows = await desk.world.db.selectFrom('keptAnswer').selectAll().execute()
    ok(rows.some((row) => row.key === 'robot'))
    ok(!JSON.stringify(rows).includes(first.body.key.slice(12)))
    const request = JSON.stringify(['POST', '/api/api-keys', { ...body, expiresInDays: null }])
    const bare = createHash('sha256').update(request).digest('hex')
    ok(!rows.some((row) => row.fingerprint === bare))
  })

  test('is forgotten after a day', async () => {
    await make('day', 'Daily')
    desk.world.clock.moveBy(24 * 3600_000 + 1000)
    equal((await make('day', 'Daily')).headers.get('idempotent-replayed'), null)
    equal(await named('brand', 'Daily'), 2)
  })

  const slowly = (name: string) =>
    desk.ask<Told & { id: string }>('POST', '/api/slow', {
      as: owner,
      body: { name },
      headers: { 'idempotency-key': name },
    })

  test('while it runs, the same key is asked to wait', async () => {
    const written = once(gate, 'written')
    const first = slowly('running')
    await written
    const second = await slowly('running')
    deepEqual([second.status, second.body.error.code], [409, 'request.inFlight'])
    equal(second.headers.get('retry-after'), '1')
    gate.dispatchEvent(new Event('open'))
    const { body } = await first
    deepEqual((await slowly('running')).body, body)
    equal(await named('workspace', 'running'), 1)
  })

  test('holds no transaction open while it waits for a network; its answer is kept all the same', async () => {
    const askFar = () => {
      const headers = { 'idempotency-key': 'far' }
      return desk.ask<Told & { id: string }>('POST', '/api/far', { as: owner, body: {}, headers })
    }
    const waiting = once(gate, 'waiting')
    const first = askFar()
    await waiting
    const { rows } = await desk.world.pool.query(
      `select 1 from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`,
    )
    equal(rows.length, 0)
    equal((await askFar()).body.error.code, 'request.inFlight')
    gate.dispatchEvent(new Event('open'))
    const { body } = await first
    deepEqual((await askFar()).body, body)
  })

  test('leaves nothing half-done when its process or database dies in it, and can be asked again', async () => {
    const written = once(gate, 'written')
    const first = slowly('killed')
    await written
    await desk.world.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`,
    )
    gate.dispatchEvent(new Event('open'))
    equal((await first).status, 503)
    equal(await named('workspace', 'killed'), 0)
    const again = once(gate, 'written').then(() => gate.dispatchEvent(new Event('open')))
    equal((await slowly('killed')).status, 200)
    await again
    equal(await named('workspace', 'killed'), 1)
  })
})
