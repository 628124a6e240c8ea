import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { NetworkFailure } from '../../kernel/failure.ts'
import { failsAs } from '../conformance/fails-as.ts'
import { freshKey, plain, sampleFile } from '../conformance.ts'
import type { Call, PreparedContent, StepsDone } from '../contract.ts'
import network from './index.ts'
import { dress, onChannel } from './testing.ts'

/** A real clip with room behind it, so that it takes several pieces. */
async function bigClip(folder: string): Promise<PreparedContent> {
  const clip = await sampleFile('video', folder, 1)
  const free = Buffer.alloc(900_000)
  free.writeUInt32BE(free.length, 0)
  free.write('free', 4)
  const path = join(folder, 'big.mp4')
  await writeFile(path, Buffer.concat([await clip.bytesNow(), free]))
  const bytes = (await readFile(path)).length
  const file = { ...clip, id: 'big', bytes, open: () => createReadStream(path) }
  return dress({ ...plain('A long film'), parts: [{ text: 'A long film', media: [file] }] }, folder)
}

/** Notes the byte ranges that go over the wire; `lose` drops the answer to some. */
function watched(call: Call, lose: (range: string) => boolean = () => false) {
  const ranges: string[] = []
  const http: Call['http'] = async (request) => {
    const range = request.headers?.['content-range'] ?? ''
    const answer = await call.http(request)
    if (/^bytes \d/.test(range)) ranges.push(range)
    if (lose(range)) throw new NetworkFailure('network-down', 'the line broke')
    return answer
  }
  return { ranges, call: { ...call, http } }
}

test('an upload that broke off goes on where the session stands, and no byte is sent twice', () =>
  onChannel(async ({ call, folder, lab }) => {
    const content = await bigClip(folder)
    let broken = false
    const { call: line, ranges } = watched(call, (range) => {
      const now = !broken && range.startsWith('bytes 0-')
      broken ||= now
      return now
    })
    const steps = network.publish.steps(content, call.account)
    const done: StepsDone = {}
    for (const step of steps) {
      const run = () => step.run(line, freshKey(), done)
      done[step.name] = await run().catch((error: unknown) => {
        assert.ok(failsAs('network-down')(error) && step.name === 'upload')
        return run()
      })
    }
    const total = content.parts[0]?.media[0]?.bytes ?? 0
    const sent = ranges.map((range) => range.match(/\d+/g)?.map(Number) ?? [])
    assert.equal(
      sent.reduce((sum, [from = 0, to = 0]) => sum + to - from + 1, 0),
      total,
    )
    assert.equal(lab.ledger.live('youtube').length, 1)
    assert.deepEqual(lab.violations, [])
  }))

test('a session that was forgotten before its end is opened anew, and one video stands', () =>
  onChannel(async ({ call, folder, lab }) => {
    const content = await bigClip(folder)
    const [open, upload, post] = network.publish.steps(content, call.account)
    assert.ok(open && upload && post)
    const done: StepsDone = { session: await open.run(call, 'k', {}) }
    lab.clock.moveBy(8 * 86_400_000)
    call.account.secrets = (await network.refresh(call)).secrets
    done.upload = await upload.run(call, 'k', done)
    assert.notEqual(done.upload.data?.session, done.session?.data?.session)
    await post.run(call, 'k', done)
    assert.equal(lab.ledger.live('youtube').length, 1)
  }))

test('a session forgotten after its last piece was sent: the video is found among the uploads', () =>
  onChannel(async ({ call, folder, lab }) => {
    const content = await dress(plain('Found again'), folder)
    const [open, upload, post] = network.publish.steps(content, call.account)
    assert.ok(open && upload && post?.find)
    const done: StepsDone = { session: await open.run(call, 'k', {}) }
    done.upload = await upload.run(call, 'k', done)
    const since = call.clock.now()
    const { ref } = await post.run(call, 'k', done)
    lab.clock.moveBy(8 * 86_400_000)
    call.account.secrets = (await network.refresh(call)).secrets
    const found = await post.find(call, 'k', done, since)
    assert.ok(found.found && found.result.ref?.id === ref?.id)
  }))

test('a file that is no video is told after its processing, and the upload is not forgotten', () =>
  onChannel(async ({ call, folder }) => {
    const clip = await sampleFile('video', folder, 1)
    const bytes = Buffer.from('MZ this is a program')
    const file = { ...clip, bytes: bytes.length, open: () => Readable.from([bytes]) }
    const content = await dress({ ...plain('x'), parts: [{ text: 'x', media: [file] }] }, folder)
    const done: StepsDone = {}
    for (const step of network.publish.steps(content, call.account)) {
      const trying = step.run(call, 'k', done)
      if (step.name === 'processed') await assert.rejects(trying, failsAs('rejected', /invalidFile/))
      else done[step.name] = await trying
    }
  }))

test('while the video is being processed the last step waits', () =>
  onChannel(async ({ call, folder, lab }) => {
    const content = await dress(plain('Slow'), folder)
    const done: StepsDone = {}
    const steps = network.publish.steps(content, call.account)
    for (const step of steps.slice(0, 3)) {
      if (step.name === 'post')
        lab.faults.add({ method: 'PUT', act: 'still-processing', when: 'before-commit', times: 1 })
      done[step.name] = await step.run(call, 'k', done)
    }
    const last = steps.at(-1)
    await assert.rejects(async () => last?.run(call, 'k', done), failsAs('slow-down'))
    lab.clock.moveBy(2 * 60_000)
    assert.deepEqual(await last?.run(call, 'k', done), {})
  }))

test('when the day’s uploads are used up, it says to wait until midnight in California', () =>
  onChannel(
    async ({ call, folder, post }) => {
      await post(plain('The first'))
      const [open] = network.publish.steps(await dress(plain('The second'), folder), call.account)
      await assert.rejects(
        async () => open?.run(call, 'k', {}),
        (error: unknown) =>
          error instanceof NetworkFailure &&
          error.kind === 'slow-down' &&
          (error.retryAfterMs ?? 0) > 0 &&
          (error.retryAfterMs ?? 0) <= 86_400_000,
      )
    },
    { uploads: 1 },
  ))
