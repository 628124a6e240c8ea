import { modules as names } from '../architecture.ts'
import type { Module } from '../kernel/module.ts'
import type { Route } from '../modules/team/route.ts'
import type { NetworkedWorld } from '../networks/world.ts'

export type DeskModule = Module<NetworkedWorld, Route<NetworkedWorld>>

/** All modules in the order of the architecture. A broken one stops the start and is named. */
export async function loadModules(): Promise<DeskModule[]> {
  const loaded: DeskModule[] = []
  for (const name of names) {
    try {
      const { module } = (await import(`../modules/${name}/index.ts`)) as { module?: DeskModule }
      if (module?.name !== name) throw new Error(`its index.ts does not export a module of that name`)
      loaded.push(module)
    } catch (cause) {
      throw new Error(`modules/${name} is broken: ${cause instanceof Error ? cause.message : cause}`, { cause })
    }
  }
  return loaded
}
