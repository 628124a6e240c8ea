import type { World } from '../kernel/world.ts'
import type { Registry } from './registry.ts'

export type NetworkedWorld = World & { networks: Registry }
