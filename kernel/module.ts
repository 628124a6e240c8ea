import type { Role } from './config.ts'
import type { Job } from './jobs.ts'
import type { Listener } from './listen.ts'
import type { World } from './world.ts'

export type Running = { stop: () => Promise<void> }

/** What a module's `index.ts` exports as `module`. `R` is the shape of its routes, which the kernel does not know. */
export type Module<W extends World = World, R = unknown> = {
  name: string
  routes?: R[]
  listeners?: Listener<W>[]
  jobs?: Job<W>[]
  /** Anything else that runs as long as the process does, in the roles it is for. */
  start?: (world: W, role: Role) => Promise<Running>
}
