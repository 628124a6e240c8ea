import { type EmulatorWorld, onEmulator } from '../conformance/on-emulator.ts'
import type { Call } from '../contract.ts'
import type { EmulatorOptions } from './emulator/desk.ts'
import network from './index.ts'
import { type PageHandle, pagesOnGraph } from './lab.ts'

export type World = EmulatorWorld<PageHandle>

/** One page on the emulated graph. */
export const onPage = (run: (call: Call, world: World) => Promise<void>, options: EmulatorOptions = {}) =>
  onEmulator<PageHandle>(network, pagesOnGraph(options), run)
