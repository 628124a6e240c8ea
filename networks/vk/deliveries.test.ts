import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failsAs } from '../conformance/fails-as.ts'
import { plain, sampleFile } from '../conformance.ts'
import type { StepsDone } from '../contract.ts'
import vk from './index.ts'
import { onVk } from './testing.ts'

const request = (body: object) => ({
  method: 'POST',
  url: 'https://desk.example/hooks/vk',
  query: {},
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(body)),
})

test('the door says its code to who knows the secret, and nothing to others', () =>
  onVk(async ({ account }) => {
    const keys = { app: {}, secrets: account.secrets }
    const asked = { type: 'confirmation', group_id: Number(account.remoteId), secret: account.secrets.hook }
    assert.deepEqual(vk.webhooks.greet?.(request(asked), keys), { status: 200, body: account.secrets.confirmation })
    assert.equal(vk.webhooks.greet?.(request({ ...asked, secret: 'guessed' }), keys), undefined)
    assert.equal(vk.webhooks.greet?.(request({ ...asked, type: 'message_new' }), keys), undefined)
    assert.deepEqual(vk.webhooks.thanks, { status: 200, body: 'ok' })
  }))

test('asking for deliveries twice opens one door, with our secret; it closes again', () =>
  onVk(async ({ call, vk: network }) => {
    const url = 'https://desk.example/hooks/vk'
    const doors = () => [...network.desk.rows.doors.values()].filter((one) => one.url === url)
    await vk.webhooks.subscribe?.(call, url)
    await vk.webhooks.subscribe?.(call, url)
    assert.deepEqual(
      doors().map((one) => one.secret),
      [call.account.secrets.hook],
    )
    await vk.webhooks.unsubscribe?.(call)
    await vk.webhooks.unsubscribe?.(call)
    assert.equal(network.desk.rows.doors.size, 0)
  }))

test('an edited comment and a message written in VK’s own app are read as such', () =>
  onVk(async ({ account }) => {
    const group = Number(account.remoteId)
    const comment = { id: 7, from_id: 1000, owner_id: -group, post_id: 5, date: 1_795_000_000, text: 'Fixed' }
    const [edited] = vk.webhooks.read({ type: 'wall_reply_edit', group_id: group, object: comment })
    assert.deepEqual([edited?.what.id, edited?.what.edited], [`-${group}_7`, true])
    const message = { id: 9, peer_id: 1000, from_id: -group, date: 1_795_000_000, text: 'From the app', out: 1 }
    const [own] = vk.webhooks.read({ type: 'message_reply', group_id: group, object: message })
    assert.deepEqual([own?.what.id, own?.what.own], ['message_9', true])
  }))

test('comments under one post are never passed over because another post was read meanwhile', () =>
  onVk(async ({ call, publish, vk: network }) => {
    const one = await publish(plain('One'))
    const two = await publish(plain('Two'))
    await network.comment?.(two.ref.id, 'Under two')
    const first = await vk.inbox.poll(call, undefined)
    await network.comment?.(one.ref.id, 'Under one')
    const second = await vk.inbox.poll(call, first.cursor)
    assert.deepEqual(
      [first, second].map(({ items }) => items.map((item) => item.text)),
      [['Under two'], ['Under one']],
    )
  }))

test('somebody who never wrote cannot be written to, and that is told', () =>
  onVk(async ({ call, publish, vk: network }) => {
    const { ref } = await publish(plain('Hello'))
    await network.comment?.(ref.id, 'How much is it?')
    const [comment] = (await vk.inbox.comments?.(call, ref, undefined))?.items ?? []
    assert.ok(comment)
    const step = vk.inbox.replyPrivately?.(comment, 'By message, please', call.account)
    await assert.rejects(step?.run(call, 'key', {}) ?? Promise.resolve(), failsAs('rejected', /permission/))
  }))

test('a comment taken away is told by the same id, without words', () =>
  onVk(async ({ account }) => {
    const group = Number(account.remoteId)
    const object = { owner_id: -group, id: 7, user_id: 1000, deleter_id: 1000, post_id: 5 }
    const [gone] = vk.webhooks.read({ type: 'wall_reply_delete', group_id: group, object })
    assert.deepEqual([gone?.what.id, gone?.what.deleted, gone?.what.text], [`-${group}_7`, true, ''])
    assert.deepEqual(vk.webhooks.read({ type: 'wall_reply_delete', group_id: group, object: {} }), [])
  }))

