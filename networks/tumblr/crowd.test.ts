import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hearsACrowd } from '../conformance/crowd-in-minutes.ts'
import { drain } from '../conformance/hearing.ts'
import { plain, publish } from '../conformance.ts'
import type { Call } from '../contract.ts'
import tumblr from './index.ts'
import { emulated } from './lab.ts'
import { on } from './testing.ts'

test('two thousand people within ten minutes are heard, each once, in few calls', async () => {
  const calls = await hearsACrowd(tumblr, emulated(), { people: 2_000, minutes: 10 })
  assert.ok(calls <= 75, `${calls} calls`)
})

test('twelve hundred people who spoke while the desk was away are heard, each once', async () => {
  const calls = await hearsACrowd(tumblr, emulated(), { people: 1_200, minutes: 1 })
  assert.ok(calls <= 40, `${calls} calls`)
})

/** As if pages held the second they begin with. */
const holding = (call: Call): Call => ({
  ...call,
  http: (request) => {
    const before = Number(request.query?.before)
    return call.http(before > 0 ? { ...request, query: { ...request.query, before: before + 1 } } : request)
  },
})

for (const [how, heardBy] of [
  ['holds', holding],
  ['does not hold', (call: Call) => call],
] as const)
  test(`where a page ${how} the second it begins with, seconds that fill one or lie across two are heard whole`, () =>
    on(async (call, { lab, handle }) => {
      const { ref } = await publish(tumblr, call, plain('Talk to me'))
      await handle.comment?.(ref.id, 'The first')
      const asking = heardBy(call)
      const { cursor } = await tumblr.inbox.poll(asking, undefined)
      const people = lab.people.all.filter(({ handle: name }) => name !== 'north_roasters')
      const said: string[] = []
      for (const [second, count] of [3, 60, 2, 49, 51, 7, 45, 60, 60, 60, 60, 60, 60, 1].entries())
        for (const person of people.slice(0, count)) {
          said.push(`Voice ${second} ${person.handle}`)
          const at = new Date(lab.clock.now().getTime() + 60_000 + second * 1_000)
          await handle.comment?.(ref.id, said.at(-1) ?? '', { person, at })
        }
      const { items } = await drain(tumblr, asking, cursor)
      assert.deepEqual(items.map((one) => one.text).sort(), said.sort())
      assert.equal(new Set(items.map((one) => one.id)).size, said.length)
    }))

test('who answers twice within a second is heard twice, and each is the same one where the notes are read', () =>
  on(async (call, { lab, handle }) => {
    const { ref } = await publish(tumblr, call, plain('Talk to me'))
    const { cursor } = await tumblr.inbox.poll(call, undefined)
    const [person] = lab.people.all
    const at = new Date(Math.ceil(lab.clock.now().getTime() / 1_000) * 1_000)
    for (const [ms, text] of ['Where?', 'And when?'].entries())
      await handle.comment?.(ref.id, text, { person, at: new Date(at.getTime() + ms) })
    const { items } = await drain(tumblr, call, cursor)
    const notes = await tumblr.inbox.comments?.(call, ref, undefined)
    const told = (all: typeof items) => all.map(({ id, text }) => `${id} ${text}`).sort()
    assert.deepEqual(told(items), told(notes?.items ?? []))
    assert.equal(new Set(items.map((one) => one.id)).size, 2)
  }))
