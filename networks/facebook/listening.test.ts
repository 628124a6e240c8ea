import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failsAs } from '../conformance/fails-as.ts'
import { onEmulator } from '../conformance/on-emulator.ts'
import { freshKey, plain, publish } from '../conformance.ts'
import type { Call, WebhookRequest } from '../contract.ts'
import { crowdIsHeard } from '../families/graph-api/lab/crowd.ts'
import network from './index.ts'
import { pagesOnGraph } from './lab.ts'
import { onPage } from './testing.ts'

const hourMs = 3_600_000
const messageOf = async (call: Call) => {
  const { items } = await network.inbox.poll(call, undefined)
  const found = items.find((one) => one.kind === 'message')
  assert.ok(found)
  return found
}

test('a message may be answered for a day, and the desk knows until when', () =>
  onPage(async (call, { handle, lab }) => {
    await handle.message?.('north_roasters', 'Are you open on Sunday?')
    const message = await messageOf(call)
    assert.equal(network.inbox.replyUntil?.(message, call.account)?.getTime(), message.at.getTime() + 24 * hourMs)
    lab.clock.moveBy(25 * hourMs)
    const step = network.inbox.reply?.(message, 'Yes', call.account)
    assert.ok(step)
    await assert.rejects(step.run(call, freshKey(), {}), failsAs('rejected', /outside of allowed window/))
  }))

test('an answer whose outcome is unknown is found in the conversation', () =>
  onPage(async (call, { handle, lab }) => {
    await handle.message?.('north_roasters', 'Do you deliver?')
    const step = network.inbox.reply?.(await messageOf(call), 'We do', call.account)
    const since = call.clock.now()
    assert.ok(step?.find)
    assert.equal((await step.find(call, 'k', {}, since)).found, false)
    lab.faults.add({ method: 'POST', act: 'drop', when: 'after-commit', times: 1 })
    await assert.rejects(step.run(call, 'k', {}), failsAs('unknown-outcome'))
    assert.ok((await step.find(call, 'k', {}, since)).found)
  }))

test('a comment is answered in private once', () =>
  onPage(async (call, { handle, lab }) => {
    const { ref } = await publish(network, call, plain('Ask us'))
    await handle.comment?.(ref.id, 'What does it cost?')
    const [comment] = (await network.inbox.comments?.(call, ref, undefined))?.items ?? []
    assert.ok(comment)
    const step = network.inbox.replyPrivately?.(comment, 'Nine euros', call.account)
    assert.ok(step?.find)
    assert.equal((await step.find(call, 'k', {}, call.clock.now())).found, false)
    await step.run(call, 'k', {})
    assert.ok((await step.find(call, 'k', {}, call.clock.now())).found)
    await assert.rejects(step.run(call, 'k', {}), failsAs('rejected', /already replied/))
    assert.equal(lab.ledger.live('facebook').filter((one) => one.kind === 'message').length, 1)
  }))

test('an answer to a comment stands under it and is told as our own', () =>
  onPage(async (call, { handle }) => {
    const { ref } = await publish(network, call, plain('Ask us more'))
    await handle.comment?.(ref.id, 'When?')
    const [comment] = (await network.inbox.comments?.(call, ref, undefined))?.items ?? []
    assert.ok(comment)
    await network.inbox.reply?.(comment, 'On Tuesday', call.account).run(call, freshKey(), {})
    const answers = (await network.inbox.comments?.(call, ref, undefined))?.items ?? []
    assert.deepEqual(
      answers.map(({ kind, own, replyTo }) => ({ kind, own, replyTo })),
      [
        { kind: 'comment', own: undefined, replyTo: undefined },
        { kind: 'reply', own: true, replyTo: comment.id },
      ],
    )
  }))

test('a post of somebody else that names the page is heard as a mention', () =>
  onPage(async (call, { handle }) => {
    handle.mention('north_roasters', 'Best coffee at North!')
    const { items } = await network.inbox.poll(call, undefined)
    assert.deepEqual(
      items.map(({ kind, text }) => [kind, text]),
      [['mention', 'Best coffee at North!']],
    )
  }))

