import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { failsAs } from '../conformance/fails-as.ts'
import { agreesAmongLivelyPeople, livelyTitle } from '../conformance/lively.ts'
import { temporaryFolder } from '../conformance/world.ts'
import { plain, publish, sampleFile } from '../conformance.ts'
import type { Call, RemotePost, StepsDone } from '../contract.ts'
import network from './index.ts'
import { ruleFor } from './stream.ts'
import { on } from './testing.ts'
import { webhooks } from './webhooks.ts'

const asked = (query: Record<string, string>) => ({ method: 'GET', query, headers: {}, body: Buffer.alloc(0), url: '' })

test('the question whether the door is ours is answered with the app’s secret, and without it not at all', () => {
  const keys = { app: { apiSecret: 'hush' }, secrets: {} }
  const wanted = `sha256=${createHmac('sha256', 'hush').update('abc').digest('base64')}`
  const answer = webhooks.greet?.(asked({ crc_token: 'abc' }), keys)
  assert.deepEqual(JSON.parse(answer?.body ?? '{}'), { response_token: wanted })
  assert.equal(webhooks.greet?.(asked({}), keys), undefined)
  assert.equal(webhooks.greet?.(asked({ crc_token: 'abc' }), { app: {}, secrets: {} }), undefined)
})

test('asking for deliveries twice makes one door, and they can be stopped', () =>
  on(async (call) => {
    await webhooks.subscribe?.(call, 'https://desk.example/hooks/a')
    await webhooks.subscribe?.(call, 'https://desk.example/hooks/a')
    await webhooks.unsubscribe?.(call)
    await webhooks.subscribe?.(call, 'https://desk.example/hooks/a')
  }))

test('a message that came by webhook has the id that polling gives', () =>
  on(async (call, { lab }) => {
    const handle = lab.network('x-twitter')
    const id = (await handle.message?.('north_roasters', 'Добър ден')) ?? ''
    const request = await handle.delivery?.(id, 'https://desk.example/hooks/a')
    const [heard] = webhooks.read(JSON.parse(String(request?.body)))
    const polled = await network.inbox.poll(call, undefined)
    assert.deepEqual([heard?.what.id, heard?.what.text], [polled.items[0]?.id, 'Добър ден'])
    assert.equal(heard?.account, call.account.remoteId)
  }))

test('the stream brings what holds a word as it is written, and leaves no rule behind', () =>
  on(async (call) => {
    const stop = new AbortController()
    const heard: RemotePost[] = []
    const listening = (async () => {
      const want = { words: ['kenya', 'кенія'] }
      for await (const batch of network.stream.listen({ ...call, signal: stop.signal }, want)) {
        for (const one of batch) if (one.what === 'said') heard.push(one.post)
        if (heard.length > 0) stop.abort()
      }
    })()
    for (let tries = 0; heard.length === 0 && tries < 50; tries++) {
      await publish(network, call, plain(`Нова Кенія ${tries}`))
      await new Promise((resolve) => setTimeout(resolve, 40))
    }
    await listening
    assert.match(heard[0]?.text ?? '', /Нова Кенія/)
    const left = await call.http({
      url: `${call.account.server}/2/tweets/search/stream/rules`,
      headers: { authorization: `Bearer ${call.account.app.bearerToken}` },
    })
    assert.deepEqual(left.json<{ data: unknown[] }>().data, [])
  }))

test('a rule holds as many words as the network takes', () => {
  const rule = ruleFor(Array.from({ length: 300 }, (_, index) => `word${index}`))
  assert.ok(rule.length <= 1024 && rule.startsWith('("word0" OR ') && rule.endsWith(') -is:retweet'))
})

test('an account connected without the right to messages still hears its mentions', () =>
  on(async (call) => {
    const narrow: Call = { ...call, account: { ...call.account, facts: { withoutMessages: true } } }
    const { items } = await network.inbox.poll(narrow, undefined)
    assert.deepEqual(items, [])
  }))

test('a desk without the app’s bearer token is told so', () =>
  on(async (call) => {
    const bare: Call = { ...call, account: { ...call.account, app: {} } }
    await assert.rejects(
      async () => webhooks.subscribe?.(bare, 'https://desk.example/h'),
      failsAs('rejected', /bearer/),
    )
  }))

test(livelyTitle, () => on(agreesAmongLivelyPeople(network), {}, 'lively'))

test('an answer brings its picture with it, in public and in private, each once', () =>
  on(async (call, { lab }) => {
    const folder = await temporaryFolder()
    try {
      const picture = await sampleFile('image', folder.path, 4)
      const { ref } = await publish(network, call, plain('Ask me'))
      await lab.network('x-twitter').comment?.(ref.id, 'How does it look?')
      await lab.network('x-twitter').message?.('north_roasters', 'Show me')
      const { items } = await network.inbox.poll(call, undefined)
      for (const to of items) {
        const done: StepsDone = {}
        const steps = network.inbox.replyWith?.(to, `Like this, ${to.kind}`, [picture], call.account) ?? []
        for (const step of steps) done[step.name] = await step.run(call, 'k', done)
        const found = await steps.at(-1)?.find?.(call, 'k', done, call.clock.now())
        assert.ok(found?.found && found.result.ref?.id === done.reply?.ref?.id, to.kind)
      }
      assert.equal(lab.ledger.live('x-twitter').filter((one) => one.text?.startsWith('Like this')).length, 2)
      for (const to of items)
        assert.throws(
          () => network.inbox.replyWith?.(to, 'Many', Array(5).fill(picture), call.account),
          failsAs('rejected'),
        )
    } finally {
      await folder.remove()
    }
  }))
