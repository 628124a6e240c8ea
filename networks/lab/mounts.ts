import type { Mounted } from './exchange.ts'
import type { LabNetwork } from './network.ts'

/** An emulator that is loaded when it is first asked for. */
export type LabSource = { id: string; load: () => Promise<LabNetwork> }

/** The emulators of a lab: each is loaded and mounted once, when it is first asked for. */
export type Mounts = {
  ids: string[]
  /** Undefined for one the lab does not have. */
  at: (id: string) => Promise<Mounted | undefined>
  /** Those that are mounted by now. */
  mounted: () => Mounted[]
}

export function createMounts(
  networks: readonly (LabNetwork | LabSource)[],
  mount: (network: LabNetwork) => Promise<Mounted>,
): Mounts {
  const byId = new Map(networks.map((one) => [one.id, one]))
  const asked = new Map<string, Promise<Mounted>>()
  const there = new Map<string, Mounted>()

  const begin = async (one: LabNetwork | LabSource) => {
    const mounted = await mount('load' in one ? await one.load() : one)
    there.set(one.id, mounted)
    return mounted
  }
  return {
    ids: [...byId.keys()],
    mounted: () => [...there.values()],
    at: async (id) => {
      const one = byId.get(id)
      if (!one) return undefined
      let coming = asked.get(id)
      if (!coming) {
        coming = begin(one)
        asked.set(id, coming)
        coming.catch(() => asked.delete(id))
      }
      return coming
    },
  }
}
