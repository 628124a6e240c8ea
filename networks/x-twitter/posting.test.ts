import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { checkContent } from '../check-content.ts'
import { failsAs } from '../conformance/fails-as.ts'
import { temporaryFolder } from '../conformance/world.ts'
import { plain, publish, sampleFile } from '../conformance.ts'
import { composing } from './compose.ts'
import { costOf } from './cost.ts'
import { weightOf } from './emulator/words.ts'
import network from './index.ts'
import { on } from './testing.ts'
import { weightedLength } from './words.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
before(async () => {
  folder = await temporaryFolder()
})
after(() => folder.remove())

test('an address counts 23 whatever its length, an emoji of many signs two, CJK two each', () => {
  assert.equal(weightedLength(`https://roastery.coffee/${'a'.repeat(200)}`), 23)
  assert.equal(weightedLength('👨‍👩‍👧‍👦'), 2)
  assert.equal(weightedLength('漢字'), 4)
  assert.equal(weightedLength('Кава й кава'), 11)
})

test('the emulator, which counts by itself, agrees with the network’s own library', () => {
  const texts = [
    'a https://foo.museum/long/long/long/long/long b',
    'see x.com/a and roastery.coffee.',
    'https://roastery.example/beans?a=1&b=2 and (https://a.bg/x), https://a.co.uk/x#y',
    'mail me@a.com, v1.2.3 file.txt http://localhost:3000/x',
    'Кава ☕️ 漢字 “quote” — … 👨‍👩‍👧‍👦🇧🇬',
  ]
  for (const text of texts) assert.equal(weightOf(text), weightedLength(text), text)
})

test('what a post costs is told before it is made: an address makes it dear, each part of a thread adds up', () => {
  const parts = ['one', 'two https://roastery.coffee'].map((text) => ({ text, media: [] }))
  assert.deepEqual(costOf({ parts: parts.slice(0, 1), options: {} }).amount, 0.015)
  assert.deepEqual(costOf({ parts, firstComment: 'three', options: {} }), {
    amount: 0.23,
    currency: 'USD',
    why: 'x-twitter.cost',
  })
})

test('an address that the network shortened is read back as it was written', () =>
  on(async (call) => {
    const text = 'Fresh & new: https://roastery.coffee/kenya?a=1&b=2 <3'
    const { ref } = await publish(network, call, plain(text))
    const post = await network.readBack(call, ref)
    assert.ok(post !== 'gone')
    assert.equal(post.text, text)
    assert.match(JSON.stringify(post.raw), /t\.co/)
  }))

test('who may answer, a quote, a place and the marks of advertising and AI stand as chosen', () =>
  on(async (call, { lab }) => {
    const { ref: first } = await publish(network, call, plain('quoted'))
    const options = {
      replySettings: 'following',
      quote: first.url ?? '',
      place: 'DF51DEC6F4EE2B2C',
      paidPartnership: true,
      madeWithAi: true,
    }
    const { ref } = await publish(network, call, { ...plain('quoting'), options })
    const post = await network.readBack(call, ref)
    assert.ok(post !== 'gone')
    assert.deepEqual((post.raw as { referenced_posts: unknown }).referenced_posts, [{ type: 'quoted', id: first.id }])
    assert.deepEqual((post.raw as { geo: unknown }).geo, { place_id: 'df51dec6f4ee2b2c' })
    assert.equal(lab.ledger.live('x-twitter').length, 2)
  }))

test('a quote with files, a GIF among pictures, a poll without words are refused while writing', async () => {
  const [gif, image] = [await sampleFile('gif', folder.path, 1), await sampleFile('image', folder.path, 1)]
  const codes = (content: Parameters<typeof checkContent>[1]) =>
    checkContent(composing, content, {}).map((one) => one.code)
  const quote = 'https://x.com/a/status/12'
  assert.deepEqual(codes({ parts: [{ text: 'a', media: [image] }], options: { quote } }), [
    'x-twitter.check.quoteAlone',
  ])
  assert.deepEqual(codes({ parts: [{ text: 'a', media: [] }], options: { place: 'Sofia' } }), ['x-twitter.check.place'])
  assert.deepEqual(codes({ parts: [{ text: 'a', media: [] }], options: { quote: 'nothing' } }), [
    'x-twitter.check.quoteAddress',
  ])
  assert.ok(codes({ parts: [{ text: 'a', media: [gif, image] }], options: {} }).includes('x-twitter.check.movingAlone'))
  const poll = { options: ['a', 'b'], multiple: false, durationSeconds: 300 }
  assert.deepEqual(codes({ parts: [{ text: '', media: [], poll }], options: {} }), ['x-twitter.check.pollNeedsText'])
})

test('a video that is still being taken in delays the post and does not fail it', () =>
  on(
    async (call) => {
      const content = { parts: [{ text: 'Look', media: [await sampleFile('video', folder.path, 1)] }], options: {} }
      const [upload, ready] = network.publish.steps(content, call.account)
      const done: Record<string, { data?: Record<string, never> }> = {}
      Object.assign(done, { 'media-0-0': await upload?.run(call, 'k', {}) })
      await assert.rejects(async () => ready?.run(call, 'k', done), failsAs('slow-down'))
    },
    { processingMs: 60_000 },
  ))

test('an upload cut off in the middle is begun anew and leaves nothing to see', () =>
  on(async (call, { lab }) => {
    const content = { parts: [{ text: 'Again', media: [await sampleFile('image', folder.path, 5)] }], options: {} }
    const [upload] = network.publish.steps(content, call.account)
    lab.faults.add({ act: 'drop', when: 'no-commit', path: '/append', times: 1 })
    await assert.rejects(async () => upload?.run(call, 'k', {}), failsAs('network-down'))
    await publish(network, call, content)
    assert.equal(lab.ledger.entries.filter((one) => one.kind === 'upload').length, 1)
  }))

test('the same words twice in a row are refused in the network’s own words', () =>
  on(
    async (call) => {
      await publish(network, call, plain('Good morning'))
      await assert.rejects(publish(network, call, plain('Good morning')), failsAs('rejected', /duplicate/))
    },
    { refuseTwins: true },
  ))

test('past what a window allows the network’s own headers tell when to come again', () =>
  on(
    async (call) => {
      let failure: unknown
      for (let post = 0; post < 101 && !failure; post++)
        await publish(network, call, plain(`Post ${post}`)).catch((error: unknown) => {
          failure = error
        })
      assert.ok(failsAs('slow-down')(failure))
      const { retryAfterMs = 0 } = failure as { retryAfterMs?: number }
      assert.ok(retryAfterMs > 0 && retryAfterMs <= 15 * 60_000 + 1000)
    },
    { enforceRates: true },
  ))