test('an answer brings its picture with it, under a comment and in a message', () =>
  onVk(async ({ call, folder, publish, vk: network }) => {
    const picture = await sampleFile('image', folder, 4)
    const { ref } = await publish(plain('Ask me'))
    await network.comment?.(ref.id, 'How does it look?')
    await network.message?.('north_roasters', 'Show me')
    const { items } = await vk.inbox.poll(call, undefined)
    assert.deepEqual(items.map((one) => one.kind).sort(), ['comment', 'message'])
    for (const to of items) {
      const done: StepsDone = {}
      for (const step of vk.inbox.replyWith?.(to, 'Like this', [picture], call.account) ?? [])
        done[step.name] = await step.run(call, 'key', done)
    }
    const { rows } = network.desk
    const said = [...rows.comments.values(), ...rows.messages.values()].filter((one) => one.text === 'Like this')
    assert.deepEqual(
      said.map((one) => one.attachments?.map((name) => rows.assets.get(name)?.type)),
      [['photo'], ['photo']],
    )
  }))

test('a video does not go into a message of a community', () =>
  onVk(
    async ({ call, folder, vk: network }) => {
      const film = await sampleFile('video', folder, 1)
      await network.message?.('north_roasters', 'Show me')
      const [message] = (await vk.inbox.poll(call, undefined)).items
      assert.ok(message)
      const [upload] = vk.inbox.replyWith?.(message, 'Like this', [film], call.account) ?? []
      await assert.rejects(upload?.run(call, 'key', {}) ?? Promise.resolve(), failsAs('rejected', /video/))
    },
    { keys: ['communityKey'] },
  ))

test('one comment, answer or not, edited, removed, told twice and out of order, is one and the same', () =>
  onVk(async ({ account }) => {
    const group = Number(account.remoteId)
    const comment = { id: 7, from_id: 1000, owner_id: -group, post_id: 5, date: 1_795_000_000, text: 'Hm' }
    const answer = { ...comment, reply_to_comment: 6, parents_stack: [6] }
    const removed = { owner_id: -group, id: 7, user_id: 1000, deleter_id: 1000, post_id: 5 }
    for (const object of [comment, answer]) {
      const told: [string, object][] = [
        ['wall_reply_delete', removed],
        ['wall_reply_edit', { ...object, text: 'Hmm' }],
        ['wall_reply_new', object],
        ['wall_reply_new', object],
        ['wall_reply_delete', removed],
      ]
      const read = told.map(([type, of]) =>
        vk.webhooks.read(JSON.parse(JSON.stringify({ type, group_id: group, object: of }))),
      )
      assert.ok(read.every((one) => one.length === 1))
      const heard = read.map(([one]) => one?.what)
      assert.equal(new Set(heard.map((one) => `${one?.kind} ${one?.id}`)).size, 1)
      assert.deepEqual(
        heard.map((one) => [one?.deleted, one?.edited, one?.text]),
        [
          [true, undefined, ''],
          [undefined, true, 'Hmm'],
          [undefined, undefined, 'Hm'],
          [undefined, undefined, 'Hm'],
          [true, undefined, ''],
        ],
      )
      assert.deepEqual(heard[2], heard[3])
    }
  }))

test('a message told twice is one, and of its edits the later stands, whichever comes first', () =>
  onVk(async ({ account }) => {
    const message = { id: 9, peer_id: 1000, from_id: 1000, date: 1_795_000_000, text: 'One', out: 0 }
    const read = (type: string, object: object) => {
      const [one] = vk.webhooks.read(JSON.parse(JSON.stringify({ type, group_id: Number(account.remoteId), object })))
      assert.ok(one)
      return one.what
    }
    const edit = (text: string, after: number) =>
      read('message_edit', { ...message, text, update_time: message.date + after })
    const [third, second] = [edit('Three', 20), edit('Two', 10)]
    const [first, again] = [1, 2].map(() => read('message_new', { message, client_info: {} }))
    assert.deepEqual(first, again)
    assert.equal(new Set([third, second, first].map((one) => one?.id)).size, 1)
    assert.ok(third.edited && second.edited && !first?.edited)
    assert.equal((third.editedAt?.getTime() ?? 0) - (second.editedAt?.getTime() ?? 0), 10_000)
  }))
