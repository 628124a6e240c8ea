import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drain } from '../conformance/hearing.ts'
import { plain } from '../conformance.ts'
import type { Call } from '../contract.ts'
import vk from './index.ts'
import { onVk } from './testing.ts'

const words = (items: { text: string }[]) => items.map((one) => one.text)
const voices = (from: number, to: number) => Array.from({ length: to - from }, (_, nth) => `Voice ${from + nth}`)

function counted(real: Call): { call: Call; asked: () => string[] } {
  const methods: string[] = []
  const http: Call['http'] = (request) => {
    methods.push(request.url.split('/').at(-1) ?? '')
    return real.http(request)
  }
  return { call: { ...real, http }, asked: () => methods.splice(0) }
}

test('a crowd of hundreds is heard whole, in two calls of the person a question', () =>
  onVk(
    async ({ call: real, lab, publish, vk: network }) => {
      const { call, asked } = counted(real)
      const start = (await drain(vk, call, undefined)).cursor
      lab.clock.moveBy(1_000)
      const { ref } = await publish(plain('Talk to us'))
      for (const voice of voices(0, 430)) await network.comment?.(ref.id, voice)
      asked()
      lab.clock.moveBy(60_000)
      const first = await vk.inbox.poll(call, start)
      assert.deepEqual(asked(), ['wall.get', 'execute', 'messages.getConversations'])
      assert.deepEqual(words(first.items), voices(0, 430))
      lab.clock.moveBy(1_000)
      const second = await vk.inbox.poll(call, first.cursor)
      assert.deepEqual([words(second.items), asked()], [[], ['wall.get', 'messages.getConversations']])
    },
    { rates: true, keys: ['communityKey', 'userKey'] },
  ))

test('what one question could not carry is gone on with in the next, nobody twice, and who speaks meanwhile is heard', () =>
  onVk(async ({ call, publish, vk: network }) => {
    const start = (await drain(vk, call, undefined)).cursor
    const { ref } = await publish(plain('Talk to us'))
    for (const voice of voices(0, 650)) await network.comment?.(ref.id, voice)
    const first = await vk.inbox.poll(call, start)
    assert.deepEqual(words(first.items), voices(150, 650))
    for (const voice of voices(650, 660)) await network.comment?.(ref.id, voice)
    const rest = await drain(vk, call, first.cursor)
    assert.deepEqual(words(rest.items), [...voices(0, 150), ...voices(650, 660)])
  }))

test('a desk that kept no place goes on where it was', () =>
  onVk(async ({ call, publish, vk: network }) => {
    const { ref } = await publish(plain('Talk to us'))
    const say = async (from: number, to: number) => {
      let last = ''
      for (const voice of voices(from, to)) last = (await network.comment?.(ref.id, voice)) ?? ''
      return Number(last.split('_')[1])
    }
    const newest = await say(0, 2)
    const cursor = JSON.stringify({ posts: { [Number(ref.id.split('_')[1])]: [2, newest] }, message: 0 })
    await say(2, 140)
    assert.deepEqual(words((await drain(vk, call, cursor)).items), voices(2, 140))
  }))

test('people of many conversations, one of them with hundreds of messages, are heard each once', () =>
  onVk(async ({ call, lab, vk: network }) => {
    const people = lab.people.all.slice(0, 30)
    const [chatty] = people
    await network.message?.('north_roasters', 'Before', { person: chatty })
    const start = (await drain(vk, call, undefined)).cursor
    for (const person of people) await network.message?.('north_roasters', `From ${person.handle}`, { person })
    for (const voice of voices(0, 320)) await network.message?.('north_roasters', voice, { person: chatty })
    const heard = words((await drain(vk, call, start)).items)
    assert.deepEqual(heard.sort(), [...people.map((one) => `From ${one.handle}`), ...voices(0, 320)].sort())
  }))

test('a crisis of two thousand in ten minutes is heard whole, asked once a minute, where more than three calls a second are refused', () =>
  onVk(
    async ({ call, lab, publish, vk: network }) => {
      const { ref } = await publish(plain('Talk to us'))
      lab.clock.moveBy(60_000)
      let cursor = (await vk.inbox.poll(call, undefined)).cursor
      const heard: string[] = []
      for (let minute = 0; minute < 10; minute++) {
        for (const voice of voices(minute * 200, minute * 200 + 200)) await network.comment?.(ref.id, voice)
        lab.clock.moveBy(60_000)
        const page = await vk.inbox.poll(call, cursor)
        heard.push(...words(page.items))
        cursor = page.cursor
      }
      assert.deepEqual(heard, voices(0, 2000))
    },
    { enforceRates: true },
  ))
