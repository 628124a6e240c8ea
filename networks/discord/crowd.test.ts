import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hearsACrowd } from '../conformance/crowd-in-minutes.ts'
import discord from './index.ts'
import emulator from './lab.ts'

test('two thousand people within ten minutes are heard, each once, in few calls', async () => {
  const calls = await hearsACrowd(discord, emulator, { people: 2_000, minutes: 10 })
  assert.ok(calls <= 110, `${calls} calls`)
})

test('twelve hundred people who spoke while the desk was away are heard, each once', async () => {
  const calls = await hearsACrowd(discord, emulator, { people: 1_200, minutes: 1 })
  assert.ok(calls <= 40, `${calls} calls`)
})
