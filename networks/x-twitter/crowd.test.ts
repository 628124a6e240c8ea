import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hearsACrowd } from '../conformance/crowd-in-minutes.ts'
import { drain } from '../conformance/hearing.ts'
import network from './index.ts'
import { emulated } from './lab.ts'
import { on } from './testing.ts'

test('two thousand people within ten minutes are heard by an account that nobody spoke to before, each once', async () => {
  const calls = await hearsACrowd(network, emulated(), { people: 2_000, minutes: 10 })
  assert.ok(calls <= 75, `${calls} calls`)
})

test('of two thousand who spoke while the desk was away those are heard too whom the timeline does not reach', async () => {
  const calls = await hearsACrowd(network, emulated(), { people: 2_000, minutes: 1 })
  assert.ok(calls <= 40, `${calls} calls`)
})

for (const [who, first] of [
  ['nobody wrote to before', 0],
  ['somebody wrote to before', 1],
] as const)
  test(`nine hundred messages to an account that ${who} are heard, each once`, () =>
    on(async (call, { lab }) => {
      const { message } = lab.network('x-twitter')
      if (first > 0) await message?.('north_roasters', 'The first')
      const { cursor } = await network.inbox.poll(call, undefined)
      const said = Array.from({ length: 900 }, (_, n) => `Message ${n}`)
      for (const text of said) await message?.('north_roasters', text)
      const { items } = await drain(network, call, cursor)
      assert.deepEqual(items.map((one) => one.text).sort(), said.sort())
    }))
