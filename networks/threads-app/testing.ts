import { type EmulatorWorld, onEmulator } from '../conformance/on-emulator.ts'
import type { Call } from '../contract.ts'
import type { EmulatorOptions } from './emulator/rows.ts'
import network from './index.ts'
import { type SpeakerHandle, speakersOnGraph } from './lab.ts'

export type World = EmulatorWorld<SpeakerHandle>

/** One account on the emulated graph. */
export const onProfile = (run: (call: Call, world: World) => Promise<void>, options: EmulatorOptions = {}) =>
  onEmulator<SpeakerHandle>(network, speakersOnGraph(options), run)
