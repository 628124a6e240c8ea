import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { Json } from '../../kernel/json.ts'
import { checkContent } from '../check-content.ts'
import type { Content } from '../compose.ts'
import { failsAs } from '../conformance/fails-as.ts'
import { callOf, connectIn, labWorld, plain, publish } from '../conformance.ts'
import type { Call, PreparedContent, WebhookKeys } from '../contract.ts'
import { openDoor } from '../lab/testing-door.ts'
import { deliverySecret, signatureOf } from './deliveries.ts'
import network from './index.ts'
import emulator from './lab.ts'

type Trial = { world: Awaited<ReturnType<typeof labWorld>>; call: Call; keys: WebhookKeys }

async function onStage(run: (trial: Trial) => Promise<void>): Promise<void> {
  const world = await labWorld(emulator)
  try {
    const call = callOf(await connectIn(network, world), world.context)
    await run({ world, call, keys: { app: call.account.app, secrets: call.account.secrets } })
    assert.deepEqual(world.lab.violations, [])
  } finally {
    await world.close()
  }
}

const door = 'https://desk.example/hooks/door'
const hour = 3_600_000

const poll = { question: 'Filter or espresso?', options: ['Filter', 'Espresso'], multiple: false, durationSeconds: 60 }
const codes = (content: Partial<Content>, facts = {}) =>
  checkContent(network.composing, { parts: [{ text: 'Live now', media: [] }], options: {}, ...content }, facts).map(
    (one) => one.code,
  )

test('what the network would refuse is told while writing', () => {
  const newcomer = { channel: { type: '' } }
  const broadcast = { as: 'broadcast', starts: '2030-01-01T18:00:00Z' }
  assert.deepEqual(codes({}), [])
  assert.deepEqual(codes({ parts: [{ text: '', media: [], poll }] }, newcomer), ['twitch.check.pollRank'])
  assert.deepEqual(codes({ options: broadcast }, newcomer), ['twitch.check.onceRank'])
  assert.deepEqual(codes({ options: { ...broadcast, weekly: true } }, newcomer), [])
  assert.deepEqual(codes({ options: { as: 'broadcast' } }), ['networks.check.optionMissing'])
  assert.deepEqual(codes({ options: { ...broadcast, zone: 'Sofia' } }), ['twitch.check.zone'])
  assert.deepEqual(codes({ options: broadcast, parts: [{ text: 'x'.repeat(141), media: [] }] }), [
    'twitch.check.broadcastTitle',
  ])
  assert.deepEqual(codes({ options: { streamTitle: 'Live' } }, { channel: { granted: [] } }), ['twitch.check.right'])
})

test('lines come as one in chat', () =>
  onStage(async ({ call, world }) => {
    await publish(network, call, plain('First\n\nsecond **line**'))
    assert.deepEqual(
      world.lab.ledger.live().map((one) => one.text),
      ['First second line'],
    )
  }))

test('an announcement that is too long is not sent to be cut off', () =>
  onStage(async ({ call, world }) => {
    await assert.rejects(publish(network, call, plain('x'.repeat(501))), failsAs('rejected', /501/))
    assert.equal(world.lab.ledger.live().length, 0)
  }))

test('a message that the channel’s own rules hold back is told as refused', () =>
  onStage(async ({ call }) => {
    const content = plain('a forbiddenword here', { options: { as: 'message' } })
    await assert.rejects(publish(network, call, content), failsAs('rejected', /held back/))
  }))

async function lostAndFound(content: PreparedContent, path: string): Promise<void> {
  await onStage(async ({ call, world }) => {
    const [post] = network.publish.steps(content, call.account)
    assert.ok(post?.find && post.again.way === 'look-first')
    const since = call.clock.now()
    const before = await post.find(call, 'k', {}, since)
    assert.deepEqual([before.found, before.found || before.sure], [false, false])
    world.lab.faults.add({ method: 'POST', path, act: 'drop', when: 'after-commit', times: 1 })
    await assert.rejects(post.run(call, 'k', {}), failsAs('unknown-outcome'))
    assert.ok((await post.find(call, 'k', {}, since)).found)
    await assert.rejects(post.run(call, 'k', {}), failsAs('rejected'))
    assert.equal(world.lab.ledger.live().length, 1)
  })
}

test('a poll whose answer was lost is found among the polls, and a second one is refused while it runs', () =>
  lostAndFound({ parts: [{ text: '', media: [], poll }], options: {} }, 'polls'))

test('a planned broadcast whose answer was lost is found on the schedule, and its hour is taken', () =>
  lostAndFound(
    plain('Cupping, live', {
      options: { as: 'broadcast', starts: new Date(Date.now() + 24 * hour).toISOString(), category: 'Food & Drink' },
    }),
    'segment',
  ))

