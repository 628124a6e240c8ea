import { readdir } from 'node:fs/promises'
import type { Network } from './contract.ts'

/** All networks by id. `get` throws for an id no folder has. */
export type Registry = { all: Network[]; get: (id: string) => Network }

/** Folders beside the networks that are none. */
const others = new Set(['lab', 'conformance', 'contract', 'families', 'messages'])

/** Loads every network's folder. A broken one, or one without `index.ts`, stops the start and is named. */
export async function loadNetworks(): Promise<Registry> {
  const here = new URL('.', import.meta.url)
  const folders = (await readdir(here, { withFileTypes: true })).filter(
    (one) => one.isDirectory() && !others.has(one.name),
  )
  const all = await Promise.all(folders.map((folder) => loadFolder(folder.name)))
  const byId = new Map(all.map((network) => [network.composing.id, network]))
  return {
    all: all.sort((a, b) => a.composing.name.localeCompare(b.composing.name)),
    get: (id) => {
      const network = byId.get(id)
      if (!network) throw new Error(`no network is called ${id}`)
      return network
    },
  }
}

async function loadFolder(name: string): Promise<Network> {
  try {
    const { default: network } = (await import(`./${name}/index.ts`)) as { default: Network }
    if (network.composing.id !== name) throw new Error(`it calls itself ${network.composing.id}`)
    return network
  } catch (cause) {
    throw new Error(
      `the network folder networks/${name} is broken: ${cause instanceof Error ? cause.message : cause}`,
      { cause },
    )
  }
}
