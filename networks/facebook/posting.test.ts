import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkContent } from '../check-content.ts'
import { failsAs } from '../conformance/fails-as.ts'
import { freshKey, plain, prepare, publish, sampleFile } from '../conformance.ts'
import type { MediaFile } from '../contract.ts'
import { ask } from '../families/graph-api/wire.ts'
import { wireOf } from './client.ts'
import network from './index.ts'
import { onPage } from './testing.ts'

const upright = { width: 240, height: 320 }
const withVideo = async (folder: string, format: string, changed: Partial<MediaFile> = {}) =>
  plain('', {
    parts: [{ text: 'A minute at the roaster', media: [await sampleFile('video', folder, 1, changed)] }],
    options: { format },
  })

test('a reel stands as a video post with its words', () =>
  onPage(async (call, { folder, lab }) => {
    const content = await withVideo(folder, 'reel', upright)
    assert.deepEqual(checkContent(network.composing, content, {}), [])
    const { ref } = await publish(network, call, content)
    const post = await network.readBack(call, ref)
    assert.ok(post !== 'gone' && post.text === 'A minute at the roaster' && post.media[0]?.kind === 'video')
    assert.equal(lab.ledger.live('facebook').length, 1)
  }))

for (const format of ['feed', 'reel'])
  test(`a chosen cover is what a video of the format ${format} is shown with, and setting it twice is the same as once`, () =>
    onPage(async (call, { folder }) => {
      const cover = await sampleFile('image', folder, 7)
      const content = { ...(await withVideo(folder, format, upright)), files: { cover } }
      content.options.cover = 'cover'
      assert.deepEqual(checkContent(network.composing, content, {}), [])
      const { ref, done } = await publish(network, call, content)
      const again = network.publish.steps(content, call.account).find((one) => one.name === 'cover')
      await again?.run(call, 'again', done)
      const path = `${ref.more?.videoId}/thumbnails`
      const { data } = await ask<{ data: { uri: string; is_preferred: boolean }[] }>(wireOf(call), { path })
      assert.deepEqual(
        data.map((one) => one.is_preferred),
        [true],
      )
      const shown = Buffer.from(await (await fetch(data[0]?.uri ?? '')).arrayBuffer())
      assert.ok(shown.equals(await cover.bytesNow()))
    }))

test('a cover without a video is warned of, and a story takes none', () =>
  onPage(async (call, { folder }) => {
    const cover = await sampleFile('image', folder, 7)
    const idle = plain('Only words', { options: { cover: 'cover' }, files: { cover } })
    assert.deepEqual(
      checkContent(network.composing, idle, {}).map((one) => [one.code, one.severity]),
      [['facebook.check.coverNeedsVideo', 'warning']],
    )
    const story = { ...(await withVideo(folder, 'story')), files: { cover } }
    assert.ok(!network.publish.steps(story, call.account).some((one) => one.name === 'cover'))
  }))

test('a story of a picture stands once, however often its last call is asked for', () =>
  onPage(async (call, { folder, lab }) => {
    const media = [await sampleFile('image', folder, 2)]
    const content = plain('', { parts: [{ text: '', media }], options: { format: 'story' } })
    const { post, postKey, done } = await prepare(network, call, content, freshKey())
    const since = call.clock.now()
    lab.faults.add({ method: 'POST', act: 'drop', when: 'after-commit', times: 1 })
    await assert.rejects(post.run(call, postKey, done), failsAs('unknown-outcome'))
    const found = await post.find?.(call, postKey, done, since)
    assert.ok(found?.found)
    await assert.rejects(post.run(call, postKey, done), failsAs('rejected'))
    assert.equal(lab.ledger.live('facebook').length, 1)
  }))

test('a story of a video is found by its video when the answer was lost', () =>
  onPage(async (call, { folder, lab }) => {
    const content = await withVideo(folder, 'story')
    const { post, postKey, done } = await prepare(network, call, content, freshKey())
    const since = call.clock.now()
    assert.equal((await post.find?.(call, postKey, done, since))?.found, false)
    lab.faults.add({ method: 'POST', act: 'garbage', when: 'after-commit', times: 1 })
    await assert.rejects(post.run(call, postKey, done), failsAs('unknown-outcome'))
    assert.ok((await post.find?.(call, postKey, done, since))?.found)
    await assert.rejects(post.run(call, postKey, done), failsAs('unknown-outcome', /shown this already/))
  }))

