import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { checkContent } from '../check-content.ts'
import { failsAs } from '../conformance/fails-as.ts'
import { temporaryFolder } from '../conformance/world.ts'
import { connectIn, plain, publish, sampleFile } from '../conformance.ts'
import type { Call, StepsDone } from '../contract.ts'
import { boardsOf, composing, optionsFor } from './compose.ts'
import network from './index.ts'
import { longer, on } from './testing.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
before(async () => {
  folder = await temporaryFolder()
})
after(() => folder.remove())

const picture = (mark: number) => sampleFile('image', folder.path, mark)
const boardOf = (call: Call) => boardsOf(call.account.facts)[0]

test('boards and their sections are offered by name, secret ones are not', () =>
  on(async (call) => {
    const [field] = optionsFor(call.account.facts)
    assert.ok(field?.kind === 'choice')
    assert.deepEqual(
      field.choices.map((one) => one.label),
      ['Beans', 'Beans › Espresso', 'Beans › Filter', 'Brewing'],
    )
  }))

test('a pin stands in its section, with title, link and description', () =>
  on(async (call) => {
    const board = boardOf(call)
    const options = {
      board: `${board?.id}/${board?.sections[1]?.id}`,
      title: 'Кения',
      link: 'https://roastery.example/kenya',
    }
    const { ref } = await publish(network, call, {
      parts: [{ text: 'A **washed** one', media: [await picture(1)] }],
      options,
    })
    const post = await network.readBack(call, ref)
    assert.ok(post !== 'gone')
    const raw = post.raw as Record<string, unknown>
    assert.deepEqual(
      [raw.board_section_id, raw.title, raw.link, raw.description],
      [board?.sections[1]?.id, 'Кения', 'https://roastery.example/kenya', 'A washed one'],
    )
  }))

test('editing moves a pin to another board and takes its link away', () =>
  on(async (call) => {
    const [first, second] = boardsOf(call.account.facts)
    const content = {
      parts: [{ text: 'Here', media: [await picture(1)] }],
      options: { board: first?.id ?? '', link: 'https://a.example' },
    }
    const { ref, done } = await publish(network, call, content)
    const options = { board: second?.id ?? '', title: 'Moved' }
    await network.edit.run(call, ref, { ...content, options }, done)
    const post = await network.readBack(call, ref)
    assert.ok(post !== 'gone')
    const raw = post.raw as Record<string, unknown>
    assert.deepEqual([raw.board_id, raw.title, raw.link], [second?.id, 'Moved', null])
  }))

test('a video with a cover of its own waits until it is taken in; one that fails is told as rejected', () =>
  on(
    async (call) => {
      const video = await longer(await sampleFile('video', folder.path, 1))
      const options = { board: boardOf(call)?.id ?? '', cover: 'image-7' }
      const content = { parts: [{ text: 'Pour', media: [video] }], options, files: { cover: await picture(7) } }
      const [upload, ready, post] = network.publish.steps(content, call.account)
      const done: StepsDone = { video: (await upload?.run(call, 'k', {})) ?? {} }
      await assert.rejects(async () => ready?.run(call, 'k', done), failsAs('slow-down'))
      await assert.rejects(async () => post?.run(call, 'k', done), failsAs('rejected', /not ready/))
    },
    { processingMs: 60_000 },
  ))

test('a video the network cannot take in is told as rejected', () =>
  on(
    async (call) => {
      const video = await longer(await sampleFile('video', folder.path, 1))
      const options = { board: boardOf(call)?.id ?? '' }
      await assert.rejects(
        publish(network, call, { parts: [{ text: 'Pour', media: [video] }], options }),
        failsAs('rejected', /could not take in/),
      )
    },
    { failVideos: true },
  ))

test('a board that is gone is told in the network’s own words', () =>
  on(async (call) => {
    const content = { parts: [{ text: 'Lost', media: [await picture(1)] }], options: { board: '1234' } }
    await assert.rejects(publish(network, call, content), failsAs('rejected', /Board not found/))
  }))

test('a pin without a file, without a board or with a strange link is refused while writing', () =>
  on(async (call) => {
    const facts = call.account.facts
    const codes = (content: Parameters<typeof checkContent>[1]) =>
      checkContent(composing, content, facts).map((one) => one.code)
    assert.deepEqual(codes(plain('words')), ['networks.check.optionMissing', 'pinterest.check.needsFile'])
    const content = {
      parts: [{ text: 'a', media: [await picture(1)] }],
      options: { board: boardOf(call)?.id ?? '', link: 'javascript:alert(1)' },
    }
    assert.deepEqual(codes(content), ['pinterest.check.link'])
  }))

test('a pasted token works; one without the right to write pins asks for another', () =>
  on(async (_call, world, handle) => {
    const narrow = handle.tokenFor('north_roasters', ['user_accounts:read', 'boards:read', 'pins:read'])
    const pasted = { ...world, way: 'token', fields: { token: narrow } }
    const account = await connectIn(network, pasted)
    const { http, clock, signal } = world.context
    const call: Call = { http, clock, signal, account: { ...account, id: 'a', app: {} } }
    const options = { board: boardOf(call)?.id ?? '' }
    await assert.rejects(
      publish(network, call, { parts: [{ text: 'a', media: [await picture(1)] }], options }),
      failsAs('reconnect', /Missing/),
    )
    await assert.rejects(connectIn(network, { ...pasted, fields: { token: 'wrong' } }), failsAs('reconnect'))
  }))

test('a refresh token works once, and the new one goes on', () =>
  on(async (call, { lab }) => {
    lab.clock.moveBy(40 * 86_400_000)
    const { secrets } = await network.refresh(call)
    await assert.rejects(network.refresh(call), failsAs('reconnect'))
    lab.clock.moveBy(40 * 86_400_000)
    const renewed = { ...call, account: { ...call.account, secrets } }
    await network.health({ ...renewed, account: { ...renewed.account, ...(await network.refresh(renewed)) } })
  }))

test('past what a minute allows the network’s own header tells when to come again', () =>
  on(
    async (call) => {
      let failure: unknown
      const content = {
        parts: [{ text: 'Many', media: [await picture(1)] }],
        options: { board: boardOf(call)?.id ?? '' },
      }
      const [post] = network.publish.steps(content, call.account)
      for (let pin = 0; pin < 210 && !failure; pin++)
        await post?.run(call, 'k', {}).catch((error: unknown) => {
          failure = error
        })
      assert.ok(failsAs('slow-down')(failure))
      const { retryAfterMs = 0 } = failure as { retryAfterMs?: number }
      assert.ok(retryAfterMs > 0 && retryAfterMs <= 60_000)
    },
    { enforceRates: true },
  ))
