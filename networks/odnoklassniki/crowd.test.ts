import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drain } from '../conformance/hearing.ts'
import { callOf, connectIn, labWorld, plain, publish } from '../conformance.ts'
import type { Call } from '../contract.ts'
import type { Lab, LabOptions } from '../lab/lab.ts'
import odnoklassniki from './index.ts'
import emulator, { type OkHandle } from './lab.ts'

type Trial = {
  call: Call
  ok: OkHandle
  asked: () => number
  topic: string
  lab: Lab
  say: (from: number, to: number) => Promise<string[]>
}

async function onTopic(run: (trial: Trial) => Promise<void>, options: Partial<LabOptions> = {}): Promise<void> {
  const world = await labWorld(emulator, options)
  try {
    const real = callOf(await connectIn(odnoklassniki, world), world.context)
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
    const call = { ...real, http }
    const ok = world.lab.network('odnoklassniki') as OkHandle
    const { ref } = await publish(odnoklassniki, call, plain('Talk to us'))
    const say = async (from: number, to: number) => {
      const ids: string[] = []
      for (let nth = from; nth < to; nth++) ids.push((await ok.comment?.(ref.id, `Voice ${nth}`)) ?? '')
      return ids
    }
    await run({ call, ok, lab: world.lab, asked, topic: ref.id, say })
  } finally {
    await world.close()
  }
}

const words = (items: { text: string }[]) => items.map((one) => one.text)
const voices = (from: number, to: number) => Array.from({ length: to - from }, (_, nth) => `Voice ${from + nth}`)

test('a crowd of hundreds under one topic is heard whole, in five calls a question at most, and cheaply later', () =>
  onTopic(async ({ call, asked, say }) => {
    const start = (await drain(odnoklassniki, call, undefined)).cursor
    await say(0, 730)
    asked()
    let cursor = start
    const heard: string[] = []
    for (let polls = 0; polls < 5; polls++) {
      const page = await odnoklassniki.inbox.poll(call, cursor)
      assert.ok(asked() <= 5)
      heard.push(...words(page.items))
      cursor = page.cursor
    }
    assert.deepEqual(heard, voices(0, 730))
    await say(730, 760)
    asked()
    const later = await odnoklassniki.inbox.poll(call, cursor)
    assert.deepEqual([words(later.items), asked()], [voices(730, 760), 3])
  }))

test('who speaks after comments were taken away is heard, and nobody twice', () =>
  onTopic(async ({ call, ok, lab, say }) => {
    const start = (await drain(odnoklassniki, call, undefined)).cursor
    const ids = await say(0, 300)
    const first = await drain(odnoklassniki, call, start)
    assert.equal(first.items.length, 300)
    for (const id of ids.slice(240)) await ok.erase?.(id, call.clock.now())
    lab.clock.moveBy(1_000)
    await say(300, 303)
    const second = await drain(odnoklassniki, call, first.cursor)
    assert.deepEqual(words(second.items), voices(300, 303))
  }))

test('a desk that kept no place goes on where it was', () =>
  onTopic(async ({ call, topic, say }) => {
    await say(0, 2)
    const { items } = await odnoklassniki.inbox.poll(call, undefined)
    const last = items.at(-1)
    const ids = items.filter((one) => one.at.getTime() === last?.at.getTime()).map((one) => one.id)
    const cursor = JSON.stringify({ topics: { [topic]: [2, last?.at.getTime(), ids] }, message: 0 })
    await say(2, 140)
    assert.deepEqual(words((await drain(odnoklassniki, call, cursor)).items), voices(2, 140))
  }))

test('people of many chats are heard a few chats a question, each once', () =>
  onTopic(async ({ call, ok, asked, lab }) => {
    const start = (await drain(odnoklassniki, call, undefined)).cursor
    const people = lab.people.all.slice(0, 8)
    for (const person of people) await ok.message?.('north_roasters', `From ${person.handle}`, { person })
    asked()
    const first = await odnoklassniki.inbox.poll(call, start)
    assert.ok(asked() <= 5)
    const rest = await drain(odnoklassniki, call, first.cursor)
    const heard = words([...first.items, ...rest.items])
    assert.deepEqual(heard.sort(), people.map((one) => `From ${one.handle}`).sort())
  }))

test('a crisis of two thousand in ten minutes is heard whole where more than ten calls a second are refused', () =>
  onTopic(
    async ({ call, lab, say }) => {
      let cursor = (await odnoklassniki.inbox.poll(call, undefined)).cursor
      const heard: string[] = []
      for (let minute = 0; minute < 11; minute++) {
        if (minute < 10) await say(minute * 200, minute * 200 + 200)
        lab.clock.moveBy(60_000)
        for (let question = 0; question < 2; question++) {
          const page = await odnoklassniki.inbox.poll(call, cursor)
          heard.push(...words(page.items))
          cursor = page.cursor
        }
      }
      assert.deepEqual(heard, voices(0, 2000))
    },
    { enforceRates: true },
  ))
