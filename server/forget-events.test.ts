import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { announce, endOf, eventsAfter } from '../kernel/events.ts'
import { registerListeners } from '../kernel/listen.ts'
import { testWorld, until } from '../kernel/testing.ts'
import { forgetEventsJob } from './forget-events.ts'

const dayMs = 24 * 3600_000

test('a listener that a later version no longer has holds events back for a week, not for ever', async (t) => {
  const world = await testWorld({ rooms: [] })
  t.after(world.close)
  await registerListeners(world.db, ['kept', 'dropped'])
  await announce(world.db, 'post.made', {}, {})
  // An event settles once no older transaction is open, those of other databases of the server among them.
  const settled = () => eventsAfter(world.db, { xid: '0', seq: 0 }, 10)
  await until(async () => (await settled()).length === 1)
  const pass = async (name: string) =>
    world.db
      .updateTable('eventListener')
      .set(await endOf(world.db))
      .where('name', '=', name)
      .execute()
  await pass('kept')
  const after = async (days: number, listeners: string[]) => {
    world.clock.moveBy(days * dayMs)
    await forgetEventsJob(listeners).handle(world, {})
    const names = await world.db.selectFrom('eventListener').select('name').orderBy('name').execute()
    return [names.map((one) => one.name).join(), (await settled()).length]
  }
  deepEqual(await after(31, ['kept', 'dropped']), ['dropped,kept', 1])
  deepEqual(await after(1, ['kept']), ['dropped,kept', 1])
  deepEqual(await after(6, ['kept']), ['dropped,kept', 1])
  deepEqual(await after(1, ['kept', 'dropped']), ['dropped,kept', 1])
  deepEqual(await after(6, ['kept']), ['dropped,kept', 1])
  deepEqual(await after(8, ['kept']), ['kept', 0])
})
