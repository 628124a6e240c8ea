import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkContent } from '../check-content.ts'
import { failsAs } from '../conformance/fails-as.ts'
import { plain, prepare, publish, sampleFile } from '../conformance.ts'
import vk from './index.ts'
import { onVk, watched } from './testing.ts'

const story = { options: { format: 'story', storyLink: 'https://roastery.example/kenya', storyLinkText: 'buy' } }

test('a story stands with its picture and link, and is removed', () =>
  onVk(async ({ call, folder, publish, vk: network }) => {
    const media = [await sampleFile('image', folder, 1)]
    const { ref } = await publish({ parts: [{ text: '', media }], ...story })
    assert.match(ref.id, /^story-\d+_\d+$/)
    const [made] = [...network.desk.rows.stories.values()]
    assert.deepEqual(made?.link, { url: 'https://roastery.example/kenya', text: 'buy' })
    const read = await vk.readBack(call, ref)
    assert.ok(read !== 'gone' && read.media[0]?.kind === 'image')
    assert.ok((await vk.metrics.posts?.(call, [ref]))?.[ref.id]?.views !== undefined)
    assert.equal(await vk.remove(call, ref, {}), 'removed')
    assert.equal(await vk.remove(call, ref, {}), 'already-gone')
  }))

test('a story whose answer was lost is found while it is the only one, and is doubtful among two', () =>
  onVk(async ({ call, folder, lab }) => {
    const content = { parts: [{ text: '', media: [await sampleFile('image', folder, 2)] }], ...story }
    const since = call.clock.now()
    const first = await prepare(vk, call, content, 'first')
    lab.faults.add({ method: 'POST', when: 'after-commit', act: 'drop', times: 1 })
    await assert.rejects(first.post.run(call, first.postKey, first.done), failsAs('unknown-outcome'))
    const found = await first.post.find?.(call, first.postKey, first.done, since)
    assert.ok(found?.found)
    await publish(vk, call, content)
    const doubtful = await first.post.find?.(call, first.postKey, first.done, since)
    assert.deepEqual([doubtful?.found, doubtful && 'sure' in doubtful && doubtful.sure], [false, false])
  }))

test('a story takes one picture or video, no poll, no comment; a poll is not posted alone', async () => {
  const codes = (content: Parameters<typeof checkContent>[1]) =>
    checkContent(vk.composing, content, {}).map((one) => one.code)
  const poll = { question: 'Filter?', options: ['Yes', 'No'], multiple: false, durationSeconds: 86_400 }
  assert.ok(
    codes({ parts: [{ text: 'Words', media: [], poll }], ...story, firstComment: 'One' }).includes(
      'vk.check.storyMedia',
    ),
  )
  assert.ok(codes({ parts: [{ text: '', media: [], poll }], options: {} }).includes('vk.check.pollNotAlone'))
  assert.ok(codes({ ...plain('At home'), options: { place: 'Kyiv' } }).includes('vk.check.place'))
})

test('somebody is named in VK’s own syntax, and read back by name', () =>
  onVk(async ({ call }) => {
    const spied = watched(call)
    const { ref } = await publish(vk, spied.call, plain('Thanks, [VK Team](@club1)! **Really.**'))
    assert.equal(spied.sent('wall.post').message, 'Thanks, [club1|VK Team]! Really.')
    const post = await vk.readBack(call, ref)
    assert.ok(post !== 'gone' && post.text === 'Thanks, VK Team! Really.')
  }))

test('the first link of a text without files becomes a card, unless that is switched off', () =>
  onVk(async ({ call }) => {
    const spied = watched(call)
    await publish(vk, spied.call, plain('Look https://roastery.example/kenya'))
    assert.equal(spied.sent('wall.post').attachments, 'https://roastery.example/kenya')
    await publish(vk, spied.call, plain('Look https://roastery.example/kenya', { options: { linkCard: false } }))
    assert.equal(spied.sent('wall.post').attachments, undefined)
  }))

test('an edit of the words keeps files and poll, and one of the files changes only these', () =>
  onVk(async ({ call, folder, publish, vk: network }) => {
    const poll = { question: 'Filter?', options: ['Yes', 'No'], multiple: true, durationSeconds: 86_400 }
    const media = [await sampleFile('image', folder, 3), await sampleFile('gif', folder, 4)]
    const { ref, done } = await publish({ parts: [{ text: 'Before', media, poll }], options: {} })
    const uploads = network.desk.rows.assets.size
    await vk.edit.run(call, ref, { parts: [{ text: 'After', media, poll }], options: {} }, done)
    assert.equal(network.desk.rows.assets.size, uploads, 'nothing is uploaded again')
    const stands = network.desk.rows.posts.get(ref.id)
    assert.deepEqual(
      stands?.attachments.map((one) => one.replace(/[-\d_]+$/, '')),
      ['photo', 'doc', 'poll'],
    )
    await vk.edit.run(call, ref, { parts: [{ text: 'After', media: media.slice(0, 1), poll }], options: {} }, done)
    assert.equal(network.desk.rows.posts.get(ref.id)?.attachments.length, 2)
  }))

test('a pinned post is pinned once it is out; settings of the post arrive as VK names them', () =>
  onVk(async ({ publish, vk: network }) => {
    const options = { pin: true, ads: true, closeComments: true, place: '50.45, 30.52', source: 'https://habr.com/x' }
    const { ref } = await publish(plain('Pinned', { options }))
    const { pinned, ads, closed, geo, source } = network.desk.rows.posts.get(ref.id) ?? {}
    assert.deepEqual([pinned, ads, closed, geo, source], [true, true, true, '50.45 30.52', 'https://habr.com/x'])
  }))

test('where comments are off, the first comment fails and the post stands', () =>
  onVk(async ({ publish, vk: network }) => {
    const closed = plain('Quiet', { firstComment: 'First!', options: { closeComments: true } })
    await assert.rejects(publish(closed), failsAs('rejected'))
    assert.equal(network.desk.rows.posts.size, 1)
  }))
