import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { checkContent } from '../check-content.ts'
import { failsAs } from '../conformance/fails-as.ts'
import { agreesAmongLivelyPeople, livelyTitle } from '../conformance/lively.ts'
import { temporaryFolder } from '../conformance/world.ts'
import { plain, publish, sampleFile } from '../conformance.ts'
import { signIn } from '../lab/sign-in.ts'
import { layoutOf } from './blocks.ts'
import { composing, parentOf } from './compose.ts'
import network from './index.ts'
import { textBlocks } from './npf.ts'
import { on } from './testing.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
before(async () => {
  folder = await temporaryFolder()
})
after(() => folder.remove())

test('formatting is counted in code points, from the beginning of its own block', () => {
  const blocks = textBlocks(
    '☕️ **кава**\n\nAnd _more_ at https://a.example, ~~gone~~ [here](https://b.example) 👩🏽‍🍳 [Staff](@t:0aY0)',
  )
  assert.deepEqual(blocks, [
    { type: 'text', text: '☕️ кава', formatting: [{ start: 3, end: 7, type: 'bold' }] },
    {
      type: 'text',
      text: 'And more at https://a.example, gone here 👩🏽‍🍳 Staff',
      formatting: [
        { start: 4, end: 8, type: 'italic' },
        { start: 12, end: 29, type: 'link', url: 'https://a.example' },
        { start: 31, end: 35, type: 'strikethrough' },
        { start: 36, end: 40, type: 'link', url: 'https://b.example' },
        { start: 46, end: 51, type: 'mention', blog: { uuid: 't:0aY0' } },
      ],
    },
  ])
})

test('long texts of many blocks are published, where each block keeps to its length', () =>
  on(async (call) => {
    const text = Array.from({ length: 5 }, (_, index) => `${index} ${'слово '.repeat(600).trim()}`).join('\n\n')
    assert.deepEqual(checkContent(composing, plain(text), {}), [])
    const { ref } = await publish(network, call, plain(text))
    const post = await network.readBack(call, ref)
    assert.ok(post !== 'gone')
    assert.equal(post.text, text)
  }))

test('title, tags, source and who may reblog stand as chosen, and change with an edit that keeps the files', () =>
  on(async (call, { lab }) => {
    const media = [
      await sampleFile('image', folder.path, 1),
      await sampleFile('image', folder.path, 2),
      await sampleFile('image', folder.path, 3),
    ]
    const options = { title: 'Кения', tags: ['coffee', '#кава'], source: 'https://roastery.example/', noReblogs: true }
    const { ref, done } = await publish(network, call, { parts: [{ text: 'Washed', media }], options })
    type Raw = {
      tags: string[]
      source_url: string
      interactability_reblog: string
      content: { type: string; text?: string; alt_text?: string }[]
      layout: { display: unknown }[]
    }
    const raw = async () => {
      const post = await network.readBack(call, ref)
      assert.ok(post !== 'gone')
      return post.raw as unknown as Raw
    }
    const first = await raw()
    assert.deepEqual(
      [first.tags, first.source_url, first.interactability_reblog],
      [['coffee', 'кава'], 'https://roastery.example/', 'noone'],
    )
    assert.deepEqual(first.layout[0]?.display, [{ blocks: [0] }, { blocks: [1] }, { blocks: [2, 3] }, { blocks: [4] }])
    const described = media.map((file, index) => ({ ...file, alt: `New ${index}` }))
    await network.edit.run(
      call,
      ref,
      { parts: [{ text: 'Dried', media: described }], options: { title: 'Кения II' } },
      done,
    )
    const second = await raw()
    assert.deepEqual(
      second.content.map((block) => block.text ?? block.alt_text),
      ['Кения II', 'New 0', 'New 1', 'New 2', 'Dried'],
    )
    assert.equal(lab.ledger.live('tumblr').length, 1)
  }))

test('a draft, a queued and a scheduled post are found after a doubt where they wait', () =>
  on(async (call) => {
    const publishOn = new Date(call.clock.now().getTime() + 3_600_000).toISOString()
    const waits: Record<string, string>[] = [{ state: 'draft' }, { state: 'queue' }, { state: 'schedule', publishOn }]
    for (const options of waits) {
      const content = { ...plain(`Later ${options.state}`), options }
      const since = call.clock.now()
      const { ref, steps } = await publish(network, call, content)
      const found = await steps[0]?.find?.(call, 'k', {}, since)
      assert.ok(found?.found && found.result.ref?.id === ref.id, options.state)
      assert.notEqual(await network.readBack(call, ref), 'gone')
      assert.deepEqual((await network.ownPosts(call, undefined)).items, [])
    }
  }))

test('a private post that is in doubt is never called surely absent', () =>
  on(async (call, { lab }) => {
    const [step] = network.publish.steps({ ...plain('Hidden'), options: { state: 'private' } }, call.account)
    const since = call.clock.now()
    lab.clock.moveBy(600_000)
    const found = await step?.find?.(call, 'k', {}, since)
    assert.ok(found && !found.found && !found.sure)
  }))

