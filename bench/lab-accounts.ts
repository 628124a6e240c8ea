import type { JsonObject } from '../kernel/json.ts'
import { keepPracticeApp } from '../modules/brand/network-apps.ts'
import type { ConnectContext, ConnectedAccount } from '../networks/contract.ts'
import type { OpenedAccount } from '../networks/lab/network.ts'
import { signIn } from '../networks/lab/sign-in.ts'
import type { NetworkedWorld } from '../networks/world.ts'
import type { LabProcess } from './lab-process.ts'

type Lab = Pick<LabProcess, 'ask' | 'origin'>
/** `openedAs` is the name by which the lab opens it again. */
export type LabAccount = ConnectedAccount & { network: string; practice: true; openedAs: string }

/** Opens accounts in the lab and connects them as a person would, over the networks' own ways; keeps the lab's app keys. */
export async function connectLabAccounts(
  world: NetworkedWorld,
  lab: Lab,
  wanted: { network: string; handle: string }[],
): Promise<LabAccount[]> {
  const context = contextFor(world)
  const connected: LabAccount[] = []
  for (let from = 0; from < wanted.length; from += 64)
    connected.push(
      ...(await Promise.all(wanted.slice(from, from + 64).map((one) => connectOne(world, lab, context, one)))),
    )
  return apart(connected)
}

/** Some emulators are one site, whoever opens an account there. */
function apart(accounts: LabAccount[]): LabAccount[] {
  const places = new Map(accounts.map((one) => [`${one.network} ${one.server} ${one.remoteId}`, one]))
  return [...places.values()]
}

function contextFor(world: NetworkedWorld): ConnectContext {
  const store = new Map<string, JsonObject>()
  return {
    ...{ http: world.http, clock: world.clock, signal: AbortSignal.timeout(300_000) },
    store: {
      get: async (key) => store.get(key),
      set: async (key, value) => void store.set(key, value),
      delete: async (key) => void store.delete(key),
    },
    desk: { name: 'Rialto', url: world.config.publicUrl },
    app: {},
  }
}

async function connectOne(
  world: NetworkedWorld,
  lab: Lab,
  context: ConnectContext,
  { network, handle }: { network: string; handle: string },
): Promise<LabAccount> {
  const opened = await lab.ask<OpenedAccount>('POST', '/accounts', { network, handle, name: handle })
  const way = world.networks.get(network).connect.find((one) => one.id === opened.way)
  if (!way) throw new Error(`${network} is not connected by ${opened.way}`)
  if (opened.app) await keepPracticeApp(world, network, opened.app)
  const there = { ...context, app: opened.app ?? {}, practice: `${lab.origin}/${network}` }
  const [account] = await signIn(way, opened, there)
  if (!account) throw new Error(`${network} connected nothing for ${handle}`)
  return { ...account, network, practice: true, openedAs: handle }
}