test('reviews are heard with their stars or their recommendation, the same by asking as by delivery, and answered', () =>
  onPage(async (call, { handle, lab }) => {
    const praise = handle.review('north_roasters', 'Best filter in town', { recommended: true })
    lab.clock.moveBy(1000)
    handle.review('north_roasters', 'Closed at noon', { recommended: false })
    lab.clock.moveBy(1000)
    handle.review('north_roasters', '', { recommended: true, stars: 4 })
    const { items } = await network.inbox.poll(call, undefined)
    assert.deepEqual(
      items.map(({ kind, text, rating }) => [kind, text, rating]),
      [
        ['review', 'Best filter in town', 5],
        ['review', 'Closed at noon', 1],
        ['review', '', 4],
      ],
    )
    const delivery = await handle.delivery?.(praise, 'https://desk.example/hooks/door')
    const [told] = network.webhooks.read(JSON.parse(delivery?.body.toString() ?? 'null'))
    const [asked] = items
    assert.ok(asked)
    assert.deepEqual({ ...told?.what, at: undefined }, { ...asked, at: undefined })
    const since = call.clock.now()
    const step = network.inbox.reply?.(asked, 'Thank you!', call.account)
    await step?.run(call, freshKey(), {})
    assert.ok((await step?.find?.(call, 'k', {}, since))?.found)
  }))

test('the door is opened only with the word that the operator chose', () => {
  const keys = { app: { verifyToken: 'our word' }, secrets: {} }
  const asking = (word: string): WebhookRequest => ({
    method: 'GET',
    url: 'https://desk.example/hooks/door',
    headers: {},
    body: Buffer.alloc(0),
    query: { 'hub.mode': 'subscribe', 'hub.verify_token': word, 'hub.challenge': '1158201444' },
  })
  assert.deepEqual(network.webhooks.greet?.(asking('our word'), keys), {
    status: 200,
    body: '1158201444',
    type: 'text/plain',
  })
  assert.equal(network.webhooks.greet?.(asking('another'), keys)?.status, 403)
  assert.equal(network.webhooks.greet?.(asking(''), { app: {}, secrets: {} })?.status, 403)
  assert.equal(network.webhooks.greet?.({ ...asking('our word'), method: 'POST' }, keys), undefined)
})

test('edited, removed, repeated and out of order, a comment keeps its id', () => {
  const told = (verb: string, time: number) => ({
    object: 'page',
    entry: [
      {
        id: '1',
        time,
        changes: [
          {
            field: 'feed',
            value: {
              item: 'comment',
              verb,
              comment_id: '20_50',
              post_id: '1_20',
              parent_id: '1_20',
              from: { id: '7', name: 'Ana' },
              message: 'Hm',
              created_time: time,
            },
          },
        ],
      },
    ],
  })
  const read = ['remove', 'add', 'edited', 'add'].map(
    (verb, index) => network.webhooks.read(told(verb, 1_700_000_000 - index))[0]?.what,
  )
  assert.deepEqual(
    read.map((one) => one?.id),
    ['20_50', '20_50', '20_50', '20_50'],
  )
  assert.deepEqual(
    read.map((one) => [one?.deleted, one?.edited]),
    [
      [true, undefined],
      [undefined, undefined],
      [undefined, true],
      [undefined, undefined],
    ],
  )
  assert.deepEqual(network.webhooks.read({ object: 'user', entry: [] }), [])
})

test('what the page tells the app is asked for once and can be stopped', () =>
  onPage(async (call) => {
    await network.webhooks.subscribe?.(call, 'https://desk.example/hooks/door')
    await network.webhooks.subscribe?.(call, 'https://desk.example/hooks/door')
    await network.webhooks.unsubscribe?.(call)
    await network.webhooks.unsubscribe?.(call)
  }))

test('a crowd of two thousand in ten minutes is heard whole within the limits of calls', () =>
  onEmulator(
    network,
    pagesOnGraph(),
    async (call, { lab }) => {
      const { ref } = await publish(network, call, plain('The bags were torn'))
      assert.ok((await crowdIsHeard({ network, lab, call, ref })) <= 10)
    },
    { enforceRates: true },
  ))

test('messages of a crowd, and many of one person, are all heard once', () =>
  onPage(async (call, { handle, lab }) => {
    const from = async (name: string, count: number) => {
      for (let n = 0; n < count; n++) {
        const person = lab.people.all[name === 'one' ? 0 : n]
        lab.clock.moveBy(1000)
        await handle.message?.('north_roasters', `${name} ${n}`, { person })
      }
    }
    await from('before', 3)
    let { cursor } = await network.inbox.poll(call, undefined)
    const heard: string[] = []
    await from('one', 70)
    await from('many', 60)
    for (let left = true; left; ) {
      const page = await network.inbox.poll(call, cursor)
      heard.push(...page.items.map((one) => one.text))
      cursor = page.cursor
      left = page.items.length > 0
    }
    assert.equal(heard.length, 130)
    assert.equal(new Set(heard).size, 130)
  }))
