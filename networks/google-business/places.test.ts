import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkContent } from '../check-content.ts'
import type { Content } from '../compose.ts'
import { failsAs } from '../conformance/fails-as.ts'
import { temporaryFolder } from '../conformance/world.ts'
import { callOf, connectIn, labWorld, plain, publish, sampleFile } from '../conformance.ts'
import type { Call, PreparedContent } from '../contract.ts'
import { signIn } from '../lab/sign-in.ts'
import network from './index.ts'
import emulator from './lab.ts'
import { localMoment, phoneIn } from './wording.ts'

type Trial = {
  world: Awaited<ReturnType<typeof labWorld>>
  call: Call
  door: (what: string, body: object) => Promise<{ name: string }>
}

async function atPlace(run: (trial: Trial) => Promise<void>): Promise<void> {
  const world = await labWorld(emulator)
  try {
    const account = await connectIn(network, world)
    const call = callOf(account, world.context)
    const door: Trial['door'] = async (what, body) => {
      const answer = await fetch(`${world.lab.origin}/google-business/door/${what}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ place: account.remoteId, ...body }),
      })
      return (await answer.json()) as { name: string }
    }
    await run({ world, call, door })
    assert.deepEqual(world.lab.violations, [])
  } finally {
    await world.close()
  }
}

const codes = (text: string, options: Content['options'] = {}, facts = {}) =>
  checkContent(network.composing, { parts: [{ text, media: [] }], options }, facts).map((one) => one.code)

const happening = { topic: 'EVENT', title: 'Cupping', starts: '2026-12-05 18:00', ends: '2026-12-05' }

test('a phone number in a text is found in any of its shapes, and dates and prices are none', () => {
  for (const text of ['Call +359 2 123 45 67', 'ring (02) 987-654-321', 'tel. 0888123456', '+48 600-700-800!'])
    assert.ok(phoneIn(text), text)
  for (const text of [
    '2026-12-05 18:00',
    'From 12.05.2026',
    '1 900 m, 250 g',
    'https://x.example/0888123456',
    'mark12345678x',
  ])
    assert.equal(phoneIn(text), undefined, text)
})

test('a wall clock is read as written, and no day that is not', () => {
  assert.deepEqual(localMoment('2026-12-05 18:30')?.time, { hours: 18, minutes: 30 })
  assert.equal(localMoment('2026-12-05')?.time, undefined)
  for (const wrong of ['2026-02-30', '5.12.2026', '2026-12-05 25:00', '']) assert.equal(localMoment(wrong), undefined)
})

test('what the network would refuse is told while writing', () => {
  assert.deepEqual(codes('Ring 0888 123 456'), ['google-business.check.phone'])
  assert.deepEqual(codes('x', { topic: 'EVENT', title: 'T' }).sort(), Array(2).fill('networks.check.optionMissing'))
  assert.deepEqual(codes('x', { ...happening, starts: 'tomorrow' }), ['google-business.check.moment'])
  assert.deepEqual(codes('x', { ...happening, ends: '2026-12-04' }), ['google-business.check.endsBefore'])
  assert.deepEqual(codes('x', { action: 'BOOK', actionUrl: 'book me' }), ['google-business.check.address'])
  assert.deepEqual(codes('x', {}, { place: { canPost: false } }), ['google-business.check.cannotPost'])
  assert.deepEqual(codes('x', {}, { place: { open: false } }), ['google-business.check.closed'])
  assert.deepEqual(codes('x', happening), [])
})

test('an event, an offer and an update with a button stand as they were meant', () =>
  atPlace(async ({ call }) => {
    const raws = []
    for (const options of [
      happening,
      { ...happening, topic: 'OFFER', coupon: 'KENYA10', redeemUrl: 'https://roastery.example/kenya' },
      { action: 'LEARN_MORE', actionUrl: 'https://roastery.example/' },
      { action: 'CALL' },
    ] as PreparedContent['options'][]) {
      const { ref } = await publish(network, call, plain('Come in', { options }))
      const post = await network.readBack(call, ref)
      raws.push(post === 'gone' ? post : post.raw)
    }
    assert.deepEqual(
      raws.map((raw) => (raw as { topic: string; title: string }).topic),
      ['EVENT', 'OFFER', 'STANDARD', 'STANDARD'],
    )
    assert.equal((raws[0] as { title: string }).title, 'Cupping')
  }))

test('a post that breaks the content policy is told afterwards, and one still under review is waited for', () =>
  atPlace(async ({ call, world }) => {
    const [post, reviewed] = network.publish.steps(plain('Play casino'), call.account)
    assert.ok(post && reviewed)
    const done = { post: await post.run(call, 'k', {}) }
    await assert.rejects(reviewed.run(call, 'k', done), failsAs('rejected', /policy/))
    const [next, look] = network.publish.steps(plain('Drink coffee'), call.account)
    world.lab.faults.add({ method: 'POST', act: 'still-processing', when: 'before-commit', times: 1 })
    const waiting = { post: (await next?.run(call, 'k', {})) ?? {} }
    await assert.rejects(async () => look?.run(call, 'k', waiting), failsAs('slow-down'))
    world.lab.clock.moveBy(120_000)
    assert.deepEqual(await look?.run(call, 'k', waiting), {})
  }))

test('a picture is fetched by the network from its signed address', async () => {
  const folder = await temporaryFolder()
  try {
    await atPlace(async ({ call }) => {
      const picture = await sampleFile('image', folder.path, 2)
      let asked = 0
      const counted = () => {
        asked += 1
        return picture.publicUrl()
      }
      const watched = { ...picture, fit: async () => watched, publicUrl: counted }
      await publish(network, call, { ...plain(''), parts: [{ text: 'Look', media: [watched] }] })
      assert.equal(asked, 1)
    })
  } finally {
    await folder.remove()
  }
})

test('a review is heard with its stars, answered once, and the answer can be taken back', () =>
  atPlace(async ({ call, door, world }) => {
    const { name } = await door('reviews', { stars: 'TWO', text: 'Cold coffee', author: 'Ева' })
    const first = await network.inbox.poll(call, undefined)
    const [review] = first.items
    assert.deepEqual([review?.kind, review?.rating, review?.text, review?.id], ['review', 2, 'Cold coffee', name])
    assert.deepEqual((await network.inbox.poll(call, first.cursor)).items, [])
    assert.ok(review)
    const step = network.inbox.reply?.(review, 'We are sorry.', call.account)
    assert.ok(step?.find)
    assert.equal((await step.find(call, 'k', {}, call.clock.now())).found, false)
    await step.run(call, 'k', {})
    await step.run(call, 'k', {})
    assert.ok((await step.find(call, 'k', {}, call.clock.now())).found)
    const heard = (await network.inbox.poll(call, first.cursor)).items
    assert.deepEqual(
      heard.map((one) => [one.own, one.replyTo, one.text]),
      [[true, name, 'We are sorry.']],
    )
    assert.equal(world.lab.ledger.live().length, 1)
    for (let twice = 0; twice < 2; twice++) await network.moderate.delete?.(call, heard[0] ?? review)
    assert.equal(world.lab.ledger.live().length, 0)
    await assert.rejects(async () => network.moderate.delete?.(call, review), failsAs('rejected'))
  }))

test('who is answered under a review may add to it, and the review is heard as it then is', () =>
  atPlace(async ({ call, door, world }) => {
    const reviewers = world.lab.people.regulars.slice(0, 6)
    for (const { name } of reviewers) await door('reviews', { stars: 'THREE', text: `By ${name}.`, author: name })
    const first = await network.inbox.poll(call, undefined)
    assert.equal(first.items.length, reviewers.length)
    world.lab.letPeopleTalk(true)
    for (const [at, review] of first.items.entries())
      await network.inbox
        .reply?.(review, `Thank you, we roast again on Tuesday, table ${at}.`, call.account)
        .run(call, `k${at}`, {})
    world.lab.clock.moveBy(3 * 60_000)
    await network.inbox.poll(call, first.cursor)
    const heard = (await network.inbox.poll(call, first.cursor)).items.filter((one) => !one.own)
    assert.ok(heard.length >= 3, `${heard.length} of six went on`)
    for (const one of heard) {
      assert.equal(one.edited, true)
      assert.ok(one.text.startsWith(`By ${one.author.name}.\n\n`), one.text)
      assert.equal(one.rating, 3)
    }
  }))

test('a question is heard, and has one answer of ours', () =>
  atPlace(async ({ call, door, world }) => {
    const { name } = await door('questions', { text: 'Do you have oat milk?' })
    const [question] = (await network.inbox.poll(call, undefined)).items
    assert.equal(question?.id, name)
    assert.ok(question)
    for (const words of ['Yes.', 'Yes, and soy.'])
      await network.inbox.reply?.(question, words, call.account).run(call, 'k', {})
    assert.deepEqual(
      world.lab.ledger.live().map((one) => one.text),
      ['Yes, and soy.'],
    )
    const answer = (await network.inbox.poll(call, undefined)).items.find((one) => one.own)
    assert.equal(answer?.replyTo, name)
    if (answer) await network.moderate.delete?.(call, answer)
    assert.equal(world.lab.ledger.live().length, 0)
  }))

test('where the questions API is withdrawn, reviews are heard all the same', () =>
  atPlace(async ({ call, door, world }) => {
    await door('reviews', { text: 'Lovely' })
    world.lab.faults.add({ path: 'questions', act: 'status', status: 404, when: 'no-commit' })
    assert.equal((await network.inbox.poll(call, undefined)).items.length, 1)
  }))

test('one sign-in gives every place, and a place handed to somebody else must be connected again', () =>
  atPlace(async ({ call, door, world }) => {
    await door('places', { author: 'north_roasters', title: 'North, second shop' })
    const [way] = network.connect
    assert.ok(way)
    const accounts = await signIn(way, world, world.context)
    assert.deepEqual([accounts.length, new Set(accounts.map((one) => one.handle)).size], [2, 2])
    await door('handover', {})
    await assert.rejects(network.health(call), failsAs('reconnect'))
  }))

test('how often a place was seen is the sum of thirty-one days', () =>
  atPlace(async ({ call }) => {
    const { views = 0 } = (await network.metrics.account?.(call)) ?? {}
    assert.ok(views > 0 && views % 4 === 0)
  }))