test('title and category of the stream are set with the announcement, and an unknown category is told with those near it', () =>
  onStage(async ({ call }) => {
    const content = (category: string) => plain('Live at six', { options: { streamTitle: 'Roasting live', category } })
    await publish(network, call, content('food & drink'))
    const answer = await call.http({
      url: `${call.account.server}/helix/channels?broadcaster_id=${call.account.remoteId}`,
      headers: { authorization: `Bearer ${call.account.secrets.token}`, 'client-id': call.account.app.clientId ?? '' },
    })
    const [channel] = answer.json<{ data: { title: string; game_name: string }[] }>().data
    assert.deepEqual([channel?.title, channel?.game_name], ['Roasting live', 'Food & Drink'])
    await assert.rejects(publish(network, call, content('Food')), failsAs('rejected', /there is Food & Drink/))
  }))

test('new followers are heard once each, newest last', () =>
  onStage(async ({ call, world }) => {
    const follow = (person: number) =>
      fetch(`${world.lab.origin}/twitch/door/follow`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ channel: call.account.remoteId, person }),
      })
    await follow(1)
    await follow(2)
    const first = await network.inbox.poll(call, undefined)
    await follow(3)
    const second = await network.inbox.poll(call, first.cursor)
    assert.deepEqual(
      [first.items.map((one) => one.author.id), second.items.map((one) => one.author.id)],
      [['71', '72'], ['73']],
    )
    assert.equal((await network.metrics.account?.(call))?.followers, 3)
    const [heard] = second.items
    const event = {
      user_id: '73',
      user_login: 'x',
      followed_at: heard?.id.split('/')[2],
      broadcaster_user_id: call.account.remoteId,
    }
    const [delivered] = network.webhooks.read({ subscription: { type: 'channel.follow' }, event } as Json)
    assert.equal(delivered?.what.id, heard?.id)
  }))

async function heardLine({ world, call, keys }: Trial, words: string) {
  const lab = world.lab.network('twitch')
  const id = (await lab.message?.('north_roasters', words)) ?? ''
  const request = await lab.delivery?.(id, door)
  assert.ok(request && network.webhooks.verify(request, keys))
  const [heard] = network.webhooks.read(JSON.parse(request.body.toString()) as Json)
  assert.ok(heard?.account === call.account.remoteId)
  return { what: heard.what, request }
}

test('a line of chat is answered in its thread, deleted and its author banned, each as often as asked', () =>
  onStage(async (trial) => {
    const { call } = trial
    const { what } = await heardLine(trial, 'Buy followers')
    const step = network.inbox.reply?.(what, 'No, thank you.', call.account)
    assert.equal(step?.again.way, 'never')
    assert.ok((await step?.run(call, 'k', {}))?.ref?.id)
    for (let twice = 0; twice < 2; twice++) {
      await network.moderate.delete?.(call, what)
      await network.moderate.block?.(call, what)
    }
    for (let twice = 0; twice < 2; twice++) await network.moderate.unblock?.(call, what)
  }))

test('who is answered in chat may answer back in the same thread', () =>
  onStage(async (trial) => {
    const { call, world } = trial
    const lab = world.lab.network('twitch')
    world.lab.letPeopleTalk(true)
    const asked = []
    for (const word of ['What beans?', 'Which grinder?', 'What is playing?', 'Where are you?', 'How hot?', 'Hi there!'])
      asked.push((await heardLine(trial, word)).what)
    for (const one of asked)
      await network.inbox
        .reply?.(one, 'Thanks for asking, it is told below the stream.', call.account)
        .run(call, 'k', {})
    world.lab.clock.moveBy(3 * 60_000)
    await world.lab.catchUp('twitch')
    const back = world.lab.deeds('twitch').filter(({ key, id }) => key.endsWith(' back') && id !== '')
    assert.ok(back.length >= 2, `${back.length} of six answered back`)
    for (const { id } of back) {
      const request = await lab.delivery?.(id, door)
      const [heard] = network.webhooks.read(JSON.parse(request?.body.toString() ?? '') as Json)
      assert.equal(heard?.what.kind, 'reply')
      assert.ok(world.lab.ledger.live().some((one) => one.objectId === heard?.what.replyTo))
    }
  }))

test('a person is silenced for a day, again where asked again, and freed before it is over', () =>
  onStage(async (trial) => {
    const { call, world } = trial
    const { what } = await heardLine(trial, 'First!')
    const { mute, unmute } = network.moderate
    assert.ok(mute && unmute)
    for (const act of [mute, mute, unmute, unmute]) await act(call, what)
    assert.deepEqual(
      world.lab.ledger.entries.map((one) => one.kind).filter((kind) => /mute|block/.test(kind)),
      ['mute', 'mute', 'unblock'],
    )
  }))

test('the door says that it is ours to who signs the question, and to nobody else', () =>
  onStage(async (trial) => {
    const { keys } = trial
    const { request } = await heardLine(trial, 'Hello')
    const body = Buffer.from(JSON.stringify({ challenge: 'pogchamp-kappa-360noscope', subscription: {} }))
    const at = new Date().toISOString()
    const secret = deliverySecret(keys.app)
    const asked = (signature: string) => ({
      ...request,
      body,
      headers: {
        'twitch-eventsub-message-id': 'e76c6bd4',
        'twitch-eventsub-message-timestamp': at,
        'twitch-eventsub-message-type': 'webhook_callback_verification',
        'twitch-eventsub-message-signature': signature,
      },
    })
    const greet = network.webhooks.greet
    assert.deepEqual(greet?.(asked(signatureOf(secret, 'e76c6bd4', at, body)), keys), {
      status: 200,
      body: 'pogchamp-kappa-360noscope',
      type: 'text/plain',
    })
    assert.equal(greet?.(asked(signatureOf('another secret', 'e76c6bd4', at, body)), keys), undefined)
    assert.equal(greet?.(request, keys), undefined)
  }))

