import { deepEqual } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { sql } from 'kysely'
import { z } from 'zod'
import { route, module as teamModule } from '../../modules/team/index.ts'
import { openForRequests } from '../open-world.ts'
import { startHttp } from './start.ts'
import { type Person, type ServedDesk, serveDesk } from './testing.ts'

suite('While the database is away', () => {
  let desk: ServedDesk
  let owner: Person
  before(async () => {
    desk = await serveDesk({ modules: [teamModule], rooms: ['team', 'brand'] })
    owner = await desk.owner()
  })
  after(() => desk.close())

  test('nobody is signed out, everybody is asked to try again, and then it goes on', async () => {
    const { pool } = desk.world
    const key = await desk.ask<{ key: string }>('POST', '/api/api-keys', { as: owner, body: { name: 'robot' } })
    const body = { email: 'olga@desk.example', password: 'a long enough password' }
    const asks = () =>
      Promise.all([
        desk.ask('GET', '/api/me', { as: owner }),
        desk.ask('GET', '/api/me', { as: { key: key.body.key, me: owner.me } }),
        desk.ask('POST', '/api/session', { body }),
        desk.ask('GET', '/api/setup'),
      ]).then((answers) => answers.map(({ status }) => status))
    const connect = pool.connect
    pool.connect = () => {
      throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    }
    const away = await asks()
    pool.connect = connect
    deepEqual(away, [503, 503, 503, 503])
    deepEqual(await asks(), [200, 200, 200, 200])
  })

  test('a request whose statement takes too long is told so, and background work is not hurried', async () => {
    const world = { ...desk.world, config: { ...desk.world.config, statementTimeoutSeconds: 1 } }
    const slow = route({
      ...{ method: 'GET', path: '/api/slow', summary: 'Slow', tag: 'Test', access: { kind: 'public' } },
      answer: z.object({}),
      handle: async ({ world }) => {
        await sql`select pg_sleep(30)`.execute(world.db)
        return {}
      },
    })
    const requests = openForRequests(world, world.databaseUrl)
    const http = await startHttp(requests.world, [{ name: 'slow', routes: [slow] }])
    const answer = await fetch(`${http.address}/api/slow`)
    const { error } = (await answer.json()) as { error: { code: string } }
    await http.stop()
    await requests.close()
    deepEqual([answer.status, error.code], [503, 'request.tooSlow'])
    await sql`select pg_sleep(1.2)`.execute(world.db)
  })
})
