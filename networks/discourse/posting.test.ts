import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'
import { checkContent } from '../check-content.ts'
import { type EmulatorWorld, onEmulator } from '../conformance/on-emulator.ts'
import { freshKey, plain, prepare, publish, sampleFile } from '../conformance.ts'
import type { Call, PreparedContent } from '../contract.ts'
import type { LabNetwork } from '../lab/lab.ts'
import { forumAddress } from './connect.ts'
import { failureOf } from './failures.ts'
import discourse from './index.ts'
import emulator, { forumWith } from './lab.ts'
import { webhooks } from './webhooks.ts'

const onForum = (
  run: (call: Call, world: EmulatorWorld, folder: string) => Promise<void>,
  forum: LabNetwork = emulator,
) => onEmulator(discourse, forum, (call, world) => run(call, world, world.folder))

const topic = (text: string, options: PreparedContent['options'] = {}, more: Partial<PreparedContent> = {}) =>
  plain(text, { ...more, options: { title: 'Which Kenya is yours?', ...options } })
const rawAt = async (call: Call, id: string) => {
  const post = await discourse.readBack(call, { id })
  assert.ok(post !== 'gone')
  return post.raw as { raw: string; topic_id: number }
}
const kind = (wanted: string) => (error: unknown) => error instanceof NetworkFailure && error.kind === wanted

test('a topic stands in its category with its tags, and an edit moves it', () =>
  onForum(async (call) => {
    const { ref, done } = await publish(discourse, call, topic('Hello', { category: '2', tags: ['кава', 'Kenya AA'] }))
    const told = async () =>
      (await (
        await call.http({ url: `${call.account.server}/t/${ref.id.split('/')[0]}.json`, headers: keys(call) })
      ).json()) as Record<string, unknown>
    assert.deepEqual([(await told()).category_id, (await told()).tags], [2, ['кава', 'kenya-aa']])
    await discourse.edit.run(call, ref, topic('Hello again', { title: 'Another title', category: '1' }), done)
    assert.deepEqual([(await told()).category_id, (await told()).title], [1, 'Another title'])
  }))

const keys = (call: Call) => ({
  'api-key': call.account.secrets.key ?? '',
  'api-username': call.account.secrets.user ?? '',
})

test('categories where the user may not begin topics are not offered', () =>
  onForum(async (call) => {
    const field = discourse.composing.optionsFor?.(call.account.facts).find((one) => one.key === 'category')
    assert.deepEqual(field?.kind === 'choice' && field.choices.map((one) => one.label), [
      'discourse.option.category.usual',
      'General',
      'Announcements',
    ])
  }))

test('the forum takes each key once, so that a topic whose answer was lost is given, not made again', () =>
  onForum(async (call, { lab }) => {
    const { post, postKey, done } = await prepare(discourse, call, topic('Once'), freshKey())
    lab.faults.add({ method: 'POST', when: 'after-commit', act: 'drop', times: 1 })
    await assert.rejects(() => post.run(call, postKey, done), kind('unknown-outcome'))
    lab.clock.moveBy(3 * 86_400_000)
    const again = await post.run(call, postKey, done)
    const found = await post.find?.(call, postKey, done, new Date())
    assert.ok(found?.found && found.result.ref?.id === again.ref?.id)
    assert.equal(lab.ledger.live('discourse').length, 1)
  }))

test('a poll stands as the forum writes polls, with its end, and an edit leaves it alone', () =>
  onForum(async (call, { lab }) => {
    const poll = {
      question: 'Filter\nor *espresso*?',
      options: ['Filter', '# Espresso'],
      multiple: true,
      durationSeconds: 3600,
    }
    const parts = [{ text: 'Choose', media: [], poll }]
    const { ref, done } = await publish(discourse, call, topic('', { results: 'on_vote' }, { parts }))
    const { raw } = await rawAt(call, ref.id)
    assert.match(
      raw,
      /^Choose\n\n\[poll type=multiple max=2 results=on_vote public=false chartType=bar close=\S+Z\]\n# Filter or \\\*espresso\\\*\?\n\* Filter\n\* \\# Espresso\n\[\/poll\]$/,
    )
    lab.clock.moveBy(600_000)
    await discourse.edit.run(call, ref, topic('', {}, { parts: [{ text: 'Choose well', media: [], poll }] }), done)
    assert.equal((await rawAt(call, ref.id)).raw, raw.replace('Choose', 'Choose well'))
  }))

