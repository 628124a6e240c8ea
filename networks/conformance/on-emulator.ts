import assert from 'node:assert/strict'
import type { Call, Network } from '../contract.ts'
import type { LabHandle, LabNetwork } from '../lab/lab.ts'
import { callOf, connectIn, labWorld, temporaryFolder } from './world.ts'

export type EmulatorWorld<H extends LabHandle = LabHandle> = Awaited<ReturnType<typeof labWorld>> & {
  /** How the test reaches into this emulator. */
  handle: H
  /** Gone after the test. */
  folder: string
}
type Options = NonNullable<Parameters<typeof labWorld>[1]> & { way?: string }

/** One account of a network on its emulator, for the length of a test; nothing may go beyond what is described. */
export async function onEmulator<H extends LabHandle>(
  network: Network,
  emulator: LabNetwork,
  run: (call: Call, world: EmulatorWorld<H>) => Promise<void>,
  { way, ...options }: Options = {},
): Promise<void> {
  const world = await labWorld(emulator, options)
  const folder = await temporaryFolder()
  try {
    const account = await connectIn(network, way ? { ...world, way } : world)
    const handle = world.lab.network(emulator.id) as H
    await run(callOf(account, world.context), { ...world, handle, folder: folder.path })
    assert.deepEqual(world.lab.violations, [])
  } finally {
    await world.close()
    await folder.remove()
  }
}
