import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import { createECDH, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, suite, test } from 'node:test'
import { inTransaction } from '../../kernel/db/connect.ts'
import { findLabNetworks } from '../../networks/lab/discover.ts'
import { type Lab, startLab } from '../../networks/lab/lab.ts'
import { loadNetworks } from '../../networks/registry.ts'
import { isSigned, keyOf } from '../../networks/signed-webhook/signature.ts'
import { type Person, type ServedDesk, serveDesk } from '../../server/http/testing.ts'
import { loadModules } from '../../server/load-modules.ts'
import { givenAccount } from '../brand/testing-desk.ts'
import { keepHeard } from '../inbox/keep.ts'
import { deliverAlert } from './deliver-alerts.ts'
import { remindExperts } from './forwards.ts'
import { mailDigests } from './mail-digest.ts'
import { raiseAlert } from './raise-alert.ts'

type Problem = { error: { code: string; fields: { path: string; code: string }[] } }
type Received = { headers: IncomingMessage['headers']; body: Buffer; url: string }

/** Whatever is posted here is kept. */
async function openEar(): Promise<{ origin: string; heard: Received[]; answer: { status: number }; server: Server }> {
  const heard: Received[] = []
  const answer = { status: 201 }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      heard.push({ headers: request.headers, body: Buffer.concat(parts), url: request.url ?? '' })
      response.writeHead(answer.status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard, answer, server }
}

