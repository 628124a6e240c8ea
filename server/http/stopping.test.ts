import { deepEqual, ok } from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, before, suite, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { route, module as teamModule } from '../../modules/team/index.ts'
import { startHttp } from './start.ts'
import { type ServedDesk, serveDesk } from './testing.ts'

const slow = route({
  ...{ method: 'GET', path: '/api/slow', summary: 'Slow', tag: 'Test', access: { kind: 'public' } },
  answer: z.object({ done: z.boolean() }),
  handle: async () => {
    await pause(700)
    return { done: true }
  },
})

suite('Stopping', () => {
  let desk: ServedDesk
  before(async () => {
    desk = await serveDesk({ modules: [teamModule], rooms: ['team'] })
  })
  after(() => desk.close())

  test('connections over which nothing is asked are not waited for, and what was asked is answered', async () => {
    const http = await startHttp(desk.world, [{ name: 'slow', routes: [slow] }])
    const { hostname, port } = new URL(http.address)
    const unused = connect(Number(port), hostname)
    await once(unused, 'connect')
    const unusedEnds = once(unused, 'close')
    unused.resume()
    const answer = fetch(`${http.address}/api/slow`).then((given) => given.json())
    await pause(200)
    const began = performance.now()
    await http.stop()
    ok(performance.now() - began < 10_000)
    deepEqual(await answer, { done: true })
    await unusedEnds
  })
})
