import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkContent } from '../check-content.ts'
import { failsAs } from '../conformance/fails-as.ts'
import { freshKey, plain, prepare, publish, sampleFile } from '../conformance.ts'
import type { MediaFile, PreparedContent } from '../contract.ts'
import network from './index.ts'
import { onProfile } from './testing.ts'

const withMedia = (media: MediaFile[], text = 'New in', options: PreparedContent['options'] = {}): PreparedContent =>
  plain('', { parts: [{ text, media }], options })
const picture = (folder: string, mark = 1) => sampleFile('image', folder, mark)

test('a carousel of pictures and a video stands in its order, each picture described', () =>
  onProfile(async (call, { folder }) => {
    const media = [await picture(folder, 1), await sampleFile('video', folder, 2), await picture(folder, 3)]
    const { ref } = await publish(network, call, withMedia(media))
    const post = await network.readBack(call, ref)
    assert.ok(post !== 'gone')
    assert.deepEqual(
      post.media.map((one) => one.kind),
      ['image', 'video', 'image'],
    )
    assert.equal(post.media[2]?.alt, media[2]?.alt)
  }))

test('one video becomes a reel with its cover, people and co-authors', () =>
  onProfile(async (call, { folder }) => {
    const options = { people: ['@barista'], collaborators: ['the_farm'], audioName: 'Roaster hum', coverAt: '1,5' }
    const content = {
      ...withMedia([await sampleFile('video', folder, 1)], 'Hum', options),
      files: { cover: await picture(folder, 4) },
    }
    const { ref } = await publish(network, call, content)
    const post = await network.readBack(call, ref)
    assert.ok(post !== 'gone' && JSON.stringify(post.raw).includes('REELS'))
  }))

test('a story of a picture and one of a video are found among the stories when their answers were lost', () =>
  onProfile(async (call, { folder, lab }) => {
    for (const kind of ['image', 'video'] as const) {
      const content = withMedia([await sampleFile(kind, folder, 5)], '', { format: 'story' })
      const { post, postKey, done } = await prepare(network, call, content, freshKey())
      const since = call.clock.now()
      lab.faults.add({ method: 'POST', act: 'drop', when: 'after-commit', times: 1 })
      await assert.rejects(post.run(call, postKey, done), failsAs('unknown-outcome'))
      assert.ok((await post.find?.(call, postKey, done, since))?.found)
      await assert.rejects(post.run(call, postKey, done), failsAs('unknown-outcome', /shown this already/))
    }
  }))

test('what is still being taken in is waited for, and what cannot be taken in is told', () =>
  onProfile(async (call, { folder, lab, handle }) => {
    const steps = network.publish.steps(withMedia([await picture(folder)]), call.account)
    const [make, ready, show] = steps
    assert.ok(make && ready && show)
    const done = { [make.name]: await make.run(call, 'a', {}) }
    lab.faults.add({ act: 'still-processing', when: 'before-commit', times: 1 })
    await assert.rejects(ready.run(call, 'b', done), failsAs('slow-down'))
    handle.spoil(String(done[make.name]?.data?.container))
    await assert.rejects(ready.run(call, 'b', done), failsAs('rejected', /2207026/))
    await assert.rejects(show.run(call, 'c', done), failsAs('rejected', /ERROR/))
  }))

test('a container older than a day is not shown any more', () =>
  onProfile(async (call, { folder, lab }) => {
    const { post, postKey, done } = await prepare(network, call, withMedia([await picture(folder)]), freshKey())
    lab.clock.moveBy(25 * 3_600_000)
    await assert.rejects(post.run(call, postKey, done), failsAs('rejected', /EXPIRED/))
  }))

test('past the posts of a day the network says to wait', () =>
  onProfile(
    async (call, { folder }) => {
      await publish(network, call, withMedia([await picture(folder, 1)]))
      const { post, postKey, done } = await prepare(network, call, withMedia([await picture(folder, 2)]), freshKey())
      await assert.rejects(post.run(call, postKey, done), failsAs('slow-down'))
    },
    { postsADay: 1 },
  ))

test('comments that were turned off stay off', () =>
  onProfile(async (call, { folder }) => {
    const content = { ...withMedia([await picture(folder)], 'Quiet', { commentsOff: true }), firstComment: '#coffee' }
    const { done, ref } = await publish(network, call, content)
    assert.ok(done.comment?.ref?.id)
    const [last] = network.publish.steps({ ...content, options: {} }, call.account).slice(-1)
    await assert.rejects(
      last?.run(call, 'k', { post: { ref } }) ?? Promise.resolve(),
      failsAs('rejected', /turned off/),
    )
  }))

test('what Instagram would refuse is told while composing', async () => {
  const codes = (content: PreparedContent) =>
    checkContent(network.composing, content, {})
      .filter((one) => one.severity === 'error')
      .map((one) => one.code)
  const image = { id: 'i', kind: 'image', mime: 'image/jpeg', bytes: 9, width: 400, height: 1000 } as MediaFile
  const wide = { ...image, width: 1000, height: 800 } as MediaFile
  assert.deepEqual(codes(plain('Only words')), ['instagram.check.needsMedia'])
  assert.deepEqual(codes(withMedia([image])), ['networks.check.mediaRatio'])
  assert.deepEqual(codes(withMedia([image], '', { format: 'story' })), [])
  assert.deepEqual(codes(withMedia([wide, wide], '', { format: 'story' })), ['instagram.check.storyNeedsOne'])
  assert.deepEqual(codes(withMedia([wide], Array.from({ length: 31 }, (_, at) => `#tag${at}`).join(' '))), [
    'instagram.check.hashtags',
  ])
  assert.deepEqual(codes(withMedia([wide], Array.from({ length: 21 }, (_, at) => `@name${at}`).join(' '))), [
    'instagram.check.mentions',
  ])
  assert.deepEqual(codes(withMedia([wide], 'x', { coverAt: 'soon' })), ['instagram.check.coverAt'])
})

test('a picture at an address nobody can reach is refused by the network', () =>
  onProfile(async (call, { folder }) => {
    const lost = await picture(folder)
    const media = [
      { ...lost, fit: async () => media[0] as MediaFile, publicUrl: async () => 'http://127.0.0.1:9/away.jpg' },
    ] as MediaFile[]
    await assert.rejects(publish(network, call, withMedia(media)), failsAs('rejected', /fetched/))
  }))
