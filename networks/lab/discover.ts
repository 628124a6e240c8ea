import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import type { LabSource } from './mounts.ts'
import type { LabNetwork } from './network.ts'

/** Every network folder that has an emulator, which is loaded when it is asked for. A broken one is named then. */
export async function findLabNetworks(): Promise<LabSource[]> {
  const home = new URL('../', import.meta.url)
  const folders = (await readdir(home, { withFileTypes: true })).filter((one) => one.isDirectory())
  return folders
    .map((folder) => folder.name)
    .filter((name) => name !== 'lab' && existsSync(new URL(`${name}/lab.ts`, home)))
    .map((id) => ({ id, load: () => loadEmulator(id) }))
}

/** The same, all loaded. A broken one is named. */
export async function discoverLabNetworks(): Promise<LabNetwork[]> {
  return Promise.all((await findLabNetworks()).map((one) => one.load()))
}

async function loadEmulator(name: string): Promise<LabNetwork> {
  try {
    const { default: network } = (await import(`../${name}/lab.ts`)) as { default: LabNetwork }
    if (network.id !== name) throw new Error(`it calls itself ${network.id}`)
    return network
  } catch (cause) {
    throw new Error(
      `the emulator networks/${name}/lab.ts is broken: ${cause instanceof Error ? cause.message : cause}`,
      { cause },
    )
  }
}
