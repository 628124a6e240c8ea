import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drain } from '../conformance/hearing.ts'
import { plain } from '../conformance.ts'
import type { Call } from '../contract.ts'
import network from './index.ts'
import { onChannel } from './testing.ts'

const words = (items: { text: string }[]) => items.map((one) => one.text)
const voices = (from: number, to: number) => Array.from({ length: to - from }, (_, nth) => `Voice ${from + nth}`)

function counted(real: Call): { call: Call; asked: () => number } {
  let calls = 0
  const http: Call['http'] = (request) => {
    calls += 1
    return real.http(request)
  }
  const asked = () => {
    const before = calls
    calls = 0
    return before
  }
  return { call: { ...real, http }, asked }
}

test('a crisis of two thousand in ten minutes is heard whole, within a hundredth of the units of a day', () =>
  onChannel(async ({ call: real, lab, post }) => {
    const { call, asked } = counted(real)
    const { ref } = await post(plain('Talk to us'))
    let { cursor } = await drain(network, call, undefined)
    asked()
    const heard: string[] = []
    for (let minute = 0; minute < 10; minute++) {
      for (const voice of voices(minute * 200, minute * 200 + 200)) {
        lab.clock.moveBy(300)
        await lab.network('youtube').comment?.(ref.id, voice)
      }
      const told = await drain(network, call, cursor)
      heard.push(...words(told.items))
      cursor = told.cursor
    }
    assert.deepEqual(heard, voices(0, 2000))
    assert.ok(asked() <= 100)
    lab.clock.moveBy(60_000)
    const quiet = await network.inbox.poll(call, cursor)
    assert.deepEqual([quiet.items.length, asked()], [0, 2])
  }))

test('what one question could not carry is gone on with in the next, and who speaks meanwhile is heard once', () =>
  onChannel(async ({ call, lab, post }) => {
    const say = async (from: number, to: number) => {
      for (const voice of voices(from, to)) {
        lab.clock.moveBy(10)
        await lab.network('youtube').comment?.(ref.id, voice)
      }
    }
    const { ref } = await post(plain('Talk to us'))
    const start = (await drain(network, call, undefined)).cursor
    await say(0, 1150)
    const first = await network.inbox.poll(call, start)
    assert.deepEqual(words(first.items), voices(150, 1150))
    await say(1150, 1160)
    const rest = await drain(network, call, first.cursor)
    assert.deepEqual(words(rest.items), [...voices(0, 150), ...voices(1150, 1160)])
  }))

test('a thread of many answers is read again only when it has more', () =>
  onChannel(async ({ call: real, lab, post }) => {
    const { call, asked } = counted(real)
    const { ref } = await post(plain('Talk to us'))
    const top = (await lab.network('youtube').comment?.(ref.id, 'Is it good?')) ?? ''
    for (const voice of voices(0, 8)) await lab.network('youtube').comment?.(top, voice)
    const { cursor } = await drain(network, call, undefined)
    asked()
    const quiet = await network.inbox.poll(call, cursor)
    assert.equal(asked(), 2)
    await lab.network('youtube').comment?.(top, 'And me')
    const later = await network.inbox.poll(call, quiet.cursor)
    assert.deepEqual([words(later.items), asked()], [['And me'], 3])
  }))