suite('Working together over the API', () => {
  let desk: ServedDesk
  let lab: Lab
  let ear: Awaited<ReturnType<typeof openEar>>
  let owner: Person
  let brandId: string
  let accountId: string
  let conversationId: string
  before(async () => {
    lab = await startLab({ networks: await findLabNetworks(), people: 'quiet' })
    ear = await openEar()
    desk = await serveDesk({
      ...{ modules: await loadModules(), networks: (await loadNetworks()).all, practice: lab },
      ...{ config: { practice: true }, allowOrigins: () => [lab.origin, ear.origin] },
    })
    owner = await desk.owner()
    brandId = await desk.brand('North')
    accountId = await givenAccount(desk.world, brandId, { network: 'mastodon' })
    conversationId = await hear('Ivana Petrova', 'How do I return my shoes?')
  })
  after(async () => {
    await desk.close()
    await lab.close()
    ear.server.close()
  })

  const under = (path: string) => `/api/brands/${brandId}${path}`
  const ask = <T>(method: string, path: string, body?: unknown, as = owner) =>
    desk.ask<T & Problem>(method, under(path), { as, body })
  let said = 0
  const hear = async (name: string, text: string): Promise<string> => {
    const { world } = desk
    const at = world.clock.now()
    const author = { id: name, handle: `@${name}`, name }
    const what = { id: `m${said++}`, kind: 'message' as const, at, author, text, under: { id: name }, media: [] }
    await inTransaction(world.db, (tx) => keepHeard(tx, [{ accountId, brandId, what }], at))
    const row = await world.db
      .selectFrom('interaction')
      .select('conversationId')
      .where('remoteId', '=', what.id)
      .executeTakeFirstOrThrow()
    return row.conversationId ?? ''
  }
  const labelsOn = async (id: string) =>
    (await desk.world.db.selectFrom('conversation').select('labels').where('id', '=', id).executeTakeFirstOrThrow())
      .labels

  test('a saved reply is filled for who is answered, in their language, and counts how often it was used', async () => {
    const texts = {
      en: 'Hi {person.firstName}, {agent.firstName} of {brand.name}',
      bg: 'Здравейте, {person.firstName}',
    }
    const made = await ask<{ id: string }>('POST', '/saved-replies', { name: 'Hello', shortcut: 'hi', texts })
    equal(made.status, 201, JSON.stringify(made.body))
    const fill = (body: object) => ask<{ text: string }>('POST', `/saved-replies/${made.body.id}/fill`, body)
    equal((await fill({ conversationId })).body.text, 'Hi Ivana, Olga of North')
    equal((await fill({ conversationId, language: 'bg' })).body.text, 'Здравейте, Ivana')
    const found = await ask<{ items: { used: number }[] }>('GET', '/saved-replies?q=здрав hello')
    deepEqual(
      found.body.items.map((one) => one.used),
      [2],
    )
    deepEqual((await ask<{ items: [] }>('GET', '/saved-replies?q=shoes')).body.items, [])
    const bad = await ask('POST', '/saved-replies', { name: 'Bad', texts: { en: 'Hi {person.nmae}' } })
    deepEqual(
      bad.body.error.fields.map(({ path, code }) => [path, code]),
      [['texts.en', 'support.unknownVariable']],
    )
    const again = await ask('POST', '/saved-replies', { name: 'Other', shortcut: 'HI', texts: { en: 'x' } })
    deepEqual(
      again.body.error.fields.map(({ path, code }) => [path, code]),
      [['shortcut', 'support.shortcutTaken']],
    )
  })

  test('a macro does all of its acts or none, and undone leaves the conversation as it was', async () => {
    const acts = [
      { do: 'label', add: ['return'], remove: [] },
      { do: 'assign', to: 'me' },
      { do: 'note', text: 'Waits for the parcel' },
      { do: 'state', state: 'done' },
    ]
    const made = await ask<{ id: string }>('POST', '/macros', { name: 'Return', acts })
    equal(made.status, 201, JSON.stringify(made.body))
    const ran = await ask<{ id: string }>('POST', `/macros/${made.body.id}/run`, { conversationId })
    equal(ran.status, 201, JSON.stringify(ran.body))
    deepEqual(await labelsOn(conversationId), ['return'])
    const state = () =>
      desk.world.db
        .selectFrom('conversation')
        .select(['state', 'assigneeId'])
        .where('id', '=', conversationId)
        .executeTakeFirstOrThrow()
    deepEqual(await state(), { state: 'done', assigneeId: owner.me.id })
    const undone = await ask<{ kept: string[] }>('POST', `/macro-runs/${ran.body.id}/undo`)
    deepEqual(undone.body.kept, [])
    deepEqual([await state(), await labelsOn(conversationId)], [{ state: 'open', assigneeId: null }, []])
    equal((await ask('POST', `/macro-runs/${ran.body.id}/undo`)).status, 409)
    const twice = await ask('POST', '/macros', { name: 'Twice', acts: [acts[1], acts[1]] })
    deepEqual(
      twice.body.error.fields.map(({ path, code }) => [path, code]),
      [['acts.1.do', 'support.actTwice']],
    )
  })

  test('a label keeps its conversations under a new name, and two are not called the same', async () => {
    const made = await ask<{ id: string }>('POST', '/labels', { name: 'vip', color: '#336699' })
    const id = await hear('Vip', 'Hi')
    await desk.world.db
      .updateTable('conversation')
      .set({ labels: ['vip', 'other'] })
      .where('id', '=', id)
      .execute()
    equal((await ask('POST', '/labels', { name: 'VIP', color: '#336699' })).status, 422)
    equal((await ask('PATCH', `/labels/${made.body.id}`, { name: 'Very important' })).status, 200)
    deepEqual((await labelsOn(id)).sort(), ['Very important', 'other'])
  })

  test('an article is read by everybody as a plain page in its languages, and nothing on it runs', async () => {
    const version = {
      title: 'Returns & refunds',
      body: 'Within **14 days**.\n<script>alert(1)</script>',
      published: true,
    }
    const made = await ask<{ id: string; url: string }>('POST', '/articles', {
      ...{ slug: 'returns', topic: 'Orders', language: 'en', version },
    })
    equal(made.status, 201, JSON.stringify(made.body))
    const bulgarian = { title: 'Връщане', body: 'До 14 дни.', published: true }
    await ask('PUT', `/articles/${made.body.id}/versions/bg`, bulgarian)
    await ask('PUT', `/articles/${made.body.id}/versions/uk`, { ...bulgarian, title: 'Чернетка', published: false })
    const page = await fetch(new URL(`/help/${brandId}/returns`, desk.address), {
      headers: { 'accept-language': 'bg' },
    })
    const html = await page.text()
    equal(page.headers.get('content-type'), 'text/html; charset=utf-8')
    match(page.headers.get('content-security-policy') ?? '', /^default-src 'none'; style-src 'sha256-[^']+'; base-uri/)
    ok(html.includes('<html lang="bg">') && html.includes('<h1>Връщане</h1>'))
    ok(html.includes('hreflang="en"') && html.includes('rel="canonical"') && !html.includes('Чернетка'))
    const english = await (await fetch(new URL(`/help/${brandId}/returns?lang=en`, desk.address))).text()
    ok(english.includes('Returns &#38; refunds') && !/<script/i.test(english))
    const index = await (await fetch(new URL(`/help/${brandId}`, desk.address))).text()
    ok(index.includes(`href="/help/${brandId}/returns?lang=en"`))
    equal((await fetch(new URL(`/help/${brandId}/nothing`, desk.address))).status, 404)
    type Found = { items: { title: string; text: string; url: string }[] }
    const found = await ask<Found>('GET', '/article-suggestions?q=I want a refund&language=en')
    deepEqual(
      found.body.items.map((one) => one.title),
      ['Returns & refunds'],
    )
    deepEqual((await ask<Found>('GET', '/article-suggestions?q=the weather')).body.items, [])
  })

  test('an expert is asked by mail, answers without an account, once, and who asked is told', async () => {
    const { world } = desk
    const expert = { name: 'Dr. Ilieva', email: 'ilieva@lab.example', topics: ['skin'], language: 'bg' }
    const { id: expertId } = (await ask<{ id: string }>('POST', '/experts', expert)).body
    const path = `/conversations/${conversationId}/forwards`
    const asked = await ask<{ id: string; link: string }>('POST', path, { expertId, question: 'Is it safe?' })
    equal(asked.status, 201, JSON.stringify(asked.body))
    const mail = world.mails.at(-1)
    equal(mail?.to, 'ilieva@lab.example')
    ok(mail?.text.includes(asked.body.link) && mail.text.includes('Is it safe?'))
    const token = asked.body.link.split('/').at(-1)
    equal((await ask('POST', path, { expertId, question: 'Again?' })).body.error.code, 'support.forwardedAlready')
    const own = await ask<{ id: string }>('POST', '/experts', { ...expert, name: 'Me', email: 'OLGA@desk.example' })
    const circle = await ask('POST', path, { expertId: own.body.id, question: 'Me?' })
    deepEqual(
      circle.body.error.fields.map(({ path, code }) => [path, code]),
      [['expertId', 'support.forwardCircle']],
    )
    world.clock.moveBy(25 * 3600_000)
    await remindExperts(world)
    await remindExperts(world)
    equal(world.mails.filter((one) => one.to === 'ilieva@lab.example').length, 2)
    type Seen = { question: string; lines: { text: string }[]; answer: string | null }
    const seen = await desk.ask<Seen>('GET', `/api/asked/${token}`)
    deepEqual([seen.body.question, seen.body.lines[0]?.text], ['Is it safe?', 'How do I return my shoes?'])
    const answered = await desk.ask<Seen>('POST', `/api/asked/${token}`, { body: { text: 'Yes, it is.' } })
    equal(answered.body.answer, 'Yes, it is.')
    equal((await desk.ask('POST', `/api/asked/${token}`, { body: { text: 'No.' } })).status, 409)
    equal((await desk.ask('GET', `/api/asked/${token}x`)).status, 404)
    const notes = await world.db
      .selectFrom('conversationNote')
      .select('text')
      .where('conversationId', '=', conversationId)
      .execute()
    ok(notes.some((one) => one.text === 'Dr. Ilieva answers: Yes, it is.'))
    const notices = await desk.ask<{ items: { kind: string }[] }>('GET', '/api/notices', { as: owner })
    ok(notices.body.items.some((one) => one.kind === 'support.expert-answered'))
  })

  test('a link to an expert that was withdrawn leads nowhere', async () => {
    const { items } = (await ask<{ items: { id: string }[] }>('GET', '/experts')).body
    const path = `/conversations/${conversationId}/forwards`
    const asked = await ask<{ id: string; link: string }>('POST', path, {
      expertId: items[0]?.id,
      question: 'And now?',
    })
    equal((await ask('POST', `/forwards/${asked.body.id}/close`)).status, 204)
    equal((await desk.ask('GET', `/api/asked/${asked.body.link.split('/').at(-1)}`)).status, 404)
  })

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
    const who = await lab.openAccount('telegram', { name: 'Team', handle: 'team_alerts' })
    const chat = { network: 'telegram', name: 'Team chat', events: ['late'], fields: who.fields }
    const made = await ask<{ sentAt: string | null }>('POST', '/alert-channels', chat)
    equal(made.status, 201, JSON.stringify(made.body))
    ok(made.body.sentAt)
    ok(!JSON.stringify(made.body).includes(who.fields.token ?? '-'))
    const wrong = await ask('POST', '/alert-channels', { ...chat, fields: { ...who.fields, token: 'nonsense' } })
    equal(wrong.status, 422, JSON.stringify(wrong.body))
    const secret = `whsec_${randomBytes(32).toString('base64')}`
    const hook = { url: `${ear.origin}/alerts`, secret }
    const webhook = await ask('POST', '/alert-channels', {
      network: 'signed-webhook',
      name: 'Pager',
      events: ['late'],
      fields: hook,
    })
    equal(webhook.status, 201, JSON.stringify(webhook.body))
    await raise('late', await hear('Late', 'Still there?'))
    await deliverAll()
    const last = ear.heard.at(-1)
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
    ear.answer.status = 503
    await raise('late', await hear('Later', 'Hello?'))
    await deliverAll().then(
      () => ok(false, 'nothing failed'),
      () => {},
    )
    ear.answer.status = 201
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
    const keys = { p256dh: browser.getPublicKey('base64url'), auth: randomBytes(16).toString('base64url') }
    const plain = await desk.ask('POST', '/api/push', { as: owner, body: { endpoint: `${ear.origin}/push`, keys } })
    equal(plain.status, 422)
    const endpoint = 'https://push.example/owner'
    equal((await desk.ask('POST', '/api/push', { as: owner, body: { endpoint, keys } })).status, 200)
    await desk.world.db
      .updateTable('pushSubscription')
      .set({ endpoint: `${ear.origin}/push` })
      .execute()
    desk.world.clock.moveBy(3600_000)
    await raise('crisis', await hear('Crisis', 'Everything burns'))
    await deliverAll()
    const pushed = ear.heard.findLast((one) => one.url === '/push')
    equal(pushed?.headers['content-encoding'], 'aes128gcm')
    match(String(pushed?.headers.authorization), /^vapid t=/)
    ok(pushed && pushed.body.length > 100 && !pushed.body.includes('burns'))
    ear.answer.status = 410
    await raise('crisis', await hear('Crisis 2', 'Everything burns again'))
    await deliverAll()
    ear.answer.status = 201
    const state = await desk.ask<{ subscriptions: unknown[]; publicKey: string }>('GET', '/api/push', { as: owner })
    deepEqual(state.body.subscriptions, [])
    const { rows } = await desk.world.pool.query<{ private_key: string }>('select private_key from push_identity')
    ok(rows[0]?.private_key.startsWith('r1.'))
    notEqual(state.body.publicKey, '')
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

  test('nobody of another brand sees or touches any of it, and a viewer changes nothing', async () => {
    const other = await desk.brand('South')
    const stranger = await desk.person('Sam Stranger', { [other]: 'manager' })
    const viewer = await desk.person('Vera Viewer', { [brandId]: 'viewer' })
    for (const path of ['/labels', '/saved-replies', '/articles', '/duty', '/service-levels', '/alert-choices'])
      equal((await ask('GET', path, undefined, stranger)).status, 404, path)
    const theirs = `/api/brands/${other}/conversations/${conversationId}/forwards`
    equal((await desk.ask('GET', theirs, { as: stranger })).status, 404)
    equal((await ask('POST', '/labels', { name: 'x', color: '#336699' }, viewer)).status, 403)
    equal((await ask('PUT', '/service-levels', { levels: [] }, viewer)).status, 403)
    equal((await ask('GET', '/alert-channels', undefined, viewer)).status, 403)
  })
})
