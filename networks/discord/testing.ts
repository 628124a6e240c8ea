import { callOf, connectIn, labWorld, type NetworkWorld, plain } from '../conformance.ts'
import type { Call, ConnectedAccount, PreparedContent } from '../contract.ts'
import type { Lab, LabOptions } from '../lab/lab.ts'
import { type Place, serverOf } from './channels.ts'
import discord from './index.ts'
import emulator from './lab.ts'

export type Trial = {
  world: NetworkWorld & { lab: Lab }
  lab: Lab
  account: ConnectedAccount
  call: Call
  place: (kind: Place['kind']) => Place
  door: <T = unknown>(name: string, body: object) => Promise<T>
}

/** A bot and its server in a lab of their own, for the length of a test. */
export async function inDiscord(
  run: (trial: Trial) => Promise<void>,
  options: Pick<LabOptions, 'enforceRates'> = {},
): Promise<void> {
  const world = await labWorld(emulator, options)
  try {
    const account = await connectIn(discord, world)
    const place = (kind: Place['kind']) => {
      const found = serverOf(account.facts).places.find((one) => one.kind === kind)
      if (!found) throw new Error(`the server has no ${kind}`)
      return found
    }
    const door = async <T>(name: string, body: object): Promise<T> => {
      const answer = await fetch(`${world.lab.origin}/discord/door/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return ((await answer.json()) as { told: T }).told
    }
    await run({ world, lab: world.lab, account, call: callOf(account, world.context), place, door })
  } finally {
    await world.close()
  }
}

export const said = (text: string, options: PreparedContent['options'] = {}, more: Partial<PreparedContent> = {}) =>
  plain(text, { options, ...more })