test('a delivery older than five minutes is a replay, and not believed', () =>
  onStage(async (trial) => {
    const { request } = await heardLine(trial, 'Hello')
    const at = new Date(Date.now() - 6 * 60_000).toISOString()
    const signature = signatureOf(deliverySecret(trial.keys.app), 'old', at, request.body)
    const headers = {
      'twitch-eventsub-message-id': 'old',
      'twitch-eventsub-message-timestamp': at,
      'twitch-eventsub-message-signature': signature,
    }
    assert.ok(!network.webhooks.verify({ ...request, headers }, trial.keys))
  }))

test('deliveries are asked for once however often they are asked for, and can be stopped', () =>
  onStage(async ({ call }) => {
    await network.webhooks.subscribe?.(call, door)
    await network.webhooks.subscribe?.(call, door)
    await network.webhooks.unsubscribe?.(call)
    await network.webhooks.unsubscribe?.(call)
    await network.webhooks.subscribe?.(call, door)
  }))

test('an answer with another state is not ours, and a missing right to write is told by name', () =>
  onStage(async ({ world }) => {
    const [way] = network.connect
    assert.ok(way?.kind === 'oauth')
    const leaving = { ...world.context, redirectUri: 'https://desk.example/back', state: 'ours' }
    const { url, pending } = await way.begin({}, leaving)
    assert.equal(new URL(url).searchParams.get('code_challenge'), null)
    await assert.rejects(
      way.finish({ code: 'c', state: 'theirs' }, pending, leaving),
      failsAs('rejected', /begin again/),
    )
    const without = { ...world, consent: { ...world.consent, practice_without: 'user:write:chat' } }
    await assert.rejects(connectIn(network, without), failsAs('rejected', /user:write:chat/))
  }))

test('an address on this machine is told lines of chat once it answered the question, again under the same id, and may be asked anew', () =>
  onStage(async ({ call, world, keys }) => {
    const lab = world.lab.network('twitch')
    let isOurs = false
    let status = 200
    const door = await openDoor(({ body }) => {
      const { challenge } = JSON.parse(body) as { challenge?: string }
      return challenge ? { status: 200, body: isOurs ? challenge : 'hello' } : { status }
    })
    const knocked = async (count: number) => {
      for (let at = 0; door.knocks.length < count && at < 500; at++) await pause(10)
      assert.equal(door.knocks.length, count)
    }
    try {
      await network.webhooks.subscribe?.(call, door.origin)
      await knocked(2)
      await lab.message?.('north_roasters', 'Anybody?')
      await world.lab.catchUp('twitch')
      assert.deepEqual([lab.listening?.(), world.lab.undelivered()], [[], []])
      isOurs = true
      for (let at = 0; !lab.listening?.().length && at < 50; at++) {
        await network.webhooks.subscribe?.(call, door.origin)
        await pause(10)
      }
      door.knocks.length = 0
      status = 500
      await lab.message?.('north_roasters', 'Which beans?')
      await world.lab.catchUp('twitch')
      world.lab.clock.moveBy(2_000)
      await world.lab.catchUp('twitch')
      assert.ok(door.knocks.length >= 2)
      assert.equal(new Set(door.knocks.map((one) => one.headers['twitch-eventsub-message-id'])).size, 1)
      for (const { body, headers } of door.knocks) {
        const named = Object.entries(headers).map(([name, value]) => [name, String(value)])
        const request = {
          method: 'POST',
          url: '',
          query: {},
          headers: Object.fromEntries(named),
          body: Buffer.from(body),
        }
        assert.ok(network.webhooks.verify(request, keys))
      }
    } finally {
      await door.close()
    }
  }))

test('what people say about an announcement is a line of its own, and what they say to one another stands in its thread', () =>
  onStage(async ({ call, world }) => {
    await publish(network, call, plain('We are live at six'))
    const lab = world.lab.network('twitch')
    const [announced] = world.lab.ledger.live()
    const [person, other] = world.lab.people.regulars
    const first = await lab.goOn?.(announced?.objectId ?? '', 'What will you roast?', { person })
    const second = await lab.goOn?.(first ?? '', 'Kenya, they said.', { person: other })
    const read = async (id = '') => {
      const request = await lab.delivery?.(id, door)
      return network.webhooks.read(JSON.parse(request?.body.toString() ?? '') as Json)[0]?.what
    }
    assert.deepEqual([(await read(first))?.kind, (await read(first))?.replyTo], ['comment', undefined])
    assert.deepEqual([(await read(second))?.kind, (await read(second))?.replyTo], ['reply', first])
  }))
