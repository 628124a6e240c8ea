import { type EmulatorWorld, onEmulator } from '../conformance/on-emulator.ts'
import type { Call } from '../contract.ts'
import type { EmulatorOptions } from './emulator/desk.ts'
import network from './index.ts'
import { type ProfileHandle, profilesOnGraph } from './lab.ts'

export type World = EmulatorWorld<ProfileHandle>

/** One account on the emulated graph. */
export const onProfile = (run: (call: Call, world: World) => Promise<void>, options: EmulatorOptions = {}) =>
  onEmulator<ProfileHandle>(network, profilesOnGraph(options), run)
