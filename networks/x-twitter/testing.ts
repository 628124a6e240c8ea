import { type EmulatorWorld, onEmulator } from '../conformance/on-emulator.ts'
import type { Call } from '../contract.ts'
import type { EmulatorOptions } from './emulator/ground.ts'
import network from './index.ts'
import { emulated } from './lab.ts'

export type World = EmulatorWorld

/** One account on the emulator. */
export const on = (
  run: (call: Call, world: World) => Promise<void>,
  options: EmulatorOptions = {},
  people: 'quiet' | 'lively' = 'quiet',
): Promise<void> => onEmulator(network, emulated(options), run, { people })
