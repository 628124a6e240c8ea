import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'
import { onEmulator } from '../conformance/on-emulator.ts'
import { plain, publish } from '../conformance.ts'
import type { Call, Interaction } from '../contract.ts'
import type { Notification } from './entities.ts'
import nodebb from './index.ts'
import emulator from './lab.ts'

const topic = (text: string) => plain(text, { options: { title: 'Which Kenya is yours?', category: '2' } })
const counted = (call: Call) => {
  const asked: string[] = []
  const http: Call['http'] = (request) => {
    asked.push(new URL(request.url).pathname)
    return call.http(request)
  }
  return { asked, call: { ...call, http } }
}

test('a crowd of two thousand in a topic is heard whole within the calls of one minute', () =>
  onEmulator(nodebb, emulator, async (calm, { lab }) => {
    const { asked, call } = counted(calm)
    let { cursor } = await nodebb.inbox.poll(call, undefined)
    const { ref } = await publish(nodebb, call, topic('We are sorry'))
    for (let n = 0; n < 2000; n++) await lab.network('nodebb').comment?.(ref.id, `Voice ${n}`)
    const heard: Interaction[] = []
    asked.length = 0
    for (let polls = 0; polls < 10; polls++) {
      const told = await nodebb.inbox.poll(call, cursor)
      heard.push(...told.items)
      cursor = told.cursor
    }
    assert.deepEqual(
      heard.map((one) => one.text),
      Array.from({ length: 2000 }, (_, n) => `Voice ${n}`),
    )
    assert.ok(asked.length <= 120, `${asked.length} calls`)
  }))

test('a topic is read on from where it was heard, though posts above were taken away', () =>
  onEmulator(nodebb, emulator, async (call, { lab }) => {
    const { ref } = await publish(nodebb, call, topic('Talk to me'))
    const say = async (from: number, to: number) => {
      for (let n = from; n < to; n++) await lab.network('nodebb').comment?.(ref.id, `Voice ${n}`)
    }
    let { cursor } = await nodebb.inbox.poll(call, undefined)
    await say(0, 45)
    const first = await nodebb.inbox.poll(call, cursor)
    assert.equal(first.items.length, 45)
    for (const one of first.items.slice(0, 30)) await nodebb.moderate.delete?.(call, one)
    await say(45, 50)
    cursor = first.cursor
    const broken: Call = {
      ...call,
      http: async (request) => {
        if (request.url.includes('/api/topic/')) throw new NetworkFailure('network-down', 'cut')
        return call.http(request)
      },
    }
    await assert.rejects(() => nodebb.inbox.poll(broken, cursor))
    const second = await nodebb.inbox.poll(call, cursor)
    assert.deepEqual(
      second.items.map((one) => one.text),
      ['Voice 45', 'Voice 46', 'Voice 47', 'Voice 48', 'Voice 49'],
    )
    const { asked, call: quiet } = counted(call)
    assert.deepEqual((await nodebb.inbox.poll(quiet, second.cursor)).items, [])
    assert.equal(asked.length, 2)
  }))

test('a cursor without topics goes on from its moment', () =>
  onEmulator(nodebb, emulator, async (call, { lab }) => {
    const { ref } = await publish(nodebb, call, topic('Talk to me'))
    for (let n = 0; n < 30; n++) await lab.network('nodebb').comment?.(ref.id, `Before ${n}`)
    const { cursor = '' } = await nodebb.inbox.poll(call, undefined)
    const { notifications, messages } = JSON.parse(cursor) as Record<string, unknown>
    for (let n = 0; n < 30; n++) await lab.network('nodebb').comment?.(ref.id, `After ${n}`)
    const { items } = await nodebb.inbox.poll(call, JSON.stringify({ notifications, messages }))
    assert.deepEqual(
      items.map((one) => one.text),
      Array.from({ length: 30 }, (_, n) => `After ${n}`),
    )
  }))

test('messages in their hundreds are heard, each once', () =>
  onEmulator(nodebb, emulator, async (call, { lab }) => {
    await lab.network('nodebb').message?.('north_roasters', 'Hello')
    const first = await nodebb.inbox.poll(call, undefined)
    for (let n = 0; n < 300; n++) await lab.network('nodebb').message?.('north_roasters', `Word ${n}`)
    const { items, cursor } = await nodebb.inbox.poll(call, first.cursor)
    assert.deepEqual(new Set(items.map((one) => one.text)), new Set(Array.from({ length: 300 }, (_, n) => `Word ${n}`)))
    assert.equal(items.length, 300)
    assert.deepEqual((await nodebb.inbox.poll(call, cursor)).items, [])
  }))

test('followers in their hundreds are heard over several polls, each once, while others come', () =>
  onEmulator(nodebb, emulator, async (calm) => {
    const followed = (id: number): Notification => ({
      ...{ nid: `follow:${id}:uid:1`, datetime: 1_800_000_000_000 + 1000 * Math.floor(id / 7), path: null },
      user: { uid: id, username: `p${id}`, userslug: `p${id}` },
    })
    let newest = 500
    const http: Call['http'] = async ({ url, query = {} }) => {
      if (!url.endsWith('/api/notifications')) return answerOf({ response: { rooms: [] } })
      const from = newest - 20 * (Number(query.page ?? 1) - 1)
      const notifications = Array.from({ length: Math.max(0, Math.min(20, from)) }, (_, n) => followed(from - n))
      const pagination = { pageCount: Math.ceil(newest / 20) }
      newest += 1
      return answerOf({ notifications, pagination })
    }
    const heard: string[] = []
    const before = { notifications: { at: followed(13).datetime, ids: [] }, messages: { at: 1, ids: [] } }
    let cursor: string | undefined = JSON.stringify(before)
    for (let polls = 0; polls < 12; polls++) {
      const told = await nodebb.inbox.poll({ ...calm, http }, cursor)
      heard.push(...told.items.map((one) => one.author.id))
      cursor = told.cursor
    }
    assert.equal(new Set(heard).size, heard.length)
    for (let id = 14; id <= 500; id++) assert.ok(heard.includes(String(id)), `nobody heard ${id}`)
  }))

const answerOf = (body: object): HttpAnswer => ({
  ...{ status: 200, headers: {}, url: '', body: Buffer.alloc(0), text: () => JSON.stringify(body) },
  json: <T>() => body as T,
})
