import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { checkContent } from '../check-content.ts'
import { failsAs } from '../conformance/fails-as.ts'
import { callOf, connectIn, labWorld, plain, prepare, publish, sampleFile } from '../conformance.ts'
import type { Call, Interaction } from '../contract.ts'
import { startLab } from '../lab/lab.ts'
import { openDoor } from '../lab/testing-door.ts'
import { failureOfStatus } from './failures.ts'
import viber from './index.ts'
import emulator, { type ViberHandle } from './lab.ts'

type Trial = { call: Call; handle: ViberHandle; folder: string; world: Awaited<ReturnType<typeof labWorld>> }

async function onViber(run: (trial: Trial) => Promise<void>, as: 'channel' | 'bot' = 'channel'): Promise<void> {
  const world = await labWorld(emulator)
  const folder = await mkdtemp(join(tmpdir(), 'rialto-viber-'))
  try {
    const handle = world.lab.network('viber') as ViberHandle
    const asBot = { way: 'bot', fields: { token: handle.botToken('north_roasters') } }
    const account = await connectIn(viber, as === 'bot' ? { ...world, ...asBot } : world)
    await run({ call: callOf(account, world.context), world, folder, handle })
  } finally {
    await world.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const refused = (code: string) => (error: { fields?: { code: string }[] }) => error.fields?.[0]?.code === code

test('a short text goes with its picture, a long one goes first, and every file is a message of its own', () =>
  onViber(async ({ call, folder, handle }) => {
    const media = [
      await sampleFile('image', folder, 1),
      await sampleFile('video', folder, 2),
      await sampleFile('document', folder, 3),
    ]
    await publish(viber, call, { parts: [{ text: 'Look', media }], options: {} })
    const types = () => [...handle.desk.rows.messages.values()].map(({ type, text }) => [type, text.length])
    assert.deepEqual(types(), [
      ['picture', 4],
      ['video', 0],
      ['file', 0],
    ])
    await publish(viber, call, { parts: [{ text: 'a'.repeat(769), media: media.slice(0, 1) }], options: {} })
    assert.deepEqual(types().slice(3), [
      ['text', 769],
      ['picture', 0],
    ])
  }))

test('that a post becomes several messages is told while it is written, and does not stop it', async () => {
  const video = { id: 'v', kind: 'video' as const, mime: 'video/mp4', bytes: 10, durationMs: 1000 }
  const findings = checkContent(
    viber.composing,
    { parts: [{ text: 'Watch', media: [video] }], options: {} },
    { kind: 'channel' },
  )
  assert.deepEqual(
    findings.map(({ code, severity, values }) => [code, severity, values?.count]),
    [['viber.check.several', 'warning', 2]],
  )
})

test('the number of a message keeps all its digits', () =>
  onViber(async ({ call }) => {
    const { ref } = await publish(viber, call, plain('Long number'))
    assert.match(ref.id, /^\d{19}$/)
    assert.notEqual(String(Number(ref.id)), ref.id)
  }))

test('a post whose answer was lost is never repeated', () =>
  onViber(async ({ call, world, handle }) => {
    const { post, postKey, done } = await prepare(viber, call, plain('Once'), 'once')
    world.lab.faults.add({ method: 'POST', when: 'after-commit', act: 'drop', times: 1 })
    await assert.rejects(post.run(call, postKey, done), failsAs('unknown-outcome'))
    assert.equal(handle.desk.rows.messages.size, 1)
    assert.deepEqual([post.again, post.find], [{ way: 'never' }, undefined])
  }))

test('a channel is given an address for deliveries when it has none, and asks for one that is safe', () =>
  onViber(async ({ world, handle }) => {
    const way = viber.connect[0]
    assert.ok(way?.kind === 'secret')
    const [channel] = [...handle.desk.rows.accounts.values()]
    assert.equal(channel?.webhook, 'https://brand.example/')
    handle.desk.tables.commit([['accounts', channel.id, { ...channel, webhook: '' }]])
    const connect = (webhook: string) => way.connect({ ...world.fields, webhook }, world.context)
    await assert.rejects(connect(''), refused('viber.connect.noWebhook'))
    await assert.rejects(connect('http://brand.example/'), refused('viber.connect.noWebhook'))
    assert.equal((await connect('https://brand.example/')).length, 1)
  }))

test('a channel whose address was taken away refuses posts and says what to do', () =>
  onViber(async ({ call, handle }) => {
    await viber.webhooks.unsubscribe?.(call)
    await assert.rejects(publish(viber, call, plain('No')), failsAs('rejected', /connect the channel again/))
    assert.equal(handle.desk.rows.messages.size, 0)
    await viber.webhooks.subscribe?.(call, 'https://desk.example/webhooks/viber/1')
    await publish(viber, call, plain('Yes'))
    assert.equal(handle.desk.rows.messages.size, 1)
  }))

test('when the super administrator changes, the next look at the account knows the new one', () =>
  onViber(async ({ call, handle }) => {
    const [channel] = [...handle.desk.rows.accounts.values()]
    assert.ok(channel)
    const admins = [{ id: 'bmV3', name: 'New', role: 'superadmin' as const }]
    handle.desk.tables.commit([['accounts', channel.id, { ...channel, admins }]])
    await assert.rejects(publish(viber, call, plain('Old')), failsAs('reconnect'))
    const { facts } = await viber.health(call)
    assert.equal(facts.from, 'bmV3')
    assert.ok((await publish(viber, { ...call, account: { ...call.account, facts } }, plain('New'))).ref)
    handle.desk.tables.commit([['accounts', channel.id, { ...channel, admins: [] }]])
    await assert.rejects(viber.health(call), failsAs('reconnect'))
  }))

test('a bot posts to nobody, and that is said before and at the act', () =>
  onViber(async ({ call }) => {
    const findings = checkContent(viber.composing, plain('Hello'), call.account.facts)
    assert.equal(findings[0]?.code, 'viber.check.botCannotPost')
    await assert.rejects(publish(viber, call, plain('Hello')), failsAs('rejected', /a bot cannot post/))
  }, 'bot'))

test('a bot answers who wrote, by a name of at most 28 signs, and nobody else', () =>
  onViber(async ({ call, handle }) => {
    const heard = async (text: string): Promise<Interaction> => {
      const token = (await handle.message?.('north_roasters', text)) ?? ''
      const delivery = await handle.delivery?.(token, 'https://desk.example/')
      const [told] = viber.webhooks.read(JSON.parse(delivery?.body.toString('utf8') ?? '{}'))
      assert.ok(told)
      return told.what
    }
    const what = await heard('Open today?')
    assert.ok((await viber.inbox.reply?.(what, 'Yes', call.account).run(call, 'key', {}))?.ref)
    const stranger = { ...what, author: { ...what.author, id: 'c3RyYW5nZXI=' } }
    const step = viber.inbox.reply?.(stranger, 'Yes', call.account)
    await assert.rejects(step?.run(call, 'key', {}) ?? Promise.resolve(), failsAs('rejected'))
  }, 'bot'))

test('who subscribed is heard as a follower; a picture and a shared link as what they are', () => {
  const user = { id: 'YQ==', name: 'Olha', avatar: 'https://a.example/o.png' }
  const read = (body: object) => viber.webhooks.read(JSON.parse(JSON.stringify(body)))[0]?.what
  assert.equal(read({ event: 'subscribed', timestamp: 1_795_000_000_000, user, message_token: 1 })?.kind, 'follow')
  const message = { type: 'picture', media: 'https://dl.example/p.jpg', text: 'Mine' }
  const said = read({ event: 'message', timestamp: 1_795_000_000_000, sender: user, message, message_token: 2 })
  assert.deepEqual([said?.text, said?.media], ['Mine', [{ kind: 'image', url: 'https://dl.example/p.jpg' }]])
  assert.equal(read({ event: 'delivered', timestamp: 1, user_id: 'YQ==', message_token: 3 }), undefined)
})

test('each status inside an answer 200 is told for what it is', () => {
  const kinds: [number, string, string][] = [
    [2, 'reconnect', 'reconnect'],
    [3, 'rejected', 'rejected'],
    [6, 'rejected', 'rejected'],
    [9, 'reconnect', 'reconnect'],
    [12, 'slow-down', 'slow-down'],
    [99, 'unknown-outcome', 'network-down'],
  ]
  for (const [code, writing, reading] of kinds)
    assert.deepEqual(
      [failureOfStatus(code, 'x', true).kind, failureOfStatus(code, 'x', false).kind],
      [writing, reading],
    )
})

test('an address on this machine is taken only when it answers, and is told what people write to the bot', () =>
  onViber(async ({ call, handle, world }) => {
    const door = await openDoor(({ url }) => ({ status: url.pathname === '/ours' ? 200 : 404 }))
    try {
      await assert.rejects(async () => viber.webhooks.subscribe?.(call, `${door.origin}/another`), failsAs('rejected'))
      assert.deepEqual(handle.listening?.(), [])
      await viber.webhooks.subscribe?.(call, `${door.origin}/ours`)
      await handle.message?.('north_roasters', 'Open today?')
      await world.lab.catchUp('viber')
      assert.deepEqual(
        door.knocks.map(({ url, body }) => [url.pathname, (JSON.parse(body) as { event: string }).event]),
        [
          ['/another', 'webhook'],
          ['/ours', 'webhook'],
          ['/ours', 'message'],
        ],
      )
      const { secrets, app } = call.account
      for (const { body, headers } of door.knocks) {
        const signed = { 'x-viber-content-signature': String(headers['x-viber-content-signature']) }
        const request = { method: 'POST', url: '', query: {}, headers: signed, body: Buffer.from(body) }
        assert.ok(viber.webhooks.verify(request, { app, secrets }))
      }
      await viber.webhooks.unsubscribe?.(call)
      await handle.message?.('north_roasters', 'Still there?')
      await world.lab.catchUp('viber')
      assert.equal(door.knocks.length, 3)
    } finally {
      await door.close()
    }
  }, 'bot'))

test('what was said before the network was stopped reaches the door after it began again, without being asked for', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rialto-viber-'))
  const journal = join(folder, 'journal.jsonl')
  let isUp = true
  const door = await openDoor(() => ({ status: isUp ? 200 : 503 }))
  try {
    const first = await labWorld(emulator, { journal })
    const handle = first.lab.network('viber') as ViberHandle
    const asBot = { way: 'bot', fields: { token: handle.botToken('north_roasters') } }
    const call = callOf(await connectIn(viber, { ...first, ...asBot }), first.context)
    await viber.webhooks.subscribe?.(call, door.origin)
    isUp = false
    await handle.message?.('north_roasters', 'Are you open?')
    await first.lab.catchUp('viber')
    await first.close()
    isUp = true
    door.knocks.length = 0
    const later = await startLab({ networks: [{ id: 'viber', load: async () => emulator }], journal, people: 'quiet' })
    for (let at = 0; door.knocks.length === 0 && at < 500; at++) await pause(10)
    await later.close()
    assert.deepEqual(
      door.knocks.map(({ body }) => (JSON.parse(body) as { message: { text: string } }).message.text),
      ['Are you open?'],
    )
  } finally {
    await door.close()
    await rm(folder, { recursive: true, force: true })
  }
})
