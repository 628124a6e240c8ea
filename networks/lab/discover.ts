import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import type { LabNetwork } from './network.ts'

/** Every network folder that has an emulator. A broken one stops the start and is named. */
export async function discoverLabNetworks(): Promise<LabNetwork[]> {
  const home = new URL('../', import.meta.url)
  const folders = (await readdir(home, { withFileTypes: true })).filter(
    (one) => one.isDirectory() && one.name !== 'lab',
  )
  const withLab = folders.filter((folder) => existsSync(new URL(`${folder.name}/lab.ts`, home)))
  return Promise.all(withLab.map((folder) => loadEmulator(folder.name)))
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
