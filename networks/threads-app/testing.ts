import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { callOf, connectIn, labWorld } from '../conformance.ts'
import type { Call } from '../contract.ts'
import type { EmulatorOptions } from './emulator/rows.ts'
import network from './index.ts'
import { type SpeakerHandle, speakersOnGraph } from './lab.ts'

export type World = Awaited<ReturnType<typeof labWorld>> & { folder: string; handle: SpeakerHandle }

/** One account on the emulated graph; nothing may go beyond the collection. */
export async function onProfile(
  run: (call: Call, world: World) => Promise<void>,
  options: EmulatorOptions = {},
): Promise<void> {
  const world = await labWorld(speakersOnGraph(options))
  const folder = await mkdtemp(join(tmpdir(), 'rialto-speakers-'))
  try {
    const handle = world.lab.network('threads-app') as SpeakerHandle
    await run(callOf(await connectIn(network, world), world.context), { ...world, folder, handle })
    assert.deepEqual(world.lab.violations, [])
  } finally {
    await world.close()
    await rm(folder, { recursive: true, force: true })
  }
}
