import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { NetworkFailure } from '../../kernel/failure.ts'
import { checkContent } from '../check-content.ts'
import { failsAs } from '../conformance/fails-as.ts'
import { callOf, connectIn, labWorld, plain, prepare, publish, sampleFile } from '../conformance.ts'
import type { Call } from '../contract.ts'
import max from './index.ts'
import { type MaxHandle, maxNetwork } from './lab.ts'
import { written } from './markup.ts'
import { deliverySecret } from './webhooks.ts'

type Trial = { call: Call; handle: MaxHandle; folder: string; world: Awaited<ReturnType<typeof labWorld>> }

async function onMax(run: (trial: Trial) => Promise<void>, type: 'channel' | 'chat' = 'channel'): Promise<void> {
  const world = await labWorld(maxNetwork(type))
  const folder = await mkdtemp(join(tmpdir(), 'rialto-max-'))
  try {
    const call = callOf(await connectIn(max, world), world.context)
    await run({ call, world, folder, handle: world.lab.network('max-messenger') as MaxHandle })
    assert.deepEqual(world.lab.violations, [])
  } finally {
    await world.close()
    await rm(folder, { recursive: true, force: true })
  }
}

test('marks become the HTML of MAX, what looks like HTML is escaped, and a plain text stays as it is', () => {
  const text = '**New** _today_ <b>&</b> [shop](https://a.example/?x=1&y=2) [Anna](@77)'
  assert.equal(
    written(text, true).text,
    '<b>New</b> <i>today</i> &lt;b&gt;&amp;&lt;/b&gt; <a href="https://a.example/?x=1&amp;y=2">shop</a> <a href="max://user/77">Anna</a>',
  )
  assert.deepEqual(written('2 < 3 & 4', true), { text: '2 < 3 & 4' })
  assert.deepEqual(written('**as it is**', false), { text: '**as it is**' })
})

test('a formatted post stands with its marks, its buttons and its pin', () =>
  onMax(async ({ call, handle }) => {
    const options = { pin: true, buttons: 'Shop | https://roastery.example/shop\nMap | https://roastery.example/map' }
    const { ref } = await publish(max, call, plain('Fresh **Kenya** & more', { options }))
    const message = handle.desk.rows.messages.get(ref.id)
    assert.deepEqual(message?.marks, [{ type: 'strong', from: 6, length: 5 }])
    assert.equal(message.text, 'Fresh Kenya & more')
    const [keyboard] = message.attachments
    assert.equal(keyboard?.type === 'inline_keyboard' && keyboard.buttons.length, 2)
    assert.deepEqual([...handle.desk.rows.pins.values()], [{ mid: ref.id }])
    const post = await max.readBack(call, ref)
    assert.ok(post !== 'gone' && post.media.length === 0 && post.text === 'Fresh Kenya & more')
  }))

test('buttons that cannot be pressed are named by their line, before anything is sent', () => {
  const codes = (buttons: string) =>
    checkContent(max.composing, plain('x', { options: { buttons } }), {}).map((one) => one.code)
  assert.deepEqual(codes('Shop'), ['max-messenger.check.button.noAddress'])
  assert.deepEqual(codes('Shop | ftp://x'), ['max-messenger.check.button.badAddress'])
  assert.deepEqual(codes(Array.from({ length: 31 }, () => 'A | https://a.example/').join('\n')), [
    'max-messenger.check.button.tooMany',
  ])
})

test('a video that is still worked on makes the post wait, and leaves nothing', () =>
  onMax(async ({ call, folder, handle, world }) => {
    const content = { parts: [{ text: 'Watch', media: [await sampleFile('video', folder, 1)] }], options: {} }
    const { post, postKey, done } = await prepare(max, call, content, 'video')
    world.lab.faults.add({
      method: 'POST',
      path: '^/messages',
      when: 'before-commit',
      act: 'still-processing',
      times: 1,
    })
    const waits = (error: unknown) => failsAs('slow-down')(error) && (error as NetworkFailure).retryAfterMs === 3000
    await assert.rejects(post.run(call, postKey, done), waits)
    assert.equal(handle.desk.rows.messages.size, 0)
    assert.ok((await post.run(call, postKey, done)).ref)
  }))

