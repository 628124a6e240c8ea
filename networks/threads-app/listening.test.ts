import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failsAs } from '../conformance/fails-as.ts'
import { onEmulator } from '../conformance/on-emulator.ts'
import { callOf, freshKey, plain, publish } from '../conformance.ts'
import { crowdIsHeard } from '../families/graph-api/lab/crowd.ts'
import { tokenWay } from './connect.ts'
import network from './index.ts'
import { speakersOnGraph } from './lab.ts'
import { onProfile } from './testing.ts'

test('a post of somebody else that names the account is heard once', () =>
  onProfile(async (call, { handle }) => {
    handle.post('Drinking @north_roasters again')
    const first = await network.inbox.poll(call, undefined)
    assert.deepEqual(
      first.items.map((one) => one.kind),
      ['mention'],
    )
    assert.deepEqual((await network.inbox.poll(call, first.cursor)).items, [])
  }))

test('an answer whose outcome is unknown is found among our own', () =>
  onProfile(async (call, { handle, lab }) => {
    const { ref } = await publish(network, call, plain('Ask'))
    await handle.comment?.(ref.id, 'Where?')
    const [question] = (await network.inbox.comments?.(call, ref, undefined))?.items ?? []
    assert.ok(question)
    const step = network.inbox.reply?.(question, 'In Sofia', call.account)
    const since = call.clock.now()
    lab.faults.add({ method: 'POST', act: 'drop', when: 'after-commit', times: 1 })
    await assert.rejects(step?.run(call, freshKey(), {}) ?? Promise.resolve(), failsAs('unknown-outcome'))
    const found = await step?.find?.(call, 'k', {}, since)
    assert.ok(found?.found)
    const [, answer] = (await network.inbox.comments?.(call, ref, undefined))?.items ?? []
    assert.deepEqual([answer?.own, answer?.replyTo, answer?.under?.id], [true, question.id, ref.id])
  }))

test('a delivery of a mention is for the account that is named', () => {
  const value = {
    id: '18',
    username: 'ana',
    text: 'Hi @north',
    timestamp: '2026-11-22T10:00:00+0000',
    media_type: 'TEXT_POST',
  }
  const [read] = network.webhooks.read({ target_id: '26', topic: 'moderate', values: { field: 'mentions', value } })
  assert.deepEqual(
    [read?.account, read?.what.kind, read?.what.id, read?.what.author.handle],
    ['26', 'mention', '18', 'ana'],
  )
  assert.deepEqual(network.webhooks.read({ target_id: '26', values: { field: 'publish', value } }), [])
  assert.deepEqual(network.webhooks.read({ target_id: '26', values: { field: 'replies', value: { id: '1' } } }), [])
})

test('a token made by hand connects, is renewed for sixty days more, and is gone when it ended', () =>
  onProfile(async (_call, world) => {
    assert.ok(tokenWay.kind === 'secret')
    const [account] = await tokenWay.connect({ token: world.handle.token('north_roasters') }, world.context)
    assert.ok(account?.expiresAt)
    const call = callOf(account, world.context)
    const { secrets } = await network.refresh(call)
    assert.notEqual(secrets.token, account.secrets.token)
    world.lab.clock.moveBy(61 * 24 * 3_600_000)
    await assert.rejects(network.refresh(call), failsAs('reconnect'))
    await assert.rejects(network.health(call), failsAs('reconnect', /expired/))
    await assert.rejects(tokenWay.connect({ token: ' ' }, world.context), failsAs('rejected'))
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

test('a crowd of two thousand in ten minutes is heard whole within the limits of calls', () =>
  onEmulator(
    network,
    speakersOnGraph(),
    async (call, { lab }) => {
      const { ref } = await publish(network, call, plain('The bags were torn'))
      assert.ok((await crowdIsHeard({ network, lab, call, ref })) <= 8)
    },
    { enforceRates: true },
  ))
