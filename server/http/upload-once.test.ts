import { deepEqual, equal, ok } from 'node:assert/strict'
import { once } from 'node:events'
import { type ClientRequest, request as send } from 'node:http'
import { after, before, suite, test } from 'node:test'
import { until } from '../../kernel/testing.ts'
import { loadNetworks } from '../../networks/registry.ts'
import { loadModules } from '../load-modules.ts'
import { type Person, type ServedDesk, serveDesk } from './testing.ts'
import { oneFile } from './testing-brand.ts'

type Told = { id: string; error: { code: string } }

suite('An upload or a client’s write that carries an Idempotency-Key', () => {
  let desk: ServedDesk
  let owner: Person
  let under: string
  before(async () => {
    desk = await serveDesk({ modules: await loadModules(), networks: (await loadNetworks()).all })
    owner = await desk.owner()
    under = `/api/brands/${await desk.brand('Ours')}`
  })
  after(() => desk.close())

  const count = async (table: string) => (await desk.world.pool.query(`select 1 from ${table}`)).rows.length
  const rows = 'date;time;text\n2027-02-03;10:00;Hello\n'
  const importPlan = (key: string, path = `${under}/imports`, text = rows) => {
    const form = new FormData()
    form.append('file', new Blob([text], { type: 'text/csv' }), 'plan.csv')
    return desk.ask<Told>('POST', path, { as: owner, body: form, headers: { 'idempotency-key': key } })
  }

  test('a plan sent twice is one import, with one answer', async () => {
    const [first, second] = [await importPlan('plan'), await importPlan('plan')]
    deepEqual([first.status, second.status], [201, 201])
    deepEqual(second.body, first.body)
    equal(second.headers.get('idempotent-replayed'), 'true')
    deepEqual([await count('plan_import'), await count('key_in_hand')], [1, 0])
  })

  test('two at once are one: the later is asked to wait', async () => {
    const before = await count('plan_import')
    const answers = await Promise.all(Array.from({ length: 5 }, () => importPlan('at-once')))
    const made = answers.filter((one) => one.status === 201)
    ok(made.length >= 1, JSON.stringify(answers.map((one) => one.body)))
    equal(new Set(made.map((one) => one.body.id)).size, 1)
    for (const one of answers) ok(one.status === 201 || one.body.error.code === 'request.inFlight')
    equal(await count('plan_import'), before + 1)
  })

  test('the same key at another address is refused, and takes nothing', async () => {
    const media = await count('media')
    const body = oneFile()
    const asked = { as: owner, body, headers: { 'idempotency-key': 'plan' } }
    equal((await desk.ask<Told>('POST', `${under}/media`, asked)).body.error.code, 'request.keyReused')
    equal(await count('media'), media)
  })

  test('what was refused may be sent right under the same key', async () => {
    equal((await importPlan('again', `${under}/imports`, '\u0000')).status, 422)
    equal((await importPlan('again')).status, 201)
  })

  const [head, tail] = [
    `--cut\r\nContent-Disposition: form-data; name="file"; filename="plan.csv"\r\n\r\n${rows}`,
    '\r\n--cut--\r\n',
  ]
  const halfSent = async (key: string): Promise<ClientRequest> => {
    const headers = { 'content-type': 'multipart/form-data; boundary=cut', cookie: owner.cookie ?? '' }
    const sending = send(new URL(`${under}/imports`, desk.address), {
      ...{ method: 'POST', headers: { ...headers, 'idempotency-key': key } },
    })
    sending.write(head)
    await until(async () => (await count('key_in_hand')) === 1)
    return sending
  }

  test('while its first half is on the way the same key is asked to wait, and afterwards gets its answer', async () => {
    const before = await count('plan_import')
    const sending = await halfSent('slow')
    const meanwhile = await importPlan('slow')
    deepEqual([meanwhile.status, meanwhile.body.error.code], [409, 'request.inFlight'])
    equal(meanwhile.headers.get('retry-after'), '1')
    const answered = once(sending, 'response')
    sending.end(tail)
    const [answer] = await answered
    const told: Buffer[] = await answer.toArray()
    deepEqual((await importPlan('slow')).body, JSON.parse(Buffer.concat(told).toString()))
    equal(await count('plan_import'), before + 1)
  })

  test('one that broke off leaves its key free', async () => {
    const sending = await halfSent('broken')
    const gone = once(sending, 'error')
    sending.destroy()
    await gone.catch(() => undefined)
    await until(async () => (await count('key_in_hand')) === 0)
    equal((await importPlan('broken')).status, 201)
  })

  test('one whose process was killed is free again as soon as nobody keeps it fresh', async () => {
    const hold = (until: string) =>
      desk.world.pool.query(
        `insert into key_in_hand (caller, key, holder, held_until) values ($1, 'killed', 'a dead process', ${until})
         on conflict (caller, key) do update set held_until = excluded.held_until`,
        [owner.me.id],
      )
    await hold(`clock_timestamp() + interval '20 seconds'`)
    equal((await importPlan('killed')).status, 409)
    await hold(`clock_timestamp() - interval '1 second'`)
    equal((await importPlan('killed')).status, 201)
  })

  test('a client’s double click decides once, and both clicks hear the same', async () => {
    const post = { body: { parts: [{ text: 'For the client', media: [] }] } }
    const made = await desk.ask<Told>('POST', `${under}/posts`, { as: owner, body: post })
    const asked = { as: owner, body: { postIds: [made.body.id], name: 'Client' } }
    const { link } = (await desk.ask<{ link: string }>('POST', `${under}/approval-links`, asked)).body
    const token = link.split('/').at(-1)
    const path = `/api/shared/${token}/posts/${made.body.id}/decide`
    const body = { decision: 'sent-back', comment: 'Warmer, please', name: 'Clara', version: 1 }
    await desk.world.pool.query(`update post set stage = 'in-review' where id = $1`, [made.body.id])
    const click = () => desk.ask<Told>('POST', path, { body, headers: { 'idempotency-key': 'click' } })
    const first = await click()
    equal(first.status, 200, JSON.stringify(first.body))
    await desk.world.pool.query(`update post set stage = 'in-review' where id = $1`, [made.body.id])
    const second = await click()
    deepEqual(second.body, first.body)
    equal(second.headers.get('idempotent-replayed'), 'true')
    const said = await desk.world.pool.query('select 1 from approval_line where post_id = $1', [made.body.id])
    equal(said.rows.length, 1)
    const kept = await desk.world.pool.query('select * from kept_answer')
    ok(!JSON.stringify(kept.rows).includes(String(token)))
  })

  test('an invitation accepted under a key signs the person in, and is used up', async () => {
    const invitation = { as: owner, body: { brandRoles: { [under.split('/').at(-1) ?? '']: 'viewer' } } }
    const { link } = (await desk.ask<{ link: string }>('POST', '/api/invitations', invitation)).body
    const path = `/api/invited/${link.split('/').at(-1)}`
    const body = {
      name: 'Nia',
      email: 'nia@desk.example',
      password: 'a long enough password',
      locale: 'en',
      zone: 'UTC',
    }
    const accept = () => desk.ask<Told>('POST', path, { body, headers: { 'idempotency-key': 'accept' } })
    const first = await accept()
    equal(first.status, 201, JSON.stringify(first.body))
    ok(first.cookie)
    equal((await accept()).status, 404)
  })

  test('a password changed twice under one key is changed once, and the session goes on', async () => {
    const person = await desk.person('Pia', { [under.split('/').at(-1) ?? '']: 'viewer' })
    const change = (as: Person) =>
      desk.ask('POST', '/api/me/password', {
        ...{ as, body: { current: 'a long enough password', next: 'another long password' } },
        headers: { 'idempotency-key': 'password' },
      })
    const first = await change(person)
    equal(first.status, 204)
    const now = { ...person, cookie: first.cookie }
    equal((await change(now)).cookie, first.cookie)
    equal((await desk.ask('GET', '/api/me', { as: now })).status, 200)
  })
})
