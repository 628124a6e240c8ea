import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { NetworkFailure } from '../../kernel/failure.ts'
import { failsAs } from '../conformance/fails-as.ts'
import { plain, publish, sampleFile } from '../conformance.ts'
import type { Call, PreparedContent, Step, StepsDone } from '../contract.ts'
import network from './index.ts'
import { dress, onAccount } from './testing.ts'
import { lastPieceAt, piecesOf } from './upload.ts'

const mb = 1024 * 1024

/** A real clip with room behind it, so that it takes several pieces. */
async function bigClip(folder: string): Promise<PreparedContent> {
  const clip = await sampleFile('video', folder, 1)
  const free = Buffer.alloc(17 * mb)
  free.writeUInt32BE(free.length, 0)
  free.write('free', 4)
  const whole = Buffer.concat([await clip.bytesNow(), free])
  const path = join(folder, 'big.mp4')
  await writeFile(path, whole)
  const file = { ...clip, id: 'big', bytes: whole.length, open: () => createReadStream(path), fit: async () => file }
  return dress({ ...plain(''), parts: [{ text: 'A long film', media: [file] }] }, folder)
}

async function runAll(steps: Step[], call: Call, done: StepsDone = {}): Promise<StepsDone> {
  for (const step of steps) done[step.name] ??= await step.run(call, 'k', done)
  return done
}

test('pieces are as the guide says: whole below ten megabytes, else five at least, the rest with the last', () => {
  assert.deepEqual(piecesOf(3 * mb), { size: 3 * mb, count: 1 })
  assert.deepEqual(piecesOf(9 * mb), { size: 9 * mb, count: 1 })
  assert.deepEqual(piecesOf(17 * mb), { size: 5 * mb, count: 3 })
  assert.equal(lastPieceAt(17 * mb), 10 * mb)
  const { size, count } = piecesOf(4096 * mb)
  assert.ok(size >= 5 * mb && size <= 64 * mb && count <= 1000)
})

test('an upload that broke off goes on where the container stands, and no byte is sent twice', () =>
  onAccount(async ({ call, folder, lab }) => {
    const content = await bigClip(folder)
    const ranges: string[] = []
    let broken = false
    const http: Call['http'] = async (request) => {
      const answer = await call.http(request)
      if (request.method === 'PUT') ranges.push(request.headers?.['content-range'] ?? '')
      if (request.method === 'PUT' && !broken) {
        broken = true
        throw new NetworkFailure('network-down', 'the line broke')
      }
      return answer
    }
    const line = { ...call, http }
    const steps = network.publish.steps(content, call.account)
    const done: StepsDone = {}
    await assert.rejects(runAll(steps, line, done), failsAs('network-down'))
    await runAll(steps, line, done)
    const total = content.parts[0]?.media[0]?.bytes ?? 0
    assert.deepEqual(ranges, [
      `bytes 0-${5 * mb - 1}/${total}`,
      `bytes ${5 * mb}-${10 * mb - 1}/${total}`,
      `bytes ${10 * mb}-${total - 1}/${total}`,
    ])
    assert.equal(lab.ledger.live('tiktok').length, 1)
  }))

test('a container that ended before it was filled is opened anew, and one video stands', () =>
  onAccount(async ({ call, folder, lab }) => {
    const content = await bigClip(folder)
    const [init, upload, ...others] = network.publish.steps(content, call.account)
    assert.ok(init && upload)
    const done: StepsDone = { init: await init.run(call, 'k', {}) }
    lab.clock.moveBy(70 * 60_000)
    await assert.rejects(upload.run(call, 'k', done))
    done.upload = await upload.run(call, 'k', done)
    assert.notEqual(done.upload.data?.publishId, done.init?.data?.publishId)
    await runAll(others, call, done)
    assert.equal(lab.ledger.live('tiktok').length, 1)
  }))

