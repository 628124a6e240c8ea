import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import sharp from 'sharp'
import { callOf, connectIn, freshKey, labWorld, plain, prepare, publish, sampleFile } from '../conformance.ts'
import type { Call, ConnectedAccount, MediaFile, PreparedContent } from '../contract.ts'
import { specs } from '../lab/specs.ts'
import { isObject } from './emulator/answers.ts'
import bluesky from './index.ts'
import emulator from './lab.ts'
import { readRecord } from './records.ts'

const skip = specs.missing('bluesky/lexicons')

describe('Bluesky’s pictures, cards and videos', { skip, timeout: 60_000 }, () => {
  let world: Awaited<ReturnType<typeof labWorld>>
  let account: ConnectedAccount
  let call: Call
  let folder = ''
  before(async () => {
    world = await labWorld(emulator)
    account = await connectIn(bluesky, world)
    folder = await mkdtemp(join(tmpdir(), 'rialto-bluesky-'))
  })
  beforeEach(() => {
    world.lab.faults.clear()
    call = callOf(account, world.context)
  })
  after(async () => {
    assert.deepEqual(world.lab.violations, [])
    await world.close()
    await rm(folder, { recursive: true, force: true })
  })

  const valueAt = async (collection: string, rkey: string) => (await readRecord(call, { collection, rkey }))?.value
  const keyOf = (uri: string) => uri.split('/').at(-1) ?? ''
  const partWith = (text: string, media: MediaFile[] = []) => ({ text, media })

  test('more than four pictures stand as a gallery, each with its shape', async () => {
    const files = await Promise.all([1, 2, 3, 4, 5].map((mark) => sampleFile('image', folder, mark)))
    const { ref } = await publish(bluesky, call, { ...plain(''), parts: [partWith('five', files)] })
    const embed = (await valueAt('app.bsky.feed.post', keyOf(ref.id)))?.embed
    assert.ok(isObject(embed) && embed.$type === 'app.bsky.embed.gallery' && Array.isArray(embed.items))
    assert.equal(embed.items.length, 5)
    const post = await bluesky.readBack?.(call, ref)
    assert.ok(post !== 'gone' && post?.media.length === 5)
  })

  test('a picture of ten megabytes is made to fit before it is sent', async () => {
    const { ref } = await publish(bluesky, call, { ...plain(''), parts: [partWith('big', [await bigPicture(folder)])] })
    const embed = (await valueAt('app.bsky.feed.post', keyOf(ref.id)))?.embed
    const size = /"size":(\d+)/.exec(JSON.stringify(embed))?.[1]
    assert.ok(Number(size) > 0 && Number(size) <= 2_000_000, `it is ${size} bytes`)
  })

  test('a card’s picture is bounded by its own, smaller limit', async () => {
    const card = { url: 'https://roastery.example/kenya', title: 'Кения', description: '' }
    const parts = [{ text: 'a card', media: [], card, cardImage: await bigPicture(folder) }]
    const { ref } = await publish(bluesky, call, { parts, options: {} })
    const embed = (await valueAt('app.bsky.feed.post', keyOf(ref.id)))?.embed
    const size = /"size":(\d+)/.exec(JSON.stringify(embed))?.[1]
    assert.ok(Number(size) > 0 && Number(size) <= 1_000_000, `it is ${size} bytes`)
  })

  test('files swept by the server while a publication waited are sent once more', async () => {
    const content: PreparedContent = {
      ...plain(''),
      parts: [partWith('swept', [await sampleFile('image', folder, 7)])],
    }
    const { post, postKey, done } = await prepare(bluesky, call, content, freshKey())
    const blob = { $type: 'blob', ref: { $link: `bafkrei${'a'.repeat(52)}` }, mimeType: 'image/png', size: 70 }
    const { ref } = await post.run(call, postKey, { ...done, 'media-0-0': { data: { blob } } })
    assert.ok(ref)
    const stands = await bluesky.readBack?.(call, ref)
    assert.ok(stands !== 'gone' && stands?.media.length === 1)
  })

  test('a video goes through the video service, waits there, and the post holds what came out', async () => {
    assert.equal(account.facts.videoService, account.server)
    world.lab.faults.add({ path: 'getJobStatus', when: 'before-commit', act: 'still-processing', times: 1 })
    const hurried = { ...call, clock: { now: call.clock.now, sleep: async () => {} } }
    const file = await sampleFile('video', folder, 1)
    const { ref } = await publish(bluesky, hurried, { ...plain(''), parts: [partWith('moving', [file])] })
    const embed = (await valueAt('app.bsky.feed.post', keyOf(ref.id)))?.embed
    assert.ok(isObject(embed) && embed.$type === 'app.bsky.embed.video' && isObject(embed.video))
  })

  test('a video sent to a service that the server lost meanwhile is sent to the server itself', async () => {
    const content = { ...plain(''), parts: [partWith('moved', [await sampleFile('video', folder, 5)])] }
    const { videoService: _, ...facts } = account.facts
    const { post, postKey } = await prepare(bluesky, callOf({ ...account, facts }, world.context), content, freshKey())
    const { ref } = await post.run(callOf({ ...account, facts }, world.context), postKey, {
      'media-0-0': { data: { jobId: 'gone' } },
    })
    assert.ok(ref)
    assert.ok(isObject((await valueAt('app.bsky.feed.post', keyOf(ref.id)))?.embed))
  })

  test('a server without a video service takes the video itself', async () => {
    const { videoService: _, ...facts } = account.facts
    const plainCall = callOf({ ...account, facts }, world.context)
    const file = await sampleFile('video', folder, 2)
    const steps = bluesky.publish.steps({ ...plain(''), parts: [partWith('own', [file])] }, plainCall.account)
    assert.deepEqual(
      steps.map((step) => step.name),
      ['media-0-0', 'post'],
    )
    await publish(bluesky, plainCall, { ...plain(''), parts: [partWith('own', [file])] })
  })
})

