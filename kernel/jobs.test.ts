import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { enqueue, type Job, runJobs } from './jobs.ts'
import { testWorld, until } from './testing.ts'

test('a job runs once, however many processes look for it, and its row goes', async (t) => {
  const world = await testWorld({ rooms: [] })
  t.after(world.close)
  const ran: unknown[] = []
  const job: Job = { name: 'note', handle: async (_world, { n }) => void ran.push(n) }
  for (let n = 0; n < 20; n++) await enqueue(world.db, world.clock, 'note', { n })
  const runners = [runJobs(world, [job]), runJobs(world, [job]), runJobs(world, [job])]
  await until(() => ran.length === 20)
  await Promise.all(runners.map((one) => one.stop()))
  assert.deepEqual(new Set(ran).size, 20)
  assert.deepEqual(await world.db.selectFrom('job').selectAll().execute(), [])
})

test('a job is not run before its time', async (t) => {
  const world = await testWorld({ rooms: [] })
  t.after(world.close)
  let ran = 0
  const job: Job = { name: 'later', handle: async () => void ran++ }
  await enqueue(world.db, world.clock, 'later', {}, { runAt: new Date(world.clock.now().getTime() + 3600_000) })
  const runner = runJobs(world, [job])
  t.after(runner.stop)
  await pause(700)
  assert.equal(ran, 0)
  world.clock.moveBy(3600_000)
  await until(() => ran === 1)
})

test('a job that fails is tried again, and given up with its error kept', async (t) => {
  const world = await testWorld({ rooms: [] })
  t.after(world.close)
  let tries = 0
  const job: Job = {
    name: 'stubborn',
    attempts: 3,
    handle: async () => {
      tries++
      world.clock.moveBy(24 * 3600_000)
      throw new Error('the server is away')
    },
  }
  await enqueue(world.db, world.clock, 'stubborn', {}, { key: 'one' })
  const runner = runJobs(world, [job])
  await until(async () => {
    world.clock.moveBy(24 * 3600_000)
    return (await world.db.selectFrom('job').select('failedAt').executeTakeFirst())?.failedAt != null
  })
  await runner.stop()
  const row = await world.db.selectFrom('job').selectAll().executeTakeFirst()
  assert.equal(tries, 3)
  assert.equal(row?.lastError, 'the server is away')
})

test('while a job with a key waits, it is not added again', async (t) => {
  const world = await testWorld({ rooms: [] })
  t.after(world.close)
  for (let n = 0; n < 3; n++) await enqueue(world.db, world.clock, 'digest', { n }, { key: 'digest' })
  assert.equal((await world.db.selectFrom('job').selectAll().execute()).length, 1)
})

test('the job of a killed process runs again once its lease is over', async (t) => {
  const world = await testWorld({ rooms: [] })
  t.after(world.close)
  await enqueue(world.db, world.clock, 'note', {})
  await world.pool.query(`update job set leased_until = now() + interval '1 second', attempts = 1`)
  let ran = 0
  const runner = runJobs(world, [{ name: 'note', handle: async () => void ran++ }])
  t.after(runner.stop)
  await pause(300)
  assert.equal(ran, 0)
  await until(() => ran === 1)
})

test('a repeating job has its turn once in its interval, over all processes', async (t) => {
  const world = await testWorld({ rooms: [] })
  t.after(world.close)
  let turns = 0
  const job: Job = { name: 'hourly', everyMs: 3600_000, handle: async () => void turns++ }
  const runners = [runJobs(world, [job]), runJobs(world, [job])]
  await until(() => turns === 1)
  await pause(700)
  assert.equal(turns, 1)
  world.clock.moveBy(3600_000)
  await until(() => turns === 2)
  await Promise.all(runners.map((one) => one.stop()))
})

test('a clock that ran ahead for a moment does not put off repeating jobs once it is right again', async (t) => {
  const world = await testWorld({ rooms: [] })
  t.after(world.close)
  let turns = 0
  const job: Job = { name: 'hourly', everyMs: 3600_000, handle: async () => void turns++ }
  const year = 365 * 24 * 3600_000
  world.clock.moveBy(year)
  const runner = runJobs(world, [job])
  t.after(runner.stop)
  await until(
    async () =>
      (await world.db.selectFrom('repeatingJob').select('leasedUntil').executeTakeFirst())?.leasedUntil === null &&
      turns === 1,
  )
  world.clock.moveBy(-year)
  await until(() => turns === 2, 10_000)
  await pause(700)
  assert.equal(turns, 2)
})