test('an edit of the words brings no file again', () =>
  onMax(async ({ call, folder, handle }) => {
    const media = [await sampleFile('image', folder, 1)]
    const { ref, done } = await publish(max, call, { parts: [{ text: 'Before', media }], options: {} })
    await max.edit.run(call, ref, { parts: [{ text: 'After', media }], options: {} }, done)
    assert.equal(handle.desk.rows.uploads.size, 1)
    assert.equal(handle.desk.rows.messages.get(ref.id)?.attachments.length, 1)
  }))

test('a post older than a day cannot be removed, and that is told from an answer 200', () =>
  onMax(async ({ call, world }) => {
    const { ref, done } = await publish(max, call, plain('Old'))
    world.lab.clock.moveBy(25 * 3_600_000)
    await assert.rejects(max.remove(call, ref, done), failsAs('rejected', /too old/))
    assert.equal(max.removableForMs, 24 * 3_600_000)
  }))

test('views are told of a channel’s posts, and not of a chat’s', async () => {
  const viewsIn = (type: 'channel' | 'chat') =>
    new Promise<number | undefined>((resolve, reject) => {
      onMax(async ({ call }) => {
        const { ref } = await publish(max, call, plain('Look'))
        resolve((await max.metrics.posts?.(call, [ref]))?.[ref.id]?.views)
      }, type).catch(reject)
    })
  assert.ok(((await viewsIn('channel')) ?? 0) > 0)
  assert.equal(await viewsIn('chat'), undefined)
})

test('with no chat named, every channel and chat where the bot may write is connected', () =>
  onMax(async ({ world, handle }) => {
    const [chat] = [...handle.desk.rows.chats.values()]
    assert.ok(chat)
    const more = { ...chat, id: -5, link: 'https://max.ru/second', title: 'Second' }
    const shut = { ...chat, id: -6, link: 'https://max.ru/shut', title: 'Shut', rights: ['view_stats'] }
    handle.desk.tables.commit([
      ['chats', '-5', more],
      ['chats', '-6', shut],
    ])
    const [way] = max.connect
    assert.ok(way?.kind === 'secret')
    const all = await way.connect({ ...world.fields, chats: '' }, world.context)
    assert.deepEqual(all.map((one) => one.handle).sort(), ['north_roasters', 'second'])
    const refused = (code: string) => (error: { fields?: { code: string }[] }) => error.fields?.[0]?.code === code
    const named = (chats: string) => way.connect({ ...world.fields, chats }, world.context)
    await assert.rejects(named('max.ru/shut'), refused('max-messenger.connect.mayNotWrite'))
    await assert.rejects(named('max.ru/nowhere'), refused('max-messenger.connect.chatNotFound'))
  }))

test('a bot that lost its right to write must be let in again', () =>
  onMax(async ({ call, handle }) => {
    const [chat] = [...handle.desk.rows.chats.values()]
    assert.ok(chat)
    handle.desk.tables.commit([['chats', String(chat.id), { ...chat, rights: [] }]])
    await assert.rejects(max.health(call), failsAs('reconnect'))
    await assert.rejects(publish(max, call, plain('No')), failsAs('reconnect'))
  }))

test('deliveries are asked for with the secret they are known by; polling rests meanwhile', () =>
  onMax(async ({ call, handle }) => {
    await max.webhooks.subscribe?.(call, 'https://desk.example/hooks/max')
    const [door] = [...handle.desk.rows.doors.values()]
    assert.equal(door?.secret, deliverySecret(call.account.secrets.token ?? ''))
    await assert.rejects(max.inbox.poll(call, undefined), failsAs('rejected', /webhook/))
    await max.webhooks.unsubscribe?.(call)
    assert.deepEqual((await max.inbox.poll(call, undefined)).items, [])
  }))
