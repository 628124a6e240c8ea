import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkContent } from '../check-content.ts'
import { failsAs } from '../conformance/fails-as.ts'
import { callOf, connectIn, labWorld, plain, publish, sampleFile } from '../conformance.ts'
import type { Call } from '../contract.ts'
import { md5, signatureOf } from './client.ts'
import { failureOfError } from './failures.ts'
import odnoklassniki from './index.ts'
import emulator, { type OkHandle } from './lab.ts'

type Trial = { call: Call; ok: OkHandle; folder: string; world: Awaited<ReturnType<typeof labWorld>> }

async function onOk(run: (trial: Trial) => Promise<void>): Promise<void> {
  const world = await labWorld(emulator)
  const folder = await mkdtemp(join(tmpdir(), 'rialto-ok-'))
  try {
    const call = callOf(await connectIn(odnoklassniki, world), world.context)
    await run({ call, world, folder, ok: world.lab.network('odnoklassniki') as OkHandle })
  } finally {
    await world.close()
    await rm(folder, { recursive: true, force: true })
  }
}

test('a call is signed over its sorted parameters and the secret of the session', () => {
  const secret = md5('tokensecret')
  const signed = signatureOf({ method: 'users.getCurrentUser', application_key: 'CB', format: 'json' }, secret)
  assert.equal(signed, md5(`application_key=CBformat=jsonmethod=users.getCurrentUser${secret}`))
})

test('a topic with words, pictures, a video and a poll has a block for each, in that order', () =>
  onOk(async ({ call, ok, folder }) => {
    const media = [
      await sampleFile('image', folder, 1),
      await sampleFile('video', folder, 2),
      await sampleFile('image', folder, 3),
    ]
    const poll = { question: 'Filter?', options: ['Yes', 'No'], multiple: false, durationSeconds: 0 }
    const { ref } = await publish(odnoklassniki, call, { parts: [{ text: 'All of it', media, poll }], options: {} })
    const topic = ok.desk.rows.topics.get(ref.id)
    assert.deepEqual(
      topic?.blocks.map((one) => one.type),
      ['text', 'photo', 'movie', 'poll'],
    )
    const [, photos, , asked] = topic.blocks
    assert.equal(photos?.type === 'photo' && photos.photo_refs.length, 2)
    assert.deepEqual(asked?.type === 'poll' && asked.options, ['SingleChoice', 'AnonymousVoting'])
  }))

test('an edit brings its pictures anew, since the token of an upload serves once', () =>
  onOk(async ({ call, ok, folder }) => {
    const media = [await sampleFile('image', folder, 1)]
    const { ref, done } = await publish(odnoklassniki, call, { parts: [{ text: 'Before', media }], options: {} })
    await odnoklassniki.edit.run(call, ref, { parts: [{ text: 'After', media }], options: {} }, done)
    const post = await odnoklassniki.readBack(call, ref)
    assert.ok(post !== 'gone' && post.text === 'After' && post.media.length === 1)
    assert.equal(ok.desk.rows.places.size, 2)
  }))

test('a topic may be held by the network until a moment, in the group’s name or the person’s', () =>
  onOk(async ({ call, ok }) => {
    const publishAt = new Date(call.clock.now().getTime() + 3_600_000).toISOString()
    const { ref } = await publish(odnoklassniki, call, plain('Later', { options: { publishAt, asGroup: false } }))
    const topic = ok.desk.rows.topics.get(ref.id)
    assert.deepEqual([topic?.publishAt, topic?.asGroup], [Date.parse(publishAt), false])
    const past = plain('Too late', { options: { publishAt: '2020-01-01T00:00:00.000Z' } })
    await assert.rejects(publish(odnoklassniki, call, past), failsAs('rejected'))
    const clash = checkContent(odnoklassniki.composing, plain('x', { options: { publishAt, hidden: true } }), {})
    assert.equal(clash[0]?.code, 'odnoklassniki.check.hiddenLater')
  }))

test('what stands under a topic is read page by page, oldest first', () =>
  onOk(async ({ call, ok }) => {
    const { ref } = await publish(odnoklassniki, call, plain('Ask us anything'))
    for (let nth = 1; nth <= 101; nth++) await ok.comment?.(ref.id, `Question ${nth}`)
    const first = await odnoklassniki.inbox.comments?.(call, ref, undefined)
    assert.deepEqual([first?.items.length, first?.items[0]?.text], [100, 'Question 1'])
    const second = await odnoklassniki.inbox.comments?.(call, ref, first?.cursor)
    assert.deepEqual([second?.items.map((one) => one.text), second?.cursor], [['Question 101'], undefined])
  }))

