import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'
import { checkContent } from '../check-content.ts'
import { type EmulatorWorld, onEmulator } from '../conformance/on-emulator.ts'
import { freshKey, plain, prepare, publish, sampleFile } from '../conformance.ts'
import type { Call, PreparedContent } from '../contract.ts'
import type { LabNetwork } from '../lab/lab.ts'
import { forumAddress } from './connect.ts'
import { cursorIn } from './cursor.ts'
import { failureOf } from './failures.ts'
import nodebb from './index.ts'
import emulator, { forumWith } from './lab.ts'

const onForum = (
  run: (call: Call, world: EmulatorWorld, folder: string) => Promise<void>,
  forum: LabNetwork = emulator,
) => onEmulator(nodebb, forum, (call, world) => run(call, world, world.folder))

const topic = (text: string, options: PreparedContent['options'] = {}, more: Partial<PreparedContent> = {}) =>
  plain(text, { ...more, options: { title: 'Which Kenya is yours?', ...options } })
const kind = (wanted: string) => (error: unknown) => error instanceof NetworkFailure && error.kind === wanted
async function told(call: Call, path: string): Promise<Record<string, unknown>> {
  const answer = await fetch(call.account.server + path, {
    headers: { authorization: `Bearer ${call.account.secrets.token}` },
  })
  const body = (await answer.json()) as { response: Record<string, unknown> }
  return body.response
}

test('a topic stands in its category with its tags, and an edit changes and moves it', () =>
  onForum(async (call) => {
    const { ref, done } = await publish(nodebb, call, topic('Hello', { category: '2', tags: ['кава', 'Kenya'] }))
    const at = () => told(call, `/api/v3/topics/${ref.more?.tid}`)
    assert.deepEqual([(await at()).cid, (await at()).tags], [2, [{ value: 'кава' }, { value: 'kenya' }]])
    await nodebb.edit.run(call, ref, topic('Hello again', { title: 'Another title', category: '1' }), done)
    assert.deepEqual([(await at()).cid, (await at()).titleRaw, (await at()).tags], [1, 'Another title', []])
  }))

test('categories that are closed are not offered, names are read as words', () =>
  onForum(async (call) => {
    const field = nodebb.composing.optionsFor?.(call.account.facts).find((one) => one.key === 'category')
    assert.deepEqual(field?.kind === 'choice' && field.choices.map((one) => one.label), [
      'Announcements',
      'Coffee & talk',
    ])
  }))

test('a topic that was deleted can be brought back, one that was purged cannot', () =>
  onForum(async (call) => {
    for (const [removal, status] of [
      ['hidden', 200],
      ['purged', 404],
    ] as const) {
      const { ref, done } = await publish(nodebb, call, topic('Away', { removal }))
      assert.equal(await nodebb.remove(call, ref, done), 'removed')
      assert.equal(await nodebb.remove(call, ref, done), 'already-gone')
      assert.equal(await nodebb.readBack(call, ref), 'gone')
      const answer = await fetch(`${call.account.server}/api/v3/topics/${ref.more?.tid}`, {
        headers: { authorization: `Bearer ${call.account.secrets.token}` },
      })
      assert.equal(answer.status, status)
    }
  }))

test('two topics of one title are told apart by their words', () =>
  onForum(async (call) => {
    const { post, postKey, done } = await prepare(nodebb, call, topic('The second'), freshKey())
    const since = call.clock.now()
    await publish(nodebb, call, topic('The first'))
    assert.equal((await post.find?.(call, postKey, done, since))?.found, false)
    const { ref } = await post.run(call, postKey, done)
    const found = await post.find?.(call, postKey, done, since)
    assert.ok(found?.found && found.result.ref?.id === ref?.id)
  }))

test('absence is sure only when no earlier try can still be on its way', () =>
  onForum(async (call, { lab }) => {
    const { post, postKey, done } = await prepare(nodebb, call, topic('Nothing yet'), freshKey())
    const since = call.clock.now()
    const find = () => post.find?.(call, postKey, done, since)
    assert.deepEqual(
      [await find()].map((one) => one && !one.found && one.sure),
      [false],
    )
    lab.clock.moveBy(3 * 60_000)
    assert.deepEqual(
      [await find()].map((one) => one && !one.found && one.sure),
      [true],
    )
  }))

test('who writes too fast for the forum is asked to wait as long as it says', () =>
  onForum(
    async (call) => {
      const { post, postKey, done } = await prepare(nodebb, call, topic('Second'), freshKey())
      await publish(nodebb, call, topic('First'))
      const failure = await post.run(call, postKey, done).catch((error: unknown) => error)
      assert.ok(failure instanceof NetworkFailure && failure.kind === 'slow-down' && failure.retryAfterMs === 10_000)
    },
    forumWith({ postDelay: 10 }),
  ))

test('pictures and files stand below the words, descriptions with strange signs included', () =>
  onForum(async (call, _world, folder) => {
    const media = [
      await sampleFile('image', folder, 1, { alt: 'Чаша |1| [x] \\ y' }),
      await sampleFile('gif', folder, 2, { alt: 'Two' }),
      await sampleFile('document', folder, 3),
    ]
    const { ref } = await publish(nodebb, call, topic('', {}, { parts: [{ text: 'Look', media }] }))
    const post = await nodebb.readBack(call, ref)
    assert.ok(post !== 'gone' && post.text === 'Look')
    assert.deepEqual(
      post.media.map((one) => [one.kind, one.alt]),
      [
        ['image', 'Чаша |1| [x] \\ y'],
        ['gif', 'Two'],
        ['document', undefined],
      ],
    )
    assert.equal((await fetch(post.media[0]?.url ?? '')).status, 200)
  }))

