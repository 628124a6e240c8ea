import { deepEqual } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { module as teamModule } from '../../modules/team/index.ts'
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
})