/** Noise, which no codec makes small without making it smaller. */
async function bigPicture(folder: string): Promise<MediaFile> {
  const path = join(folder, `big-${Math.random().toString(36).slice(2)}.png`)
  const noise = Buffer.alloc(1900 * 1900 * 3)
  for (let at = 0, seed = 1; at < noise.length; at++) {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff
    noise[at] = seed >> 16
  }
  await writeFile(
    path,
    await sharp(noise, { raw: { width: 1900, height: 1900, channels: 3 } })
      .png({ compressionLevel: 1 })
      .toBuffer(),
  )
  const bytes = (await stat(path)).size
  assert.ok(bytes > 10_000_000)
  return fileAt(path, { bytes, mime: 'image/png', width: 1900, height: 1900 })
}

/** A file that is made smaller until it fits, as the library does. */
function fileAt(path: string, facts: { bytes: number; mime: string; width: number; height: number }): MediaFile {
  const bytesNow = () =>
    sharp(path)
      .toFormat(facts.mime === 'image/png' ? 'png' : 'jpeg')
      .toBuffer()
  return {
    id: path,
    kind: 'image',
    alt: 'Noise',
    ...facts,
    open: () => createReadStream(path),
    publicUrl: async () => assert.fail('nobody fetches it'),
    bytesNow,
    fit: async (rule) => {
      for (let quality = 80, width = facts.width; ; quality -= 10, width = Math.round(width * 0.85)) {
        const made = await sharp(path)
          .resize({ width })
          .jpeg({ quality: Math.max(quality, 20) })
          .toBuffer({ resolveWithObject: true })
        if (made.data.length > rule.maxBytes) continue
        const { width: fitted, height } = made.info
        const file = fileAt(path, { bytes: made.data.length, mime: 'image/jpeg', width: fitted, height })
        return { ...file, bytesNow: async () => made.data }
      }
    },
  }
}