test('what is too short or too few for the forum is told while writing', () =>
  onForum(
    async (call) => {
      const codes = checkContent(nodebb.composing, topic('Hi', { title: 'Hm', tags: ['a'] }), call.account.facts).map(
        (one) => one.code,
      )
      assert.deepEqual(codes, [
        'nodebb.check.titleShort',
        'nodebb.check.tagsFew',
        'nodebb.check.tagShort',
        'nodebb.check.textShort',
      ])
      await assert.rejects(() => publish(nodebb, call, topic('Hi')), kind('rejected'))
    },
    forumWith({ minimumPostLength: 8, minimumTitleLength: 3, minimumTagsPerTopic: 2 }),
  ))

test('a conversation is heard with its answers, each message once', () =>
  onForum(async (call, { lab }) => {
    const write = lab.network('nodebb').message
    await write?.('north_roasters', 'Ви <b>відкриті</b>?\nСьогодні?')
    const first = await nodebb.inbox.poll(call, undefined)
    const [said] = first.items
    assert.ok(said)
    assert.deepEqual([said.kind, said.text], ['message', 'Ви <b>відкриті</b>?\nСьогодні?'])
    const step = nodebb.inbox.reply?.(said, 'Так, до сьомої.', call.account)
    const reply = await step?.run(call, 'k', {})
    const found = await step?.find?.(call, 'k', {}, call.clock.now())
    assert.ok(found?.found && found.result.ref?.id === reply?.ref?.id)
    const second = await nodebb.inbox.poll(call, first.cursor)
    assert.deepEqual(
      second.items.map((one) => [one.text, one.own]),
      [['Так, до сьомої.', true]],
    )
    assert.deepEqual((await nodebb.inbox.poll(call, second.cursor)).items, [])
  }))

test('acts of moderators are done once however often they are asked', () =>
  onForum(async (call, { lab }) => {
    const { ref } = await publish(nodebb, call, topic('Be kind'))
    await lab.network('nodebb').comment?.(ref.id, 'Buy pills')
    const [said] = (await nodebb.inbox.poll(call, undefined)).items
    assert.ok(said && said.under?.id === ref.id)
    for (const act of [
      'like',
      'like',
      'report',
      'report',
      'hide',
      'unhide',
      'block',
      'unblock',
      'delete',
      'delete',
    ] as const)
      await nodebb.moderate[act]?.(call, said)
    const acts = lab.ledger.entries
      .filter((one) => one.objectId === said.id || one.objectId.startsWith('user-'))
      .map((one) => one.kind)
    assert.deepEqual(acts, ['like', 'report', 'hide', 'unhide', 'block', 'unblock', 'remove'])
  }))

test('what waits for a moderator is neither lost nor sent again, and a token of nobody is no access', () =>
  onForum(async (call) => {
    const { post, postKey, done } = await prepare(nodebb, call, topic('Waits'), freshKey())
    const body = '{"status":{"code":"accepted"},"response":{"queued":true}}'
    const queued: HttpAnswer = {
      status: 202,
      headers: {},
      url: '',
      body: Buffer.from(body),
      text: () => body,
      json: <T>() => JSON.parse(body) as T,
    }
    const waiting: Call = {
      ...call,
      http: async (request) => (request.method === 'POST' ? queued : call.http(request)),
    }
    await assert.rejects(() => post.run(waiting, postKey, done), kind('unknown-outcome'))
    const nobody: Call = {
      ...call,
      http: async (request) => {
        const answer = await call.http(request)
        if (!request.url.endsWith('/api/config')) return answer
        const guest = { ...answer.json<object>(), loggedIn: false, uid: 0 }
        return { ...answer, json: <T>() => guest as T }
      },
    }
    await assert.rejects(() => nodebb.health(nobody), kind('reconnect'))
  }))

test('waiting is understood from untranslated words too; a cursor that cannot be read is none', () => {
  const answerOf = (status: number, message: string): HttpAnswer => {
    const body = JSON.stringify({ status: { code: 'bad-request', message } })
    return {
      status,
      headers: {},
      url: '',
      body: Buffer.from(body),
      text: () => body,
      json: <T>() => JSON.parse(body) as T,
    }
  }
  const failure = failureOf(answerOf(400, '[[error:too-many-posts, 30]]'), true, new Date(0))
  assert.deepEqual([failure.kind, failure.retryAfterMs], ['slow-down', 30_000])
  assert.equal(failureOf(answerOf(400, 'No'), true, new Date(0)).kind, 'rejected')
  for (const bad of [undefined, 'x', '{}', '[]', '{"messages":{"at":"1"}}']) assert.equal(cursorIn(bad).messages.at, 0)
})

test('addresses are read as people write them', () => {
  assert.equal(forumAddress('community.example.org/topic/12/hello'), 'https://community.example.org')
  assert.equal(forumAddress('https://example.org/forum/'), 'https://example.org/forum')
})
