import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failsAs } from '../conformance/fails-as.ts'
import { onEmulator } from '../conformance/on-emulator.ts'
import { callOf, freshKey, plain, publish, sampleFile } from '../conformance.ts'
import { crowdIsHeard } from '../families/graph-api/lab/crowd.ts'
import { tokenWay } from './connect.ts'
import network from './index.ts'
import { profilesOnGraph } from './lab.ts'
import { onProfile } from './testing.ts'

const posted = async (call: Parameters<Parameters<typeof onProfile>[0]>[0], folder: string) =>
  (
    await publish(
      network,
      call,
      plain('', { parts: [{ text: 'Ask us', media: [await sampleFile('image', folder, 1)] }] }),
    )
  ).ref

for (const login of ['direct', 'page'] as const)
  test(`signed in ${login === 'direct' ? 'directly' : 'over a page'}, messages are read and answered for a day`, () =>
    onProfile(
      async (call, { handle, lab }) => {
        await handle.message?.('north_roasters', 'Are you open?')
        const { items } = await network.inbox.poll(call, undefined)
        const message = items.find((one) => one.kind === 'message')
        assert.ok(message)
        const step = network.inbox.reply?.(message, 'Until six', call.account)
        const since = call.clock.now()
        assert.ok((await step?.run(call, freshKey(), {}))?.ref?.id)
        assert.ok((await step?.find?.(call, 'k', {}, since))?.found)
        lab.clock.moveBy(25 * 3_600_000)
        assert.ok((network.inbox.replyUntil?.(message, call.account)?.getTime() ?? 0) < call.clock.now().getTime())
        await assert.rejects(
          step?.run(call, freshKey(), {}) ?? Promise.resolve(),
          failsAs('rejected', /allowed window/),
        )
      },
      { login },
    ))

test('a comment is answered in private once', () =>
  onProfile(async (call, { folder, handle }) => {
    const ref = await posted(call, folder)
    await handle.comment?.(ref.id, 'Price?')
    const [comment] = (await network.inbox.comments?.(call, ref, undefined))?.items ?? []
    assert.ok(comment)
    const step = network.inbox.replyPrivately?.(comment, 'Nine euros', call.account)
    assert.equal(step?.again.way, 'never')
    assert.ok((await step?.run(call, 'k', {}))?.ref?.id)
    await assert.rejects(step?.run(call, 'k', {}) ?? Promise.resolve(), failsAs('rejected', /already replied/))
  }))

test('an answer to a comment stands under it and is told as our own', () =>
  onProfile(async (call, { folder, handle }) => {
    const ref = await posted(call, folder)
    await handle.comment?.(ref.id, 'When?')
    const [comment] = (await network.inbox.comments?.(call, ref, undefined))?.items ?? []
    assert.ok(comment)
    await network.inbox.reply?.(comment, 'On Tuesday', call.account).run(call, freshKey(), {})
    const all = (await network.inbox.comments?.(call, ref, undefined))?.items ?? []
    assert.deepEqual(
      all.map((one) => [one.kind, one.own]),
      [
        ['comment', undefined],
        ['reply', true],
      ],
    )
  }))

test('a picture in which the account was tagged is a mention, and can be commented', () =>
  onProfile(async (call, { handle, lab }) => {
    handle.tag('north_roasters', 'Look what I drink')
    const [mention] = (await network.inbox.poll(call, undefined)).items
    assert.ok(mention?.kind === 'mention' && mention.author.handle === 'a_friend')
    await network.inbox.reply?.(mention, 'Cheers!', call.account).run(call, freshKey(), {})
    assert.equal(lab.ledger.live('instagram').filter((one) => one.text === 'Cheers!').length, 1)
  }))

test('a mention tells only numbers when it is delivered', () => {
  const body = {
    object: 'instagram',
    entry: [
      {
        id: '17841',
        time: 1_700_000_000,
        changes: [{ field: 'mentions', value: { media_id: '18', comment_id: '17' } }],
      },
    ],
  }
  const [read] = network.webhooks.read(body)
  assert.deepEqual(
    [read?.account, read?.what.id, read?.what.kind, read?.what.under?.id],
    ['17841', '17', 'mention', '18'],
  )
})

test('a hashtag is searched only over a page, and only one word at a time', async () => {
  await onProfile(async (call) => {
    await assert.rejects(network.search(call, 'coffee', undefined), failsAs('rejected', /over its page/))
  })
  await onProfile(
    async (call) => {
      await assert.rejects(network.search(call, 'two words', undefined), failsAs('rejected', /one hashtag/))
    },
    { login: 'page' },
  )
})

test('a token made by hand connects, is renewed for sixty days more, and is gone when it ended', () =>
  onProfile(async (_call, world) => {
    assert.ok(tokenWay.kind === 'secret')
    const [account] = await tokenWay.connect({ token: world.handle.token('north_roasters') }, world.context)
    assert.ok(account?.expiresAt)
    const call = callOf(account, world.context)
    const { secrets, expiresAt } = await network.refresh(call)
    assert.ok(secrets.token !== account.secrets.token && (expiresAt?.getTime() ?? 0) >= account.expiresAt.getTime())
    world.lab.clock.moveBy(61 * 24 * 3_600_000)
    await assert.rejects(network.refresh(call), failsAs('reconnect'))
    await assert.rejects(network.health(call), failsAs('reconnect', /expired/))
  }))

test('the followers are told by country, age and sex', () =>
  onProfile(async (call) => {
    const audience = await network.metrics.audience?.(call)
    assert.deepEqual(Object.keys(audience ?? {}).sort(), ['age', 'country', 'sex'])
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
    profilesOnGraph(),
    async (call, { folder, lab }) => {
      const ref = await posted(call, folder)
      assert.ok((await crowdIsHeard({ network, lab, call, ref })) <= 10)
    },
    { enforceRates: true },
  ))
