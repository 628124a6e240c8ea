import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { createECDH, randomBytes } from 'node:crypto'
import { after, before, suite, test } from 'node:test'
import { inTransaction } from '../../kernel/db/connect.ts'
import { isSigned, keyOf } from '../../networks/signed-webhook/signature.ts'
import type { Person } from '../../server/http/testing.ts'
import { deliverAlert, tellHeld } from './deliver-alerts.ts'
import { mailDigests } from './mail-digest.ts'
import type { Pushed } from './push.ts'
import { raiseAlert } from './raise-alert.ts'
import { type AnsweringDesk, openAnsweringDesk } from './testing-answering.ts'
import { readAsBrowser, readVapid } from './testing-push.ts'

suite('Alerts, over the API', () => {
  let here: AnsweringDesk
  let desk: AnsweringDesk['desk']
  let owner: AnsweringDesk['owner']
  let brandId: string
  before(async () => {
    here = await openAnsweringDesk()
    ;({ desk, owner, brandId } = here)
  })
  after(() => here.close())
  const ask: AnsweringDesk['ask'] = (...asked) => here.ask(...asked)
  const hear: AnsweringDesk['hear'] = (...said) => here.hear(...said)
  let said = 0

  const deliverAll = async () => {
    const { rows } = await desk.world.pool.query<{ id: string }>(
      `select id from alert_delivery where state = 'waiting'`,
    )
    for (const { id } of rows) await deliverAlert(desk.world, { deliveryId: id })
  }
  const raise = (event: 'new' | 'late' | 'crisis', id: string) =>
    inTransaction(desk.world.db, (tx) =>
      raiseAlert(desk.world, tx, { event, brandId, conversationId: id, origin: `${event} ${id} ${said++}` }),
    )

  test('alerts go to the team’s chat by a bot, and to an address as signed events', async () => {
    const who = await here.lab.openAccount('telegram', { name: 'Team', handle: 'team_alerts' })
    const chat = { network: 'telegram', name: 'Team chat', events: ['late'], fields: who.fields }
    const made = await ask<{ sentAt: string | null }>('POST', '/alert-channels', chat)
    equal(made.status, 201, JSON.stringify(made.body))
    ok(made.body.sentAt)
    ok(!JSON.stringify(made.body).includes(who.fields.token ?? '-'))
    const wrong = await ask('POST', '/alert-channels', { ...chat, fields: { ...who.fields, token: 'nonsense' } })
    equal(wrong.status, 422, JSON.stringify(wrong.body))
    const secret = `whsec_${randomBytes(32).toString('base64')}`
    const hook = { url: `${here.ear.origin}/alerts`, secret }
    const webhook = await ask('POST', '/alert-channels', {
      network: 'signed-webhook',
      name: 'Pager',
      events: ['late'],
      fields: hook,
    })
    equal(webhook.status, 201, JSON.stringify(webhook.body))
    await raise('late', await hear('Late', 'Still there?'))
    await deliverAll()
    const last = here.ear.heard.at(-1)
    if (!last) throw new Error('nothing was delivered')
    const { headers, body } = last
    const told = JSON.parse(body.toString()) as { type: string; data: { event: string; text: string; link: string } }
    deepEqual([told.type, told.data.event], ['desk.alert', 'late'])
    ok(told.data.text.includes('Still there?') && told.data.link.includes(`/inbox/${brandId}/`))
    const seconds = Number(headers['webhook-timestamp'])
    ok(
      isSigned(
        keyOf(secret),
        String(headers['webhook-id']),
        seconds,
        body.toString(),
        String(headers['webhook-signature']),
      ),
    )
    const states = await desk.world.pool.query<{ state: string }>(
      'select state from alert_delivery where channel_id is not null',
    )
    deepEqual(
      states.rows.map((one) => one.state),
      ['sent', 'sent'],
    )
  })

  test('a channel that does not answer is told as broken, and the alert is tried again', async () => {
    here.ear.answer.status = 503
    await raise('late', await hear('Later', 'Hello?'))
    await deliverAll().then(
      () => ok(false, 'nothing failed'),
      () => {},
    )
    here.ear.answer.status = 201
    const { items } = (await ask<{ items: { name: string; failure: string | null }[] }>('GET', '/alert-channels')).body
    ok(items.find((one) => one.name === 'Pager')?.failure)
    await deliverAll()
    const after = (await ask<{ items: { name: string; failure: string | null }[] }>('GET', '/alert-channels')).body
      .items
    equal(after.find((one) => one.name === 'Pager')?.failure, null)
  })

  test('a browser that was allowed is pushed to in words only it can read, and one that is gone is forgotten', async () => {
    const browser = createECDH('prime256v1')
    browser.generateKeys()
    const auth = randomBytes(16)
    const keys = { p256dh: browser.getPublicKey('base64url'), auth: auth.toString('base64url') }
    const plain = await desk.ask('POST', '/api/push', {
      as: owner,
      body: { endpoint: `${here.ear.origin}/push`, keys },
    })
    equal(plain.status, 422)
    const endpoint = 'https://push.example/owner'
    equal((await desk.ask('POST', '/api/push', { as: owner, body: { endpoint, keys } })).status, 200)
    await desk.world.db
      .updateTable('pushSubscription')
      .set({ endpoint: `${here.ear.origin}/push` })
      .execute()
    desk.world.clock.moveBy(3600_000)
    await raise('crisis', await hear('Crisis', 'Everything burns'))
    await deliverAll()
    const pushed = here.ear.heard.findLast((one) => one.url === '/push')
    equal(pushed?.headers['content-encoding'], 'aes128gcm')
    ok(pushed && !pushed.body.includes('burns'))
    const { title, text, href } = JSON.parse(readAsBrowser(pushed.body, browser, auth)) as Pushed
    match(`${title} ${text}`, /Everything burns/)
    match(href, /^\/inbox\//)
    const { key, claims } = readVapid(String(pushed.headers.authorization))
    equal(claims.aud, here.ear.origin)
    match(claims.sub, /^(https:|mailto:)/)
    ok(claims.exp * 1_000 < Date.now() + 24 * 3_600_000)
    here.ear.answer.status = 410
    await raise('crisis', await hear('Crisis 2', 'Everything burns again'))
    await deliverAll()
    here.ear.answer.status = 201
    const state = await desk.ask<{ subscriptions: unknown[]; publicKey: string }>('GET', '/api/push', { as: owner })
    deepEqual(state.body.subscriptions, [])
    const { rows } = await desk.world.pool.query<{ private_key: string }>('select private_key from push_identity')
    ok(rows[0]?.private_key.startsWith('r1.'))
    equal(state.body.publicKey, key)
  })

  test('of many at once a person hears a few, and of the rest once, together', async () => {
    const { world } = desk
    world.clock.moveBy(3600_000)
    for (let n = 0; n < 9; n++) await raise('late', await hear(`Storm ${n}`, `Drop ${n}`))
    const of = async () => {
      const { rows } = await world.pool.query<{ state: string; held: number }>(
        `select state, held from alert_delivery where user_id = $1 and at > $2 order by id`,
        [owner.me.id, new Date(world.clock.now().getTime() - 20 * 60_000)],
      )
      return rows.map(({ state, held }) => (held ? `${state} for ${held} more` : state))
    }
    deepEqual(await of(), [...Array(5).fill('waiting'), ...Array(4).fill('held')])
    await tellHeld(world)
    deepEqual((await of()).slice(5), Array(4).fill('held'))
    world.clock.moveBy(6 * 60_000)
    await tellHeld(world)
    await tellHeld(world)
    deepEqual((await of()).slice(5), ['dropped', 'dropped', 'dropped', 'waiting for 3 more'])
  })

  test('who is on duty hears of it, others do not; in quiet hours it waits for the digest', async () => {
    const ada = await desk.person('Ada Author', { [brandId]: 'author' })
    const ben = await desk.person('Ben Author', { [brandId]: 'author' })
    const now = desk.world.clock.now()
    const turn = (userId: string) => ({
      userId,
      from: new Date(now.getTime() - 3600_000).toISOString(),
      to: new Date(now.getTime() + 7200_000).toISOString(),
    })
    equal((await ask('POST', '/duty/turns', turn(ada.me.id))).status, 201)
    equal((await ask('POST', '/duty/turns', turn('nobody'))).body.error.fields[0]?.code, 'support.notOfBrand')
    const quiet = { from: '00:00', to: '23:59', zone: 'Europe/Sofia' }
    const choices = { choices: { late: ['desk', 'sound', 'mail'] }, quiet: null, digestMinutes: 15 }
    equal((await ask('PUT', '/alert-choices', choices, ada)).status, 200)
    await raise('late', await hear('Quiet', 'Anybody?'))
    type Fresh = { items: { loud: boolean; text: string }[] }
    const fresh = async (as: Person) => (await desk.ask<Fresh>('GET', '/api/alerts/fresh', { as })).body.items
    deepEqual(
      (await fresh(ada)).map((one) => one.loud),
      [true],
    )
    deepEqual(await fresh(ben), [])
    await ask('PUT', '/alert-choices', { ...choices, quiet }, ada)
    desk.world.clock.moveBy(61_000)
    await raise('late', await hear('Quieter', 'Anybody there?'))
    deepEqual(
      (await fresh(ada)).map((one) => one.loud),
      [false],
    )
    await ask('PUT', '/alert-choices', choices, ada)
    desk.world.clock.moveBy(16 * 60_000)
    await mailDigests(desk.world)
    await mailDigests(desk.world)
    const digests = desk.world.mails.filter((one) => one.to === ada.me.email)
    equal(digests.length, 1)
    ok(digests[0]?.text.includes('Anybody?') && digests[0].text.includes('Anybody there?'))
  })
})
