import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '../../kernel/json.ts'
import { failsAs } from '../conformance/fails-as.ts'
import { freshKey, sampleFile } from '../conformance.ts'
import type { StepsDone } from '../contract.ts'
import { textOf } from './compose.ts'
import { tokenWay } from './connect.ts'
import network from './index.ts'
import { heard, onLine, type World } from './testing.ts'

const { inbox, moderate, webhooks } = network
const hourMs = 3_600_000
const said = ({ lab }: World) => lab.ledger.live('whatsapp').map((one) => one.text)

test('nothing is posted in public and nothing can be asked for', () => {
  assert.ok(!('publish' in network) && inbox.poll === undefined)
  assert.equal(network.composing.can.publish, false)
})

test('a message is answered within a day, in the network’s own formatting', () =>
  onLine(async (call, world) => {
    const message = await heard(world, 'Are you open?')
    assert.equal(inbox.replyUntil?.(message, call.account)?.getTime(), message.at.getTime() + 24 * hourMs)
    const { ref } =
      (await inbox.reply?.(message, '**Yes**, until ~~five~~ six', call.account).run(call, freshKey(), {})) ?? {}
    assert.match(ref?.id ?? '', /^wamid\./)
    assert.deepEqual(said(world), ['*Yes*, until ~five~ six'])
    assert.equal(textOf('[Menu](https://roastery.example)'), 'Menu (https://roastery.example)')
  }))

test('after a day only an approved template reaches the person', () =>
  onLine(async (call, world) => {
    const message = await heard(world, 'Tell me when it is ready')
    world.lab.clock.moveBy(25 * hourMs)
    await assert.rejects(
      inbox.reply?.(message, 'Ready!', call.account).run(call, freshKey(), {}) ?? Promise.resolve(),
      failsAs('rejected', /24 hours/),
    )
    const { items } = (await inbox.templates?.(call, undefined)) ?? { items: [] }
    assert.deepEqual(
      items.map(({ name, blanks, approved, barred }) => [name, blanks, approved, barred]),
      [
        ['order_ready', 2, true, undefined],
        ['spring_sale', 0, false, 'refused'],
        ['back_in_stock', 2, true, undefined],
        ['order_receipt', 1, true, 'needs-more'],
        ['holiday_hours', 0, false, 'in-review'],
      ],
    )
    const [ready, refused, back] = items
    assert.ok(ready && refused && back)
    assert.equal(back.body, 'Зърната са тук\n\n{{first_name}}, отново имаме {{coffee}}.\n\nПишете „стоп“, за да спрем.')
    const send = (template: typeof ready, values: string[]) =>
      inbox.replyWithTemplate?.(message, template, values, call.account).run(call, freshKey(), {}) ??
      Promise.reject(new Error('no templates'))
    await send(ready, ['Ana', '17'])
    await assert.rejects(send(ready, ['Ana']), failsAs('rejected', /parameters/))
    await assert.rejects(send(refused, []), failsAs('rejected', /Template/))
    await send(back, ['Ана', 'Кения'])
    assert.deepEqual(said(world), [
      'Hello Ana, your order 17 is ready.',
      'Зърната са тук\n\nАна, отново имаме Кения.\n\nПишете „стоп“, за да спрем.',
    ])
  }))

test('files are answered one a message, with the words under the first, and the message is marked as read', () =>
  onLine(async (call, world) => {
    const message = await heard(world, 'Send me the list')
    const media = [await sampleFile('image', world.folder, 1), await sampleFile('document', world.folder, 2)]
    const steps = inbox.replyWith?.(message, 'Here it is', media, call.account) ?? []
    assert.deepEqual(
      steps.map(({ name, role }) => [name, role]),
      [
        ['read', 'prepare'],
        ['media-0-0', 'prepare'],
        ['media-0-1', 'prepare'],
        ['file-0', 'prepare'],
        ['reply', 'post'],
      ],
    )
    const done: StepsDone = {}
    for (const step of steps) done[step.name] = await step.run(call, freshKey(), done)
    assert.deepEqual(said(world), ['Here it is', ''])
  }))

test('a sound carries no words: they follow as a message', () =>
  onLine(async (call, world) => {
    const message = await heard(world, 'What does it sound like?')
    const steps =
      inbox.replyWith?.(message, 'Like this', [await sampleFile('audio', world.folder, 1)], call.account) ?? []
    const done: StepsDone = {}
    for (const step of steps) done[step.name] = await step.run(call, freshKey(), done)
    assert.deepEqual(said(world), ['', 'Like this'])
  }))

test('a lost answer stays unknown: no key is kept there, and nothing can be looked up', () =>
  onLine(async (call, world) => {
    const step = inbox.reply?.(await heard(world, 'Hello?'), 'Hello!', call.account)
    assert.ok(step?.again.way === 'never' && step.find === undefined)
    world.lab.faults.add({ method: 'POST', act: 'drop', when: 'after-commit', times: 1 })
    await assert.rejects(step.run(call, 'the-key', {}), failsAs('unknown-outcome'))
    await step.run(call, 'the-key', {})
    const acts = world.lab.ledger.live('whatsapp')
    assert.deepEqual(
      acts.map((one) => one.key),
      ['the-key', 'the-key'],
    )
  }))

