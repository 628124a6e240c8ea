import type { JsonObject } from '../kernel/json.ts'
import type { ConnectContext, ConnectedAccount } from '../networks/contract.ts'
import type { NetworkedWorld } from '../networks/world.ts'
import type { LabProcess } from './lab-process.ts'

/** Opens accounts in the lab and connects them as a person would, over the networks' own ways. */
export async function connectLabAccounts(
  world: NetworkedWorld,
  lab: Pick<LabProcess, 'ask'>,
  wanted: { network: string; handle: string }[],
): Promise<(ConnectedAccount & { network: string })[]> {
  const store = new Map<string, JsonObject>()
  const context: ConnectContext = {
    ...{ http: world.http, clock: world.clock, signal: AbortSignal.timeout(300_000) },
    store: {
      get: async (key) => store.get(key),
      set: async (key, value) => void store.set(key, value),
      delete: async (key) => void store.delete(key),
    },
    desk: { name: 'Rialto', url: world.config.publicUrl },
    app: {},
  }
  const connected: (ConnectedAccount & { network: string })[] = []
  for (let from = 0; from < wanted.length; from += 64)
    connected.push(
      ...(await Promise.all(wanted.slice(from, from + 64).map((one) => connectOne(world, lab, context, one)))),
    )
  return connected
}

async function connectOne(
  world: NetworkedWorld,
  lab: Pick<LabProcess, 'ask'>,
  context: ConnectContext,
  { network, handle }: { network: string; handle: string },
): Promise<ConnectedAccount & { network: string }> {
  const opened = await lab.ask<{ way: string; fields: Record<string, string> }>('POST', '/accounts', {
    ...{ network, handle, name: handle },
  })
  const way = world.networks.get(network).connect.find((one) => one.id === opened.way)
  if (way?.kind !== 'secret') throw new Error(`${network} cannot be connected by ${opened.way}`)
  const [account] = await way.connect(opened.fields, context)
  if (!account) throw new Error(`${network} connected nothing for ${handle}`)
  return { ...account, network }
}
