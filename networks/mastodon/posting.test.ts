import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { checkContent } from '../check-content.ts'
import { failsAs } from '../conformance/fails-as.ts'
import { temporaryFolder } from '../conformance/world.ts'
import { plain, publish, sampleFile } from '../conformance.ts'
import type { PreparedContent } from '../contract.ts'
import { composing } from './compose.ts'
import network from './index.ts'
import { upload } from './media.ts'
import { onServer, raw } from './testing.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
before(async () => {
  folder = await temporaryFolder()
})
after(() => folder.remove())

test('visibility, warning, sensitivity, language and quotes stand as chosen, on every part', () =>
  onServer(async (call) => {
    const parts = ['one', 'two'].map((text) => ({ text, media: [] }))
    const options = { visibility: 'unlisted', contentWarning: 'Спойлер', sensitive: true, quotes: 'nobody' }
    const { done } = await publish(network, call, { parts, options, language: 'uk-UA' })
    for (const name of ['post', 'thread-1']) {
      const status = await raw<Record<string, unknown>>(call, `/api/v1/statuses/${done[name]?.ref?.id}`)
      assert.deepEqual(
        [status.visibility, status.spoiler_text, status.sensitive, status.language],
        ['unlisted', 'Спойлер', true, 'uk'],
      )
    }
  }))

test('a focal point and a description travel with a picture, and change with an edit that keeps the file', () =>
  onServer(async (call, { lab }) => {
    const picture = await sampleFile('image', folder.path, 3, { focus: { x: -0.42, y: 0.69 } })
    const content = (alt: string): PreparedContent => ({
      parts: [{ text: 'Look', media: [{ ...picture, alt }] }],
      options: {},
    })
    const { ref, done } = await publish(network, call, content('чаша'))
    type Seen = { media_attachments: { id: string; description: string; meta: { focus: object } }[] }
    const first = (await raw<Seen>(call, `/api/v1/statuses/${ref.id}`)).media_attachments[0]
    assert.deepEqual([first?.description, first?.meta.focus], ['чаша', { x: -0.42, y: 0.69 }])
    await network.edit?.run(call, ref, content('чаша згори'), done)
    const second = (await raw<Seen>(call, `/api/v1/statuses/${ref.id}`)).media_attachments[0]
    assert.deepEqual([second?.id, second?.description], [first?.id, 'чаша згори'])
    assert.equal(lab.ledger.entries.filter((one) => one.kind === 'upload').length, 1)
  }))

test('an edit may bring another picture, and the server keeps the history', () =>
  onServer(async (call) => {
    const content = async (mark: number, text: string): Promise<PreparedContent> => ({
      parts: [{ text, media: [await sampleFile('image', folder.path, mark)] }],
      options: {},
    })
    const { ref, done } = await publish(network, call, await content(11, 'first'))
    await network.edit?.run(call, ref, await content(12, 'second'), done)
    const history = await raw<{ content: string; media_attachments: { description: string }[] }[]>(
      call,
      `/api/v1/statuses/${ref.id}/history`,
    )
    assert.deepEqual(
      history.map((one) => [one.content, one.media_attachments[0]?.description]),
      [
        ['<p>first</p>', 'Чаша №11, seen from above'],
        ['<p>second</p>', 'Чаша №12, seen from above'],
      ],
    )
  }))

test('a file that the server is still preparing delays the post and does not fail it', () =>
  onServer(async (call, { lab }) => {
    const content: PreparedContent = {
      parts: [{ text: 'Wait for it', media: [await sampleFile('image', folder.path, 4)] }],
      options: {},
    }
    lab.faults.add({ act: 'still-processing', when: 'before-commit', path: '/media', times: 2 })
    const steps = network.publish.steps(content, call.account)
    const done: Parameters<(typeof steps)[number]['run']>[2] = {}
    done['media-0-0'] = (await steps[0]?.run(call, 'k1', done)) ?? {}
    await assert.rejects(async () => steps[1]?.run(call, 'k2', done), failsAs('slow-down'))
    lab.clock.moveBy(10_000)
    await steps[1]?.run(call, 'k2', done)
    assert.ok((await steps[2]?.run(call, 'k3', done))?.ref)
  }))

test('a server with other limits is obeyed: what fits there is published, what does not is refused before', () =>
  onServer(
    async (call) => {
      const long = 'a'.repeat(900)
      assert.deepEqual(checkContent(composing, plain(long), call.account.facts), [])
      await publish(network, call, plain(long))
      assert.equal(checkContent(composing, plain('a'.repeat(1001)), call.account.facts)[0]?.values?.over, 1)
      const six = {
        parts: [
          {
            text: 'q',
            media: [],
            poll: { options: ['a', 'b', 'c', 'd', 'e', 'f'], multiple: true, durationSeconds: 600 },
          },
        ],
        options: {},
      }
      assert.deepEqual(checkContent(composing, six, call.account.facts), [])
      await publish(network, call, six)
    },
    { limits: { maxCharacters: 1000, pollOptions: 6 } },
  ))

test('a warning counts with the text, by the check and by the server alike', () =>
  onServer(async (call) => {
    const content = plain('a'.repeat(495), { options: { contentWarning: 'hidden' } })
    assert.equal(checkContent(composing, content, call.account.facts)[0]?.code, 'mastodon.check.withWarningTooLong')
    await assert.rejects(publish(network, call, content), failsAs('rejected', /character limit of 500/))
  }))

test('a video beside a picture is refused by the check and by the server alike', () =>
  onServer(async (call) => {
    const media = [await sampleFile('image', folder.path, 5), await sampleFile('video', folder.path, 5)]
    const content: PreparedContent = { parts: [{ text: 'Both', media }], options: {} }
    assert.ok(
      checkContent(composing, content, call.account.facts).some((one) => one.code === 'mastodon.check.videoAlone'),
    )
    await assert.rejects(publish(network, call, content), failsAs('rejected', /already contains images/))
  }))

test('polls that break the rules are rejected in the server’s own words', () =>
  onServer(async (call) => {
    const asked = (options: string[], durationSeconds = 600) =>
      publish(network, call, {
        parts: [{ text: 'q', media: [], poll: { options, multiple: false, durationSeconds } }],
        options: {},
      })
    await assert.rejects(asked(['one']), failsAs('rejected', /more than one item/))
    await assert.rejects(asked(['same', 'same']), failsAs('rejected', /duplicate/))
    await assert.rejects(asked(['a', 'b'.repeat(51)]), failsAs('rejected', /50 characters/))
    await assert.rejects(asked(['a', 'b'], 299), failsAs('rejected', /too soon/))
  }))

test('a pinned post is pinned once, also when the step is repeated', () =>
  onServer(async (call, { lab }) => {
    const { steps, done } = await publish(network, call, plain('Pinned', { options: { pin: true } }))
    await steps.find((step) => step.name === 'pin')?.run(call, 'again', done)
    assert.equal(lab.ledger.entries.filter((one) => one.kind === 'pin').length, 1)
  }))

test('files that arrive at the same moment are told apart', () =>
  onServer(async (call) => {
    const pictures = await Promise.all(Array.from({ length: 12 }, (_, mark) => sampleFile('image', folder.path, mark)))
    const made = await Promise.all(pictures.map((picture) => upload(call, picture)))
    assert.equal(new Set(made.map((one) => one.id)).size, pictures.length)
  }))
