import assert from 'node:assert/strict'
import { callOf, connectIn, labWorld } from '../conformance.ts'
import type { Call } from '../contract.ts'
import type { EmulatorOptions } from './emulator/ground.ts'
import network from './index.ts'
import { emulated } from './lab.ts'

export type World = Awaited<ReturnType<typeof labWorld>>

/** One account on the emulator; nothing may go beyond the description. */
export async function on(
  run: (call: Call, world: World) => Promise<void>,
  options: EmulatorOptions = {},
  people: 'quiet' | 'lively' = 'quiet',
) {
  const world = await labWorld(emulated(options), { people })
  try {
    await run(callOf(await connectIn(network, world), world.context), world)
    assert.deepEqual(world.lab.violations, [])
  } finally {
    await world.close()
  }
}
