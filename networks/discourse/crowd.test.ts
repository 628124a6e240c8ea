import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'
import { onEmulator } from '../conformance/on-emulator.ts'
import { plain, publish } from '../conformance.ts'
import type { Call, Interaction } from '../contract.ts'
import type { Notification } from './entities.ts'
import discourse from './index.ts'
import emulator from './lab.ts'

const topic = (text: string) => plain(text, { options: { title: 'Which Kenya is yours?' } })
const counted = (call: Call) => {
  const asked: string[] = []
  const http: Call['http'] = (request) => {
    asked.push(new URL(request.url).pathname)
    return call.http(request)
  }
  return { asked, call: { ...call, http } }
}

test('a crowd of two thousand under a topic is heard whole in two minutes of a forum that allows sixty calls in each', () =>
  onEmulator(
    discourse,
    emulator,
    async (calm, { lab }) => {
      const { asked, call } = counted(calm)
      let { cursor } = await discourse.inbox.poll(call, undefined)
      const { ref } = await publish(discourse, call, topic('We are sorry'))
      for (let n = 0; n < 2000; n++) await lab.network('discourse').comment?.(ref.id, `Voice ${n}`)
      lab.clock.moveBy(60_000)
      const heard: Interaction[] = []
      asked.length = 0
      for (let turn = 0; turn < 2; turn++) {
        for (let page = 0; page < 5; page++) {
          const told = await discourse.inbox.poll(call, cursor)
          heard.push(...told.items)
          cursor = told.cursor
          if (told.items.length === 0) break
        }
        lab.clock.moveBy(60_000)
      }
      assert.deepEqual(
        heard.map((one) => one.text),
        Array.from({ length: 2000 }, (_, n) => `Voice ${n}`),
      )
      assert.ok(asked.length <= 30, `${asked.length} calls`)
    },
    { enforceRates: true },
  ))

test('what is lost on the way is asked for again, and nobody is heard twice', () =>
  onEmulator(discourse, emulator, async (call, { lab }) => {
    const { cursor } = await discourse.inbox.poll(call, undefined)
    const { ref } = await publish(discourse, call, topic('Talk to me'))
    for (let n = 0; n < 3; n++) await lab.network('discourse').comment?.(ref.id, `Voice ${n}`)
    const broken: Call = {
      ...call,
      http: async (request) => {
        if (request.url.includes('/posts.json')) throw new NetworkFailure('network-down', 'cut')
        return call.http(request)
      },
    }
    await assert.rejects(() => discourse.inbox.poll(broken, cursor))
    const told = await discourse.inbox.poll(call, cursor)
    assert.deepEqual(
      told.items.map((one) => one.text),
      ['Voice 0', 'Voice 1', 'Voice 2'],
    )
    const { asked, call: quiet } = counted(call)
    assert.deepEqual((await discourse.inbox.poll(quiet, told.cursor)).items, [])
    assert.equal(asked.length, 1)
  }))

test('a cursor that was the last notification alone goes on from there', () =>
  onEmulator(discourse, emulator, async (call, { lab }) => {
    const { ref } = await publish(discourse, call, topic('Talk to me'))
    const { ref: other } = await publish(discourse, call, topic('Or here'))
    await lab.network('discourse').comment?.(ref.id, 'Heard long ago')
    for (const word of ['One', 'Two']) await lab.network('discourse').comment?.(other.id, word)
    const { items } = await discourse.inbox.poll(call, '1')
    assert.deepEqual(
      items.map((one) => one.text),
      ['One', 'Two'],
    )
  }))

test('likes in their hundreds are heard over several polls, each once, while others come', () =>
  onEmulator(discourse, emulator, async (calm) => {
    const liked = (id: number): Notification => {
      const at = new Date(1_800_000_000_000 + id * 1000).toISOString()
      return { id, notification_type: 5, created_at: at, post_number: 1, topic_id: 7, data: { username: `p${id}` } }
    }
    let newest = 700
    const http: Call['http'] = async ({ url, query = {} }) => {
      const from = newest - Number(query.offset)
      const shown = Array.from({ length: Math.min(60, from) }, (_, n) => liked(from - n))
      newest += 3
      return answerOf(url, { notifications: shown, total_rows_notifications: newest })
    }
    const heard: string[] = []
    let cursor: string | undefined = '40'
    for (let polls = 0; polls < 12; polls++) {
      const told = await discourse.inbox.poll({ ...calm, http }, cursor)
      heard.push(...told.items.map((one) => one.id))
      cursor = told.cursor
    }
    const ids = new Set(heard)
    assert.equal(ids.size, heard.length)
    for (let id = 41; id <= 720; id++) assert.ok(ids.has(`notification-${id}`), `nobody heard ${id}`)
  }))

const answerOf = (url: string, body: object): HttpAnswer => ({
  ...{ status: 200, headers: {}, url, body: Buffer.alloc(0), text: () => JSON.stringify(body) },
  json: <T>() => body as T,
})
