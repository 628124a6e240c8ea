import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkContent } from '../check-content.ts'
import { optionFields } from '../check-options.ts'
import { failsAs } from '../conformance/fails-as.ts'
import { freshKey, plain, prepare, publish, sampleFile } from '../conformance.ts'
import type { PreparedContent } from '../contract.ts'
import { lengthOf } from './count.ts'
import network from './index.ts'
import { onProfile } from './testing.ts'

test('an emoji weighs its bytes, everything else one', () => {
  assert.deepEqual(['кава', 'é', '☕', '☕️', '👨‍👩‍👧‍👦', '🇧🇬', '中文', '7'].map(lengthOf), [4, 1, 3, 6, 25, 8, 2, 1])
})

test('125 cups are published, and one letter more is refused by both', () =>
  onProfile(async (call) => {
    const full = '🫖'.repeat(125)
    assert.ok((await publish(network, call, plain(full))).ref.id)
    assert.equal(checkContent(network.composing, plain(`${full}x`), {})[0]?.code, 'networks.check.textTooLong')
    await assert.rejects(publish(network, call, plain(`${full}x`)), failsAs('rejected', /500/))
  }))

test('a carousel of pictures and a video stands in its order, each described', () =>
  onProfile(async (call, { folder }) => {
    const media = [
      await sampleFile('image', folder, 1),
      await sampleFile('video', folder, 2),
      await sampleFile('image', folder, 3),
    ]
    const { ref } = await publish(network, call, plain('', { parts: [{ text: 'Three', media }] }))
    const post = await network.readBack(call, ref)
    assert.ok(post !== 'gone')
    assert.deepEqual(
      post.media.map(({ kind, alt }) => [kind, alt]),
      media.map(({ kind, alt }) => [kind, alt]),
    )
  }))

test('later parts of a thread carry files too, and all of it goes away together', () =>
  onProfile(async (call, { folder, lab }) => {
    const two = [await sampleFile('image', folder, 1), await sampleFile('image', folder, 2)]
    const parts = [
      { text: 'First', media: [] },
      { text: 'Second', media: [await sampleFile('video', folder, 3)] },
      { text: 'Third', media: two },
    ]
    const { ref, done } = await publish(network, call, { parts, options: {}, firstComment: 'And more' })
    const third = await network.readBack(call, done['thread-2']?.ref ?? { id: '' })
    assert.ok(third !== 'gone' && third.media.length === 2 && third.replyTo === done['thread-1']?.ref?.id)
    await network.remove(call, ref, done)
    assert.deepEqual(lab.ledger.live('threads-app'), [])
  }))

test('what is still being taken in is waited for', () =>
  onProfile(async (call, { folder, lab }) => {
    const content = plain('', { parts: [{ text: 'Wait', media: [await sampleFile('image', folder, 1)] }] })
    const [make, ready] = network.publish.steps(content, call.account)
    assert.ok(make && ready)
    const done = { [make.name]: await make.run(call, 'a', {}) }
    lab.faults.add({ act: 'still-processing', when: 'before-commit', times: 1 })
    await assert.rejects(ready.run(call, 'b', done), failsAs('slow-down'))
    await ready.run(call, 'b', done)
  }))

test('a container is shown once, and not after a day', () =>
  onProfile(async (call, { lab }) => {
    const { post, postKey, done } = await prepare(network, call, plain('Once'), freshKey())
    await post.run(call, postKey, done)
    await assert.rejects(post.run(call, postKey, done), failsAs('unknown-outcome', /shown this already/))
    const late = await prepare(network, call, plain('Late'), freshKey())
    lab.clock.moveBy(25 * 3_600_000)
    await assert.rejects(late.post.run(call, late.postKey, late.done), failsAs('rejected', /EXPIRED/))
  }))

test('past the posts of a day the network says to wait, and answers are counted apart', () =>
  onProfile(
    async (call) => {
      const { ref } = await publish(network, call, plain('One', { firstComment: 'An answer' }))
      assert.ok(ref.id)
      const { post, postKey, done } = await prepare(network, call, plain('Two'), freshKey())
      await assert.rejects(post.run(call, postKey, done), failsAs('slow-down'))
    },
    { postsADay: 1 },
  ))

test('a link, a topic, a quote and an audience travel with the post', () =>
  onProfile(async (call, { handle }) => {
    const quote = handle.post('Something to agree with')
    const options = { link: 'https://roastery.example', topic: 'coffee', quote, replyControl: 'followers_only' }
    const { ref } = await publish(network, call, plain('Yes', { options }))
    const post = await network.readBack(call, ref)
    assert.ok(post !== 'gone')
    assert.match(JSON.stringify(post.raw), /roastery\.example.*coffee|coffee.*roastery\.example/)
  }))

test('countries can be chosen only by those whom the network lets', async () => {
  await onProfile(
    async (call) => {
      assert.ok(optionFields(network.composing, call.account.facts).some((one) => one.key === 'countries'))
      assert.ok((await publish(network, call, plain('Local', { options: { countries: ['bg', 'UA'] } }))).ref.id)
    },
    { geoGating: true },
  )
  await onProfile(async (call) => {
    const local = plain('Local', { options: { countries: ['BG'] } })
    assert.equal(checkContent(network.composing, local, call.account.facts)[0]?.code, 'networks.check.optionUnknown')
    await assert.rejects(publish(network, call, local), failsAs('reconnect', /countries/))
  })
})

test('what Threads would refuse is told while composing', () => {
  const codes = (content: PreparedContent) =>
    checkContent(network.composing, content, { geoGating: true }).map((one) => one.code)
  const links = Array.from({ length: 6 }, (_, at) => `https://a.example/${at}`).join(' ')
  assert.deepEqual(codes(plain(links)), ['threads-app.check.links'])
  assert.deepEqual(codes(plain('https://a.example https://a.example', { options: { link: 'https://a.example' } })), [])
  assert.deepEqual(codes(plain('x', { options: { topic: 'a.b' } })), ['threads-app.check.topic'])
  assert.deepEqual(codes(plain('x', { options: { quote: 'that one' } })), ['threads-app.check.quote'])
  assert.deepEqual(codes(plain('x', { options: { countries: ['B1'] } })), ['threads-app.check.country'])
  const poll = { options: ['a', 'b'], multiple: false, durationSeconds: 86_400 }
  const both = plain('', {
    parts: [{ text: 'x', media: [], poll }],
    options: { link: 'https://a.example', ghost: true },
  })
  assert.deepEqual(codes(both), ['threads-app.check.linkAlone', 'threads-app.check.ghost'])
})