test('what was wrong with a video is told after it was taken in', () =>
  onAccount(
    async ({ call, folder, lab }) => {
      const clip = await sampleFile('video', folder, 1)
      const bytes = Buffer.from('MZ this is a program')
      const fake = { ...clip, bytes: bytes.length, open: () => Readable.from([bytes]), fit: async () => fake }
      for (const [file, why] of [
        [clip, /picture_size_check_failed/],
        [fake, /file_format_check_failed/],
      ] as const) {
        const content = await dress({ ...plain(''), parts: [{ text: 'x', media: [file] }] }, folder)
        await assert.rejects(runAll(network.publish.steps(content, call.account), call), failsAs('rejected', why))
      }
      assert.equal(lab.ledger.live('tiktok').length, 0)
    },
    { leastSide: 360 },
  ))

test('while a post is being processed the last step waits, and its number is then told to the last digit', () =>
  onAccount(async ({ call, folder, lab }) => {
    const content = await dress(plain('Slow'), folder)
    const steps = network.publish.steps(content, call.account)
    const done: StepsDone = {}
    await runAll(steps.slice(0, 2), call, done)
    lab.faults.add({ method: 'PUT', act: 'still-processing', when: 'before-commit', times: 1 })
    await assert.rejects(runAll(steps, call, done), failsAs('slow-down'))
    const ref = done.post?.ref
    assert.ok(ref)
    await assert.rejects(network.readBack(call, ref), failsAs('rejected', /under review/))
    lab.clock.moveBy(61_000)
    await runAll(steps, call, done)
    const { items } = await network.ownPosts(call, undefined)
    assert.equal(done.published?.data?.postId, items[0]?.ref.id)
    assert.match(String(done.published?.data?.postId), /^\d{19}$/)
  }))

test('thirty-five photos stand as one post, and a lost answer leaves a person to decide', () =>
  onAccount(async ({ call, folder, lab }) => {
    const photos = await Promise.all(Array.from({ length: 35 }, (_, index) => sampleFile('image', folder, index + 1)))
    const content = await dress({ ...plain(''), parts: [{ text: 'Harvest', media: photos }] }, folder)
    const { ref } = await publish(network, call, content)
    const stands = await network.readBack(call, ref)
    assert.ok(stands !== 'gone' && stands.media.length === 35 && stands.media[0]?.kind === 'image')

    const [post] = network.publish.steps(content, call.account)
    assert.equal(post?.again.way, 'never')
    lab.faults.add({ path: 'content/init', act: 'drop', when: 'after-commit', times: 1 })
    await assert.rejects(async () => post?.run(call, 'k', {}), failsAs('unknown-outcome'))
  }))

test('a photo that is none is told once it was fetched', () =>
  onAccount(async ({ call, folder, lab }) => {
    const picture = await sampleFile('image', folder, 1)
    const fake = { ...picture, fit: async () => fake, publicUrl: async () => `${lab.origin}/_lab/clock` }
    const content = await dress({ ...plain(''), parts: [{ text: 'x', media: [fake] }] }, folder)
    await assert.rejects(publish(network, call, content), failsAs('rejected', /file_format_check_failed/))
    assert.equal(lab.ledger.live('tiktok').length, 0)
  }))

test('an app without the audit posts to nobody but its own account', () =>
  onAccount(
    async ({ call, folder }) => {
      const open = (options: PreparedContent['options']) =>
        dress(plain('Hello', { options }), folder).then((content) =>
          network.publish.steps(content, call.account)[0]?.run(call, 'k', {}),
        )
      await assert.rejects(open({}), failsAs('rejected', /unaudited/))
      assert.ok((await open({ privacy: 'SELF_ONLY' }))?.data?.publishId)
    },
    { audited: false },
  ))

test('a seventh container in a minute is refused for now', () =>
  onAccount(
    async ({ call, folder, lab }) => {
      const content = await dress(plain('Again'), folder)
      const [init] = network.publish.steps(content, call.account)
      for (let times = 0; times < 6; times++) await init?.run(call, 'k', {})
      await assert.rejects(async () => init?.run(call, 'k', {}), failsAs('slow-down'))
      lab.clock.moveBy(60_000)
      assert.ok(await init?.run(call, 'k', {}))
    },
    { inits: 6 },
  ))
