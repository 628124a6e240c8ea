import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { callOf, connectIn, labWorld } from '../conformance.ts'
import type { Call } from '../contract.ts'
import type { EmulatorOptions } from './emulator/desk.ts'
import network from './index.ts'
import { type PageHandle, pagesOnGraph } from './lab.ts'

export type World = Awaited<ReturnType<typeof labWorld>> & { folder: string; handle: PageHandle }

/** One page on the emulated graph; nothing may go beyond the description. */
export async function onPage(
  run: (call: Call, world: World) => Promise<void>,
  options: EmulatorOptions = {},
): Promise<void> {
  const world = await labWorld(pagesOnGraph(options))
  const folder = await mkdtemp(join(tmpdir(), 'rialto-pages-'))
  try {
    const handle = world.lab.network('facebook') as PageHandle
    await run(callOf(await connectIn(network, world), world.context), { ...world, folder, handle })
    assert.deepEqual(world.lab.violations, [])
  } finally {
    await world.close()
    await rm(folder, { recursive: true, force: true })
  }
}