test('a comment is heard and cannot be answered in public; its author can be, in private, once they wrote', () =>
  onOk(async ({ call, ok }) => {
    const { ref } = await publish(odnoklassniki, call, plain('Ask'))
    const text = 'How much is it?'
    await ok.comment?.(ref.id, text)
    const [comment] = (await odnoklassniki.inbox.poll(call, undefined)).items
    assert.ok(comment?.text === text && comment.under?.id === ref.id)
    assert.throws(() => odnoklassniki.inbox.reply?.(comment, 'Ten', call.account), failsAs('rejected', /in public/))
    const step = () => odnoklassniki.inbox.replyPrivately?.(comment, 'Ten', call.account)
    await assert.rejects(step()?.run(call, 'key', {}) ?? Promise.resolve(), failsAs('rejected'))
    await ok.message?.('north_roasters', text)
    assert.ok((await step()?.run(call, 'key', {}))?.ref?.id)
  }))

test('keys that do not belong together are told as access to be renewed', () =>
  onOk(async ({ call }) => {
    const app = { ...call.account.app, secretKey: 'another' }
    const other = { ...call, account: { ...call.account, app } }
    await assert.rejects(odnoklassniki.health(other), failsAs('reconnect', /signature/i))
  }))

test('one sign-in gives every group the person manages, and the group’s own key asks which', () =>
  onOk(async ({ ok, world }) => {
    const [user] = [...ok.desk.rows.users.values()]
    const [group] = [...ok.desk.rows.groups.values()]
    assert.ok(user && group)
    const other = { ...group, uid: '70000000009999', shortname: 'southroasters', account: 'south' }
    ok.desk.tables.commit([
      ['groups', other.uid, other],
      ['users', user.uid, { ...user, manages: [...user.manages, other.uid] }],
    ])
    const way = odnoklassniki.connect[1]
    assert.ok(way?.kind === 'secret')
    const keys = ok.keysOf('north_roasters')
    const all = await way.connect({ ...keys, group: '', groupKey: '' }, world.context)
    assert.deepEqual(all.map((one) => one.handle).sort(), ['northroasters', 'southroasters'])
    const refused = (code: string) => (error: { fields?: { code: string }[] }) => error.fields?.[0]?.code === code
    await assert.rejects(
      way.connect({ ...keys, group: '' }, world.context),
      refused('odnoklassniki.connect.whichGroup'),
    )
    await assert.rejects(
      way.connect({ ...keys, group: 'ok.ru/else' }, world.context),
      refused('odnoklassniki.connect.notManaged'),
    )
  }))

test('deliveries are asked for at an address with our secret, and no longer afterwards', () =>
  onOk(async ({ call, ok }) => {
    const ours = () =>
      [...ok.desk.rows.doors.values()].filter(({ url }) => url.startsWith('https://desk.example/hooks/ok'))
    await odnoklassniki.webhooks.subscribe?.(call, 'https://desk.example/hooks/ok')
    await odnoklassniki.webhooks.subscribe?.(call, 'https://desk.example/hooks/ok')
    assert.deepEqual(
      ours().map(({ url }) => new URL(url).searchParams.get('rialto')),
      [call.account.secrets.hook],
    )
    await odnoklassniki.webhooks.unsubscribe?.(call)
    assert.equal(ours().length, 0)
  }))

test('each code of an error in an answer 200 is told for what it is', () => {
  const kinds: [number, string, string][] = [
    [1, 'unknown-outcome', 'network-down'],
    [8, 'slow-down', 'slow-down'],
    [10, 'reconnect', 'reconnect'],
    [11, 'slow-down', 'slow-down'],
    [102, 'reconnect', 'reconnect'],
    [300, 'rejected', 'rejected'],
    [601, 'rejected', 'rejected'],
    [9999, 'unknown-outcome', 'network-down'],
  ]
  for (const [code, writing, reading] of kinds) {
    const told = [failureOfError({ error_code: code }, true).kind, failureOfError({ error_code: code }, false).kind]
    assert.deepEqual(told, [writing, reading], String(code))
  }
})
