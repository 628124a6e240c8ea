import type { World } from '../kernel/world.ts'
import type { OpenedAccount } from './lab/network.ts'
import type { Registry } from './registry.ts'

/** The practice network as the modules see it: where it stands, and an account on it for the asking. */
export type Practice = {
  origin: string
  /** Has it an emulator of this network? */
  offers: (network: string) => boolean
  openAccount: (network: string, who: { name: string; handle: string; locale?: string }) => Promise<OpenedAccount>
}

export type NetworkedWorld = World & {
  networks: Registry
  /** Absent where it is not offered. */
  practice?: Practice
}