test('pictures, films, sounds and files stand below the words, descriptions with strange signs included', () =>
  onForum(async (call, _world, folder) => {
    const media = []
    for (const [index, of] of (['image', 'video', 'audio', 'document'] as const).entries())
      media.push(await sampleFile(of, folder, index + 1, { alt: `Чаша |${index}| [x]` }))
    const { ref } = await publish(discourse, call, topic('', {}, { parts: [{ text: 'Look', media }] }))
    const post = await discourse.readBack(call, ref)
    assert.ok(post !== 'gone' && post.text === 'Look')
    assert.deepEqual(
      post.media.map((one) => [one.kind, one.alt]),
      [
        ['image', 'Чаша |0| [x]'],
        ['video', 'Чаша |1| [x]'],
        ['audio', 'Чаша |2| [x]'],
        ['document', undefined],
      ],
    )
  }))

test('a forum that takes no films offers none, and says what is too short for it', () =>
  onForum(
    async (call) => {
      const limits = discourse.composing.limits(call.account.facts)
      assert.deepEqual([limits.media.video, limits.media.audio, limits.text[0]?.max], [undefined, undefined, 500])
      const codes = checkContent(discourse.composing, topic('Hi', { title: 'Short' }), call.account.facts).map(
        (one) => one.code,
      )
      assert.deepEqual(codes, ['discourse.check.titleShort', 'discourse.check.textShort'])
      await assert.rejects(() => publish(discourse, call, topic('Hi', { title: 'Short' })), kind('rejected'))
    },
    forumWith({
      authorized_extensions: 'jpg|png',
      min_post_length: 20,
      min_topic_title_length: 15,
      max_post_length: 500,
    }),
  ))

test('who was suspended is suspended once, and can come back; likes and flags are given once', () =>
  onForum(async (call, { lab }) => {
    const { ref } = await publish(discourse, call, topic('Be kind'))
    await lab.network('discourse').comment?.(ref.id, 'Buy pills')
    const [said] = (await discourse.inbox.poll(call, undefined)).items
    assert.ok(said && said.kind === 'comment' && said.under?.id === ref.id)
    for (const act of ['like', 'like', 'report', 'report', 'block', 'block', 'unblock', 'delete', 'delete'] as const)
      await discourse.moderate[act]?.(call, said)
    const acts = lab.ledger.entries
      .filter((one) => one.objectId === said.id || one.objectId.startsWith('user-'))
      .map((one) => one.kind)
    assert.deepEqual(acts, ['like', 'report', 'block', 'unblock', 'remove'])
  }))

test('a post that waits for a moderator is neither lost nor sent again', () => {
  const answer = {
    status: 200,
    headers: {},
    url: '',
    body: Buffer.alloc(0),
    text: () => '',
    json: <T>() => ({ success: true, action: 'enqueued' }) as T,
  }
  return onForum(async (call) => {
    const { post, postKey, done } = await prepare(discourse, call, topic('Waits'), freshKey())
    const waiting: Call = {
      ...call,
      http: async (request) => (request.method === 'POST' ? answer : call.http(request)),
    }
    await assert.rejects(() => post.run(waiting, postKey, done), kind('unknown-outcome'))
  })
})

test('how long to wait is read from the header, else from the body', () => {
  const answerOf = (headers: Record<string, string>, body: string): HttpAnswer => ({
    ...{ status: 429, headers, url: '', body: Buffer.from(body), text: () => body },
    json: <T>() => JSON.parse(body) as T,
  })
  const body = '{"errors":["Slow"],"error_type":"rate_limit","extras":{"wait_seconds":37}}'
  const waits = (headers: Record<string, string>, words: string) =>
    failureOf(answerOf(headers, words), true, false, new Date(0)).retryAfterMs
  assert.deepEqual(
    [waits({ 'retry-after': '12' }, body), waits({}, body), waits({}, 'Slow down')],
    [12_000, 37_000, undefined],
  )
})

test('a delivery is believed only with the signature of its whole body', () => {
  const body = Buffer.from('{"post":{}}')
  const sign = (secret: string) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
  const asked = (signature: string) => ({
    method: 'POST',
    query: {},
    headers: { 'x-discourse-event-signature': signature },
    body,
    url: '',
  })
  const keysOf = (webhookSecret?: string) => {
    const secrets: Record<string, string> = webhookSecret === undefined ? {} : { webhookSecret }
    return { app: {}, secrets }
  }
  assert.ok(webhooks.verify(asked(sign('s')), keysOf('s')))
  assert.ok(!webhooks.verify(asked(sign('t')), keysOf('s')))
  assert.ok(!webhooks.verify(asked(sign('')), keysOf('')))
  assert.ok(!webhooks.verify(asked(sign('')), keysOf()))
})

test('addresses are read as people write them', () => {
  assert.equal(forumAddress('forum.example.org/t/hello/12'), 'https://forum.example.org')
  assert.equal(forumAddress('https://example.org/forum/'), 'https://example.org/forum')
})