test('too many messages, a lost right and a text too long are told apart', () =>
  onLine(async (call, world) => {
    const message = await heard(world, 'Hm')
    const reply = (text: string) =>
      inbox.reply?.(message, text, call.account).run(call, freshKey(), {}) ?? Promise.resolve()
    world.lab.faults.add({ act: 'rate-limit', when: 'no-commit', retryAfterS: 40, times: 1 })
    await assert.rejects(reply('a'), failsAs('slow-down'))
    await assert.rejects(reply('a'.repeat(4097)), failsAs('rejected', /4096/))
    world.lab.faults.add({ act: 'expire-token', when: 'before-commit', times: 1 })
    await assert.rejects(reply('a'), failsAs('reconnect'))
    assert.deepEqual(said(world), [])
  }))

test('reactions and blocks are done once however often they are asked', () =>
  onLine(async (call, world) => {
    const message = await heard(world, 'You are great')
    await moderate.like?.(call, message)
    await moderate.unlike?.(call, message)
    for (let times = 0; times < 2; times++) await moderate.block?.(call, message)
    await assert.rejects(
      inbox.reply?.(message, 'Hi', call.account).run(call, freshKey(), {}) ?? Promise.resolve(),
      failsAs('rejected', /undeliverable/),
    )
    for (let times = 0; times < 2; times++) await moderate.unblock?.(call, message)
    assert.deepEqual(
      world.lab.ledger.entries.map((one) => one.kind),
      ['like', 'like', 'block', 'unblock'],
    )
  }))

test('every kind of message is read as words, files or a reaction', () =>
  onLine(async (_call, { handle }) => {
    const read = (message: object) => {
      const [one] = webhooks.read(
        JSON.parse(handle.deliveryOf(message, 'north_roasters').body.toString('utf8')) as Json,
      )
      return [one?.what.kind, one?.what.text, one?.what.media.map((file) => file.kind).join()]
    }
    assert.deepEqual(
      read({ type: 'image', image: { id: '7', mime_type: 'image/jpeg', sha256: 'x', caption: 'Look' } }),
      ['message', 'Look', 'image'],
    )
    assert.deepEqual(read({ type: 'sticker', sticker: { id: '8', mime_type: 'image/webp', sha256: 'x' } }), [
      'message',
      '',
      'image',
    ])
    assert.deepEqual(read({ type: 'button', button: { payload: 'p', text: 'Stop' } }), ['message', 'Stop', ''])
    assert.deepEqual(
      read({ type: 'interactive', interactive: { type: 'list_reply', list_reply: { id: '1', title: 'Kenya' } } }),
      ['message', 'Kenya', ''],
    )
    assert.deepEqual(read({ type: 'location', location: { latitude: 42.69, longitude: 23.33, name: 'Shop' } }), [
      'message',
      'Shop\n42.69, 23.33',
      '',
    ])
    assert.deepEqual(read({ type: 'reaction', reaction: { message_id: 'wamid.1', emoji: '❤️' } }), ['reaction', '❤️', ''])
    assert.deepEqual(read({ type: 'unsupported', errors: [{ code: 131051 }] }), ['message', '', ''])
  }))

test('news of a delivery is no message', () => {
  const statuses = [
    {
      id: 'wamid.1',
      status: 'delivered',
      timestamp: '1700000000',
      recipient_id: '359',
      biz_opaque_callback_data: 'the-key',
    },
  ]
  const value = { messaging_product: 'whatsapp', metadata: { phone_number_id: '106' }, statuses }
  assert.deepEqual(
    webhooks.read({
      object: 'whatsapp_business_account',
      entry: [{ id: '102', changes: [{ field: 'messages', value }] }],
    }),
    [],
  )
})

test('a business account gives all its numbers; a wrong one gives none', () =>
  onLine(async (call, { context, fields }) => {
    assert.ok(tokenWay.kind === 'secret')
    const [number] = await tokenWay.connect(fields, context)
    assert.deepEqual([number?.kind, number?.remoteId], ['line', call.account.remoteId])
    await assert.rejects(tokenWay.connect({ ...fields, business: '1' }, context), failsAs('rejected'))
    await assert.rejects(tokenWay.connect({ ...fields, business: 'mine' }, context), failsAs('rejected', /digits/))
  }))

test('what is told to the app is asked for and can be stopped', () =>
  onLine(async (call) => {
    await webhooks.subscribe?.(call, 'https://desk.example/hooks/door')
    await webhooks.unsubscribe?.(call)
    await webhooks.unsubscribe?.(call)
  }))

test('the door answers the question whether it is ours only to who knows its word', () => {
  const asking = (word: string) => ({
    ...{ method: 'GET', headers: {}, body: Buffer.alloc(0), url: 'https://desk.example/webhooks' },
    query: { 'hub.mode': 'subscribe', 'hub.verify_token': word, 'hub.challenge': '1158' },
  })
  const keys = { app: { verifyToken: 'our word' }, secrets: {} }
  assert.equal(network.webhooks.greet?.(asking('our word'), keys)?.body, '1158')
  for (const wrong of ['another', '']) assert.equal(network.webhooks.greet?.(asking(wrong), keys)?.status, 403)
  assert.equal(network.webhooks.greet?.(asking(''), { app: {}, secrets: {} })?.status, 403)
})
