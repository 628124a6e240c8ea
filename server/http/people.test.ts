import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { module as brandModule } from '../../modules/brand/index.ts'
import { module as teamModule } from '../../modules/team/index.ts'
import { type Person, password, type ServedDesk, serveDesk } from './testing.ts'

type Told = { error: { code: string; message: string; fields: { path: string; code: string; message: string }[] } }
const modules = [teamModule, brandModule]
const rooms = ['team', 'brand']

suite('People of a desk', () => {
  let desk: ServedDesk
  let owner: Person
  let coffee: string
  let tea: string
  before(async () => {
    desk = await serveDesk({ modules, rooms })
  })
  after(() => desk.close())

  const visitor = (name: string) => ({
    ...{ name, email: `${name}@first.example`, password, workspaceName: 'First', locale: 'en', zone: 'Europe/Sofia' },
  })

  test('of two first visitors at once, one becomes the owner', async () => {
    deepEqual((await desk.ask('GET', '/api/setup')).body.needsOwner, true)
    const both = await Promise.all(
      ['ann', 'bob'].map((name) => desk.ask('POST', '/api/setup', { body: visitor(name) })),
    )
    deepEqual(both.map((one) => one.status).sort(), [201, 409])
    const { members } = await counts(desk)
    equal(members, 1)
    await forgetEverybody(desk)
    owner = await desk.owner()
    coffee = await desk.brand('Coffee')
    tea = await desk.brand('Tea')
  })

  test('a wrong password is refused without saying whether the person exists', async () => {
    const tries = ['olga@desk.example', 'nobody@desk.example'].map((email) =>
      desk.ask<Told>('POST', '/api/session', { body: { email, password: 'wrong password' } }),
    )
    const [known, unknown] = await Promise.all(tries)
    equal(known?.status, 401)
    deepEqual(known?.body, unknown?.body)
  })

  test('a session can be ended by signing out, and by its owner elsewhere', async () => {
    const body = { email: 'olga@desk.example', password }
    const [one, two] = await Promise.all([1, 2].map(() => desk.ask('POST', '/api/session', { body })))
    const first = { ...owner, cookie: one?.cookie }
    const second = { ...owner, cookie: two?.cookie }
    equal((await desk.ask('DELETE', '/api/session', { as: first })).status, 204)
    equal((await desk.ask('GET', '/api/me', { as: first })).status, 401)
    const { body: told } = await desk.ask<{ items: { id: string; current: boolean }[] }>('GET', '/api/me/sessions', {
      as: second,
    })
    const current = told.items.find((session) => session.current)
    equal((await desk.ask('DELETE', `/api/me/sessions/${current?.id}`, { as: owner })).status, 204)
    equal((await desk.ask('GET', '/api/me', { as: second })).status, 401)
  })

  test('a new password ends the other sessions and renews this one', async () => {
    const ina = await desk.person('Ina', { [coffee]: 'author' })
    const body = { email: 'ina@desk.example', password }
    const elsewhere = { ...ina, cookie: (await desk.ask('POST', '/api/session', { body })).cookie }
    const wrong = await desk.ask<Told>('POST', '/api/me/password', {
      as: ina,
      body: { current: 'not this one', next: 'another password' },
    })
    equal(wrong.body.error.fields[0]?.path, 'current')
    const change = { current: password, next: 'another password' }
    const changed = await desk.ask('POST', '/api/me/password', { as: ina, body: change })
    equal(changed.status, 204)
    equal((await desk.ask('GET', '/api/me', { as: elsewhere })).status, 401)
    equal((await desk.ask('GET', '/api/me', { as: { ...ina, cookie: changed.cookie } })).status, 200)
  })

  test('the eleventh attempt on an account within a quarter of an hour is not even tried', async () => {
    const body = { email: 'hunted@desk.example', password: 'a guess' }
    for (let attempt = 0; attempt < 10; attempt++) equal((await desk.ask('POST', '/api/session', { body })).status, 401)
    const refused = await desk.ask<Told>('POST', '/api/session', { body, locale: 'uk' })
    equal(refused.status, 429)
    ok(Number(refused.headers.get('retry-after')) > 60)
    match(refused.body.error.message, /Забагато спроб/)
    desk.world.clock.moveBy(16 * 60_000)
    equal((await desk.ask('POST', '/api/session', { body })).status, 401)
  })

  test('an invitation makes one member with the roles promised, once', async () => {
    const body = { brandRoles: { [tea]: 'editor' }, email: 'vera@desk.example', locale: 'bg' }
    const made = await desk.ask<{ link: string }>('POST', '/api/invitations', { as: owner, body })
    const mail = desk.world.mails.at(-1)
    equal(mail?.to, 'vera@desk.example')
    match(mail?.text ?? '', new RegExp(made.body.link))
    match(mail?.subject ?? '', /ви кани/)
    const path = `/api/invited/${made.body.link.split('/').at(-1)}`
    equal((await desk.ask('GET', path)).body.workspaceName, 'Desk')
    const vera = { name: 'Vera', email: 'vera@desk.example', password, locale: 'bg', zone: 'Europe/Sofia' }
    const other = await desk.ask<Told>('POST', path, { body: { ...vera, email: 'other@desk.example' } })
    equal(other.body.error.fields[0]?.code, 'team.invitedOther')
    const both = await Promise.all([1, 2].map(() => desk.ask<Person['me']>('POST', path, { body: vera })))
    deepEqual(both.map((one) => one.status).sort(), [201, 404])
    const accepted = both.find((one) => one.status === 201)
    deepEqual(
      accepted?.body.brands.map(({ name, role }) => ({ name, role })),
      [{ name: 'Tea', role: 'editor' }],
    )
    const stored = await desk.world.db.selectFrom('invitation').select('tokenHash').execute()
    ok(stored.every((row) => !made.body.link.includes(row.tokenHash)))
  })

  test('a link that is a week old or was withdrawn is of no use', async () => {
    const invite = async () =>
      (
        await desk.ask<{ id: string; link: string }>('POST', '/api/invitations', {
          as: owner,
          body: { brandRoles: { [tea]: 'viewer' } },
        })
      ).body
    const withdrawn = await invite()
    equal((await desk.ask('DELETE', `/api/invitations/${withdrawn.id}`, { as: owner })).status, 204)
    const old = await invite()
    desk.world.clock.moveBy(7 * 24 * 3600_000 + 1000)
    for (const { link } of [withdrawn, old])
      equal((await desk.ask('GET', `/api/invited/${link.split('/').at(-1)}`)).status, 404)
  })

  test('who was removed, or owns nothing any more, cannot come back or bring others by a link made before', async () => {
    const second = await desk.person('Returner', { [tea]: 'owner' })
    await desk.ask('PATCH', `/api/members/${second.me.id}`, { as: owner, body: { role: 'owner' } })
    const invite = async (body: object) =>
      (await desk.ask<{ link: string }>('POST', '/api/invitations', { as: second, body })).body.link.split('/').at(-1)
    const asOwner = await invite({ role: 'owner', brandRoles: {} })
    const toCoffee = await invite({ brandRoles: { [coffee]: 'manager' } })
    const toTea = await invite({ brandRoles: { [tea]: 'manager', [coffee]: 'owner' } })
    await desk.ask('PATCH', `/api/members/${second.me.id}`, { as: owner, body: { role: 'member' } })
    const joiner = (name: string) => ({
      ...{ name, email: `${name}@desk.example`, password, locale: 'en' },
      zone: 'UTC',
    })
    const join = (token: string | undefined, name: string) =>
      desk.ask<Person['me']>('POST', `/api/invited/${token}`, { body: joiner(name) })
    equal((await join(asOwner, 'sly')).status, 404)
    equal((await join(toCoffee, 'sly')).status, 404)
    const joined = await join(toTea, 'friend')
    deepEqual(
      joined.body.brands.map(({ name, role }) => `${name} ${role}`),
      ['Tea manager'],
    )
    const last = await invite({ brandRoles: { [tea]: 'owner' } })
    equal((await desk.ask('DELETE', `/api/members/${second.me.id}`, { as: owner })).status, 204)
    equal((await join(last, 'sly')).status, 404)
  })

  test('an owner of one brand gives roles there and nowhere else', async () => {
    const chief = await desk.person('Chief', { [tea]: 'owner' })
    const writer = await desk.person('Writer', { [coffee]: 'author' })
    const path = `/api/members/${writer.me.id}`
    const foreign = await desk.ask<Told>('PATCH', path, { as: chief, body: { brandRoles: { [coffee]: 'viewer' } } })
    equal(foreign.body.error.fields[0]?.code, 'team.noSuchBrand')
    equal((await desk.ask('PATCH', path, { as: chief, body: { role: 'owner' } })).status, 403)
    equal((await desk.ask('PATCH', path, { as: chief, body: { brandRoles: { [tea]: 'viewer' } } })).status, 200)
    const { body } = await desk.ask<Person['me']>('GET', '/api/me', { as: writer })
    deepEqual(body.brands.map(({ name, role }) => `${name} ${role}`).sort(), ['Coffee author', 'Tea viewer'])
  })

  test('the audit trail tells an owner of a brand what was done there, and nobody else’s doings', async () => {
    const chief = await desk.person('Keeper', { [tea]: 'owner' })
    await desk.ask('PATCH', `/api/brands/${tea}`, { as: chief, body: { color: '#123456' } })
    await desk.ask('PATCH', `/api/brands/${coffee}`, { as: owner, body: { color: '#654321' } })
    type Acts = { items: { name: string; by: string; brandId: string }[]; next: string | null }
    const seen = (await desk.ask<Acts>('GET', '/api/acts', { as: chief })).body.items
    ok(seen.every((act) => act.brandId === tea))
    deepEqual([seen[0]?.name, seen[0]?.by], ['brand.changed', 'Keeper'])
    const first = (await desk.ask<Acts>('GET', '/api/acts?limit=1', { as: owner })).body
    const second = (await desk.ask<Acts>('GET', `/api/acts?limit=1&after=${first.next}`, { as: owner })).body
    deepEqual([first.items[0]?.brandId, second.items[0]?.brandId], [coffee, tea])
    const ofTea = (await desk.ask<Acts>('GET', `/api/acts?brand=${tea}`, { as: owner })).body.items
    const byChief = (await desk.ask<Acts>('GET', `/api/acts?person=${chief.me.id}`, { as: owner })).body.items
    ok(ofTea.length > 0 && ofTea.every((act) => act.brandId === tea))
    deepEqual([...new Set(byChief.map((act) => act.by))], ['Keeper'])
    deepEqual((await desk.ask<Acts>('GET', `/api/acts?brand=${coffee}`, { as: chief })).body.items, [])
  })

  test('the last owner can be neither demoted nor removed, even when two owners do it to each other at once', async () => {
    const path = `/api/members/${owner.me.id}`
    for (const method of ['PATCH', 'DELETE']) {
      const refused = await desk.ask<Told>(method, path, {
        as: owner,
        body: method === 'PATCH' ? { role: 'member' } : undefined,
      })
      equal(refused.body.error.code, 'team.lastOwner')
    }
    const second = await desk.person('Second', { [tea]: 'viewer' })
    await desk.ask('PATCH', `/api/members/${second.me.id}`, { as: owner, body: { role: 'owner' } })
    const both = await Promise.all([
      desk.ask('PATCH', `/api/members/${second.me.id}`, { as: owner, body: { role: 'member' } }),
      desk.ask('PATCH', path, { as: second, body: { role: 'member' } }),
    ])
    ok(both.some((one) => one.status === 200))
    equal((await counts(desk)).owners, 1)
    await desk.world.db.updateTable('member').set({ role: 'owner' }).where('userId', '=', owner.me.id).execute()
  })

  test('who left comes back as the same person by an invitation to their address; nobody else does by an open one', async () => {
    const zoe = await desk.person('Zoe', { [tea]: 'viewer' })
    equal((await desk.ask('DELETE', `/api/members/${zoe.me.id}`, { as: owner })).status, 204)
    const join = async (invited: object) => {
      const body = { brandRoles: { [tea]: 'viewer' }, ...invited }
      const { link } = (await desk.ask<{ link: string }>('POST', '/api/invitations', { as: owner, body })).body
      const who = { name: 'Zoe', email: 'zoe@desk.example', password, locale: 'en', zone: 'UTC' }
      return desk.ask<Told & Person['me']>('POST', `/api/invited/${link.split('/').at(-1)}`, { body: who })
    }
    equal((await join({})).body.error.fields[0]?.code, 'team.emailOfFormer')
    equal((await join({ email: 'zoe@desk.example' })).body.id, zoe.me.id)
  })

  test('who is removed is signed out at once, and their keys end', async () => {
    const left = await desk.person('Left', { [tea]: 'manager' })
    const key = await desk.ask<{ key: string }>('POST', '/api/api-keys', { as: left, body: { name: 'robot' } })
    const robot = { key: key.body.key, me: left.me }
    equal((await desk.ask('GET', `/api/brands/${tea}`, { as: robot })).status, 200)
    equal((await desk.ask('DELETE', `/api/members/${left.me.id}`, { as: owner })).status, 204)
    for (const as of [left, robot]) equal((await desk.ask('GET', '/api/me', { as })).status, 401)
  })

  test('an API key is kept only as a hash, acts as its maker, and ends when it should', async () => {
    const body = { name: 'nightly', expiresInDays: 2 }
    const made = await desk.ask<{ id: string; key: string; start: string }>('POST', '/api/api-keys', {
      as: owner,
      body,
    })
    const robot = { key: made.body.key, me: owner.me }
    equal((await desk.ask<Person['me']>('GET', '/api/me', { as: robot })).body.email, 'olga@desk.example')
    const [row] = await desk.world.db.selectFrom('apiKey').selectAll().where('id', '=', made.body.id).execute()
    ok(!JSON.stringify(row).includes(made.body.key.slice(12)))
    notEqual(row?.lastUsedAt, null)
    equal((await desk.ask('POST', '/api/api-keys', { as: robot, body: { name: 'child' } })).status, 403)
    desk.world.clock.moveBy(2 * 24 * 3600_000 + 1000)
    equal((await desk.ask<Told>('GET', '/api/me', { as: robot })).body.error.code, 'request.badKey')
  })

  test('a forgotten password is set anew by mail, once, and every session ends', async () => {
    const mila = await desk.person('Mila', { [tea]: 'viewer' })
    const asked = await desk.ask('POST', '/api/password/forgotten', { body: { email: 'mila@desk.example' } })
    const unknown = await desk.ask('POST', '/api/password/forgotten', { body: { email: 'noone@desk.example' } })
    deepEqual([asked.status, unknown.status], [202, 202])
    const token = new URL(/https?:\S+/.exec(desk.world.mails.at(-1)?.text ?? '')?.[0] ?? '').searchParams.get('token')
    const body = { token, password: 'a password of spring' }
    equal((await desk.ask('POST', '/api/password/reset', { body })).status, 204)
    equal((await desk.ask<Told>('POST', '/api/password/reset', { body })).body.error.code, 'team.resetGone')
    equal((await desk.ask('GET', '/api/me', { as: mila })).status, 401)
    const again = { email: 'mila@desk.example', password: 'a password of spring' }
    equal((await desk.ask('POST', '/api/session', { body: again })).status, 200)
  })
})

async function counts(desk: ServedDesk): Promise<{ members: number; owners: number }> {
  const rows = await desk.world.db.selectFrom('member').select('role').execute()
  return { members: rows.length, owners: rows.filter((row) => row.role === 'owner').length }
}

async function forgetEverybody(desk: ServedDesk): Promise<void> {
  await desk.world.db.deleteFrom('workspace').execute()
  await desk.world.db.deleteFrom('deskUser').execute()
}
