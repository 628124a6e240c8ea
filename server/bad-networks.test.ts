import { deepEqual, equal } from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, suite, test } from 'node:test'
import { type TroubledDesk, troubledDesk } from './testing-refusals.ts'

suite('A network that cannot be reached or will not have us', () => {
  let desk: TroubledDesk
  before(async () => {
    desk = await troubledDesk()
  })
  after(() => desk.close())

  const refusedConnection = async (body: object) => {
    const before = await desk.kept()
    desk.world.clock.moveBy(3600_000)
    const told = await desk.refused('POST', `${desk.under}/accounts/connect`, () => ({ body }))
    deepEqual(await desk.kept(), before)
    return told
  }

  test('because the app password is wrong says so, and no account is made', async () => {
    const { fields } = await desk.lab.openAccount('bluesky', { name: 'Ada', handle: 'ada' })
    const wrong = { ...fields, password: 'aaaa-bbbb-cccc-dddd' }
    const told = await refusedConnection({ network: 'bluesky', way: 'app-password', fields: wrong })
    deepEqual(told, { status: 422, codes: ['brand.connect.reconnect'] })
  })

  test('because its instance is dead says so, and no account is made', async () => {
    const before = await desk.kept()
    const body = { network: 'mastodon', way: 'oauth', fields: { server: 'https://gone.invalid' } }
    const told = await desk.refused('POST', `${desk.under}/accounts/connect/begin`, () => ({ body }))
    deepEqual(told, { status: 502, codes: ['brand.connect.network-down'] })
    deepEqual(await desk.kept(), before)
  })

  test('a link into our own network gets no card, by its number or by a name that leads there', async (t) => {
    const asked: string[] = []
    const inside = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.end('<title>secret</title>')
    })
    await new Promise<void>((listening) => inside.listen(0, '127.0.0.1', listening))
    t.after(() => inside.close())
    const address = inside.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const before = await desk.kept()
    for (const url of [
      'http://169.254.169.254/latest/meta-data',
      `http://127.0.0.1:${port}/number`,
      `http://localhost:${port}/name`,
      `http://[::ffff:7f00:1]:${port}/mapped`,
    ]) {
      const told = await desk.refused('POST', `${desk.under}/cards`, () => ({ body: { url } }))
      deepEqual(told, { status: 422, codes: ['request.invalid', 'url: content.cardForbidden'] }, url)
    }
    deepEqual(asked, [])
    deepEqual(await desk.kept(), before)
  })

  test('because access was taken away says so when it is checked, and the plan waits', async () => {
    const body = { body: { parts: [{ text: 'Later', media: [] }] }, accountIds: [desk.accounts.bluesky] }
    const post = await desk.send<{ id: string }>('POST', `${desk.under}/posts`, { body })
    const plan = { wall: '2031-01-01T10:00', zone: 'Europe/Sofia' }
    equal((await desk.send('POST', `${desk.under}/posts/${post.body.id}/schedule`, { body: { plan } })).status, 200)
    desk.lab.faults.add({ network: 'bluesky', when: 'no-commit', act: 'status', status: 401 })
    type Checked = { health: { state: string; reason: string | null } }
    const checked = await desk.send<Checked>('POST', `${desk.under}/accounts/${desk.accounts.bluesky}/check`)
    equal(checked.body.health.state, 'reconnect')
    const { rows } = await desk.world.pool.query('select state from publication where post_id = $1', [post.body.id])
    deepEqual(rows, [{ state: 'planned' }])
  })
})