test('an upload that broke off goes on where it stopped', () =>
  onPage(
    async (call, { folder, lab }) => {
      const content = await withVideo(folder, 'feed')
      const [begin, fill] = network.publish.steps(content, call.account)
      assert.ok(begin && fill)
      const done = { [begin.name]: await begin.run(call, 'a', {}) }
      lab.faults.add({ method: 'POST', act: 'drop', when: 'after-commit', times: 1 })
      await assert.rejects(fill.run(call, 'b', done), failsAs('network-down'))
      await fill.run(call, 'b', done)
      const { ref } = await publish(network, call, content)
      assert.ok(ref.id.startsWith(call.account.remoteId))
    },
    { pieceBytes: 4096 },
  ))

test('a reel upload that broke off goes on from the offset the network tells', () =>
  onPage(async (call, { folder, lab }) => {
    const content = await withVideo(folder, 'reel', upright)
    const [begin, fill, show] = network.publish.steps(content, call.account)
    assert.ok(begin && fill && show)
    const done = { [begin.name]: await begin.run(call, 'a', {}) }
    lab.faults.add({ method: 'POST', act: 'drop', when: 'after-commit', times: 1 })
    await assert.rejects(fill.run(call, 'b', done), failsAs('network-down'))
    await fill.run(call, 'b', done)
    assert.ok((await show.run(call, 'c', done)).ref?.id)
  }))

test('what is handed over waits unseen, is found while it waits, and appears at its time', () =>
  onPage(async (call, { lab }) => {
    const handOver = new Date(call.clock.now().getTime() + 3_600_000).toISOString()
    const content = plain('Tomorrow’s roast', { options: { handOver } })
    const since = call.clock.now()
    const { post, postKey, done } = await prepare(network, call, content, freshKey())
    const { ref } = await post.run(call, postKey, done)
    assert.equal((await network.ownPosts(call, undefined)).items.length, 0)
    const found = await post.find?.(call, postKey, done, since)
    assert.ok(found?.found && found.result.ref?.id === ref?.id)
    lab.clock.moveBy(2 * 3_600_000)
    assert.equal((await network.ownPosts(call, undefined)).items[0]?.ref.id, ref?.id)
  }))

test('a moment too near or too far is refused by the network', () =>
  onPage(async (call) => {
    for (const ahead of [60_000, 40 * 24 * 3_600_000]) {
      const handOver = new Date(call.clock.now().getTime() + ahead).toISOString()
      await assert.rejects(
        publish(network, call, plain('Later', { options: { handOver } })),
        failsAs('rejected', /time/),
      )
    }
  }))

test('a link becomes a card, and a card cannot stand beside a picture', () =>
  onPage(async (call, { folder }) => {
    const { ref } = await publish(
      network,
      call,
      plain('New in', { options: { link: 'https://roastery.example/kenya' } }),
    )
    const post = await network.readBack(call, ref)
    assert.ok(post !== 'gone' && post.media.length === 0 && JSON.stringify(post.raw).includes('roastery.example/kenya'))
    const media = [await sampleFile('image', folder, 3)]
    const both = plain('', { parts: [{ text: 'x', media }], options: { link: 'https://roastery.example' } })
    assert.equal(checkContent(network.composing, both, {})[0]?.code, 'facebook.check.linkOrMedia')
  }))

test('what a reel and a story cannot be is told while composing', () => {
  const codes = (options: Record<string, string>) =>
    checkContent(network.composing, plain('words', { options }), {}).map((one) => one.code)
  assert.deepEqual(codes({ format: 'reel' }), ['facebook.check.reelNeedsVideo'])
  assert.deepEqual(codes({ format: 'story' }), ['facebook.check.storyNeedsOne'])
  assert.deepEqual(codes({ place: 'Sofia' }), ['facebook.check.place'])
})

test('a page is mentioned by its number, and counts as it is sent', () => {
  const content = plain('Thanks, [Roastery](@100012345)!')
  assert.equal(network.composing.shown?.(content.parts[0]?.text ?? '', content), 'Thanks, Roastery!')
  assert.equal(network.composing.limits({}).text[0]?.count('[Roastery](@100012345)'), '@[100012345]'.length)
})
