import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hearsACrowd } from '../conformance/crowd-in-minutes.ts'
import { drain } from '../conformance/hearing.ts'
import { publish } from '../conformance.ts'
import discord from './index.ts'
import emulator from './lab.ts'
import { inDiscord, said } from './testing.ts'

test('two thousand people within ten minutes are heard, each once, in few calls', async () => {
  const calls = await hearsACrowd(discord, emulator, { people: 2_000, minutes: 10 })
  assert.ok(calls <= 110, `${calls} calls`)
})

test('twelve hundred people who spoke while the desk was away are heard, each once', async () => {
  const calls = await hearsACrowd(discord, emulator, { people: 1_200, minutes: 1 })
  assert.ok(calls <= 40, `${calls} calls`)
})

for (const known of ['a desk', 'a desk of before'])
  test(`a crowd in a thread that opened after the last question of ${known} is heard whole`, () =>
    inDiscord(async ({ call, place, lab, door }) => {
      await door('say', { channel: place('text').id, text: 'long ago' })
      const { cursor } = await discord.inbox.poll(call, undefined)
      const { read, talks } = JSON.parse(cursor ?? '{}') as Record<string, object>
      lab.clock.moveBy(3_600_000)
      const content = said('Which one?', { channel: place('forum').id, title: 'Kenya AA' })
      const { ref } = await publish(discord, call, content)
      for (let n = 0; n < 230; n++) await lab.network('discord').comment?.(ref.id, `Voice ${n}`)
      const from = known === 'a desk' ? cursor : JSON.stringify({ read, talks })
      const { items } = await drain(discord, call, from)
      assert.deepEqual(
        items.map((one) => one.text),
        Array.from({ length: 230 }, (_, n) => `Voice ${n}`),
      )
    }))

test('a hundred different people who answer at once are heard where only fifty calls a second are allowed', () =>
  inDiscord(
    async ({ call, lab }) => {
      const { ref } = await publish(discord, call, said('Talk to me'))
      const { cursor } = await discord.inbox.poll(call, undefined)
      lab.clock.moveBy(10_000)
      const people = lab.people.all.slice(0, 99)
      for (const person of people) await lab.network('discord').comment?.(ref.id, `I am ${person.handle}`, { person })
      const { items } = await discord.inbox.poll(call, cursor)
      assert.equal(items.length, people.length)
    },
    { enforceRates: true },
  ))
