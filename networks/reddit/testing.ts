import { callOf, connectIn, labWorld, type NetworkWorld, plain } from '../conformance.ts'
import type { Call, ConnectedAccount, PreparedContent } from '../contract.ts'
import type { Lab } from '../lab/lab.ts'
import reddit from './index.ts'
import emulator from './lab.ts'

export type Trial = {
  world: NetworkWorld & { lab: Lab }
  lab: Lab
  account: ConnectedAccount
  call: Call
  door: (name: string, body: object) => Promise<void>
}

/** A signed-in account with its communities in a lab of their own. */
export async function inReddit(run: (trial: Trial) => Promise<void>): Promise<void> {
  const world = await labWorld(emulator)
  try {
    const account = await connectIn(reddit, world)
    const door = async (name: string, body: object) => {
      const headers = { 'content-type': 'application/json' }
      await fetch(`${world.lab.origin}/reddit/door/${name}`, { method: 'POST', headers, body: JSON.stringify(body) })
    }
    await run({ world, lab: world.lab, account, call: callOf(account, world.context), door })
  } finally {
    await world.close()
  }
}

export const said = (text: string, options: PreparedContent['options'] = {}, more: Partial<PreparedContent> = {}) =>
  plain(text, { options: { title: 'A question of taste', ...options }, ...more })
