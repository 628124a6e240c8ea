import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { request } from 'node:http'
import { after, before, suite, test } from 'node:test'
import { module as brandModule } from '../../modules/brand/index.ts'
import { module as teamModule } from '../../modules/team/index.ts'
import { type Person, type ServedDesk, serveDesk } from './testing.ts'

type Told = { error: { code: string; message: string; fields: { path: string; code: string; message: string }[] } }

suite('What reaches the desk from outside', () => {
  let desk: ServedDesk
  let owner: Person
  let brandId: string
  before(async () => {
    desk = await serveDesk({ modules: [teamModule, brandModule], rooms: ['team', 'brand'] })
    owner = await desk.owner()
    brandId = await desk.brand('Coffee')
  })
  after(() => desk.close())

  const problems = async (method: string, path: string, body: unknown) => {
    const told = await desk.ask<Told>(method, path, { as: owner, body })
    equal(told.status, 422)
    return Object.fromEntries(told.body.error.fields.map((one) => [one.path, one.code]))
  }

  test('each bad field is named with what is wrong about it', async () => {
    const bad = {
      ...{ name: '', zone: 'Europe/Atlantis', color: 'reddish', language: 7, approvalRequired: 'yes', missed: 'maybe' },
      ...{
        quietHours: { from: '25:00', to: '07:00' },
        minimumDistanceMinutes: -1,
        missedAfterMinutes: 1.5,
        colour: '#123456',
      },
    }
    deepEqual(await problems('POST', '/api/brands', bad), {
      name: 'request.field.tooSmallText',
      zone: 'team.unknownZone',
      color: 'request.field.format.color',
      language: 'request.field.type.string',
      approvalRequired: 'request.field.type.boolean',
      missed: 'request.field.choice',
      'quietHours.from': 'request.field.format.time',
      minimumDistanceMinutes: 'request.field.tooSmallNumber',
      missedAfterMinutes: 'request.field.type.int',
    })
  })

  test('a field nobody knows is refused, also deep inside', async () => {
    deepEqual(await problems('PATCH', `/api/brands/${brandId}`, { colour: '#123456' }), {
      colour: 'request.field.unknown',
    })
    const slot = { weekday: 1, time: '09:00', accountIds: [], rubricId: null, tiem: '10:00' }
    deepEqual(await problems('PUT', `/api/brands/${brandId}/slots`, { slots: [slot] }), {
      'slots.0.tiem': 'request.field.unknown',
    })
  })

  test('a missing body names what is needed', async () => {
    deepEqual(await problems('POST', '/api/brands', {}), {
      name: 'request.field.required',
      zone: 'request.field.required',
    })
  })

  test('the words of a problem are in the language of who reads them', async () => {
    await desk.ask('PATCH', '/api/me', { as: owner, body: { locale: 'pl' } })
    const told = await desk.ask<Told>('POST', '/api/brands', {
      as: owner,
      body: { name: 'x'.repeat(101), zone: 'Moon' },
    })
    const words = told.body.error.fields.map((one) => one.message)
    deepEqual(words, ['Najwyżej 100 znaków.', 'Nie znamy takiej strefy czasowej. Wybierz na przykład Europe/Warsaw.'])
    await desk.ask('PATCH', '/api/me', { as: owner, body: { locale: 'en' } })
    const stranger = await desk.ask<Told>('GET', '/api/me', { locale: 'sv-SE,sv;q=0.9,en;q=0.5' })
    equal(stranger.body.error.message, 'Logga in först.')
  })

  test('no English of the validation library ever shows', async () => {
    const told = await desk.ask<Told>('PUT', `/api/brands/${brandId}/slots`, {
      as: owner,
      body: { slots: [{ weekday: 9, time: 'noon', accountIds: 'all', rubricId: 'x' }, null, 7] },
    })
    for (const field of told.body.error.fields) {
      match(field.code, /^request\.field\./)
      ok(!/invalid|expected|received/i.test(field.message))
    }
  })

  test('what is no JSON, not said to be, or far too large is refused', async () => {
    const send = async (type: string, body: string) =>
      (await desk.ask<Told>('POST', '/api/brands', { as: owner, body, headers: { 'content-type': type } })).status
    equal(await send('application/json', '{"name":'), 400)
    equal(await send('text/plain', '{"name":"x","zone":"UTC"}'), 415)
    equal(await send('application/x-www-form-urlencoded', 'name=x&zone=UTC'), 415)
    equal(await send('application/json', JSON.stringify({ name: 'x'.repeat(9_000_000) })), 413)
  })

  test('an address with nonsense in it is simply not found', async () => {
    for (const path of ['/api/brands/1%27--', '/api/brands/%00', '/api/nothing', `/api/brands/${'9'.repeat(290)}`])
      equal((await desk.ask('GET', path, { as: owner })).status, 404)
  })

  test('a write that a page of another site sends with our cookie is refused', async () => {
    const body = { name: 'Evil', zone: 'UTC' }
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'null' },
    ]
    for (const headers of foreign) {
      const told = await desk.ask<Told>('POST', '/api/brands', {
        as: owner,
        body,
        headers,
      })
      equal(told.body.error.code, 'request.fromElsewhere')
    }
    const ours = { origin: new URL(desk.address).origin, 'sec-fetch-site': 'same-origin' }
    equal((await desk.ask('PATCH', '/api/me', { as: owner, body: { theme: 'dark' }, headers: ours })).status, 200)
  })

  test('a page whose owner turned its name to this machine writes nothing here, not even the first owner', async () => {
    const setup = (host: string, headers: Record<string, string>) =>
      new Promise<string>((resolve, reject) => {
        const address = new URL('/api/setup', desk.address)
        const asked = { method: 'POST', headers: { host, 'content-type': 'application/json', ...headers } }
        const sending = request(address, asked, async (answer) => {
          const told = JSON.parse((await answer.toArray()).join('')) as Told
          resolve(told.error.code)
        })
        sending.on('error', reject)
        sending.end('{}')
      })
    equal(await setup('evil.example', { origin: 'http://evil.example' }), 'request.fromElsewhere')
    equal(await setup('evil.example', { 'sec-fetch-site': 'same-origin' }), 'request.fromElsewhere')
    for (const host of ['localhost:4400', '192.168.1.7:4400', '[::1]:4400'])
      equal(await setup(host, { origin: `http://${host}` }), 'request.invalid')
  })

  test('cookies are for the server alone and stay with this site', async () => {
    const answer = await fetch(new URL('/api/session', desk.address), {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ email: 'olga@desk.example', password: 'a long enough password' }),
    })
    match(answer.headers.get('set-cookie') ?? '', /HttpOnly; SameSite=Lax/)
    match(answer.headers.get('content-security-policy') ?? '', /script-src 'self';/)
    equal(answer.headers.get('x-content-type-options'), 'nosniff')
    equal(answer.headers.get('cache-control'), 'no-store')
  })

  test('a desk behind https gives cookies only over https', async () => {
    const safe = await serveDesk({
      ...{ modules: [teamModule], rooms: ['team', 'brand'], config: { publicUrl: 'https://desk.example' } },
    })
    try {
      const { cookie } = await safe.owner()
      match(cookie ?? '', /^__Secure-/)
      const setup = await fetch(new URL('/api/setup', safe.address))
      match(setup.headers.get('strict-transport-security') ?? '', /max-age/)
    } finally {
      await safe.close()
    }
  })

  test('a database that went away is told as such, and work goes on when it is back', async () => {
    const { pool } = desk.world
    const kill = () =>
      pool.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      )
    const asked = Array.from({ length: 8 }, () => desk.ask('GET', '/api/brands', { as: owner }))
    await kill()
    for (const { status } of await Promise.all(asked)) ok([200, 503].includes(status))
    equal((await desk.ask('GET', '/api/brands', { as: owner })).status, 200)
  })
})