test('a schedule needs its moment, and one in the past is refused by the network', () =>
  on(async (call) => {
    const content = { ...plain('When?'), options: { state: 'schedule' } }
    assert.equal(checkContent(composing, content, {})[0]?.code, 'networks.check.optionMissing')
    const past = { ...content, options: { ...content.options, publishOn: '2020-01-01T00:00:00.000Z' } }
    await assert.rejects(publish(network, call, past), failsAs('rejected', /future/))
  }))

test('a reblog stands under its parent with our words; one that its author forbids is refused', () =>
  on(async (call) => {
    const { ref } = await publish(network, call, plain('The first'))
    const reblog = { ...plain('Still true'), options: { reblog: ref.url ?? '' } }
    const { ref: second } = await publish(network, call, reblog)
    const post = await network.readBack(call, second)
    assert.ok(post !== 'gone')
    assert.equal((post.raw as { parent_post_id?: string }).parent_post_id, ref.id)
    const { ref: closed } = await publish(network, call, { ...plain('Mine alone'), options: { noReblogs: true } })
    await assert.rejects(
      publish(network, call, { ...reblog, options: { reblog: closed.url ?? '' } }),
      failsAs('rejected', /cannot be reblogged/),
    )
    await assert.rejects(
      publish(network, call, { ...reblog, options: { reblog: 'https://www.tumblr.com/nobody/1' } }),
      failsAs('rejected'),
    )
  }))

test('a post is named by either of its addresses', () => {
  const named = (reblog: string) => parentOf({ options: { reblog } })
  assert.deepEqual(named('https://www.tumblr.com/staff/123/words-of-it'), { blog: 'staff', id: '123' })
  assert.deepEqual(named('https://staff.tumblr.com/post/123'), { blog: 'staff.tumblr.com', id: '123' })
  assert.equal(named('https://www.tumblr.com/staff'), undefined)
})

test('past what a day allows the post waits, and says for how long', () =>
  on(
    async (call) => {
      await publish(network, call, plain('One'))
      const error = await publish(network, call, plain('Two')).catch((failure: unknown) => failure)
      assert.ok(failsAs('slow-down', /daily/)(error))
      assert.equal((error as { retryAfterMs?: number }).retryAfterMs, 3_600_000)
    },
    { postsADay: 1 },
  ))

test('one sign-in gives every blog, and one that is gone asks for a person', () =>
  on(async (call, world, handle) => {
    const [way] = network.connect
    assert.ok(way)
    const blogs = await signIn(way, world, world.context)
    assert.deepEqual(
      blogs.map((one) => one.handle),
      ['north-roasters', 'north-roasters-notes'],
    )
    handle.closeBlog('north-roasters')
    await assert.rejects(network.health(call), failsAs('reconnect', /may no longer/))
  }))

test('an answer has the same name in the activity and under its post, and a reblog with words is heard', () =>
  on(async (call, world) => {
    const { ref } = await publish(network, call, plain('Talk'))
    await world.lab.network('tumblr').comment?.(ref.id, 'Гарно!')
    await publish(network, call, { ...plain('My own two cents'), options: { reblog: ref.url ?? '' } })
    const { items } = await network.inbox.poll(call, undefined)
    const under = (await network.inbox.comments?.(call, ref, undefined))?.items ?? []
    assert.deepEqual(
      items.map((one) => [one.kind, one.text, one.id]),
      under.map((one) => [one.kind, one.text, one.id]),
    )
    assert.deepEqual(
      under.map((one) => one.text),
      ['Гарно!', 'My own two cents'],
    )
  }))

test('rows of pictures go by two, an odd first one alone, words after them', () => {
  const blocks = (types: string[]) => types.map((type) => ({ type }))
  assert.deepEqual(layoutOf(blocks(['image', 'text'])), [])
  assert.deepEqual(layoutOf(blocks(['image', 'image', 'text'])), [
    { type: 'rows', display: [{ blocks: [0, 1] }, { blocks: [2] }] },
  ])
})

test('what the network does not take is refused while writing', async () => {
  const video = await sampleFile('video', folder.path, 1)
  const codes = (content: Parameters<typeof checkContent>[1]) =>
    checkContent(composing, content, {}).map((one) => one.code)
  assert.ok(
    codes({ parts: [{ text: 'a', media: [video, { ...video, id: 'b' }] }], options: {} }).includes(
      'tumblr.check.oneVideo',
    ),
  )
  const reblog = 'https://www.tumblr.com/staff/1'
  assert.deepEqual(codes({ parts: [{ text: 'a', media: [video] }], options: { reblog } }), ['tumblr.check.reblogVideo'])
  assert.deepEqual(codes({ ...plain('a'), options: { tags: ['a,b'], reblog: 'no', source: 'no' } }), [
    'tumblr.check.tagComma',
    'tumblr.check.reblog',
    'tumblr.check.source',
  ])
  assert.deepEqual(codes(plain('Fresh #coffee')), ['tumblr.check.hashtags'])
})

test(livelyTitle, () => on(agreesAmongLivelyPeople(network), {}, 'lively'))
