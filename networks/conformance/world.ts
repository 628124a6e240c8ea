import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { movableClock } from '../../kernel/clock.ts'
import { createHttp } from '../../kernel/http/client.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Call, ConnectContext, ConnectedAccount, ConnectStore, Network } from '../contract.ts'
import { type Lab, type LabNetwork, type LabOptions, startLab } from '../lab/lab.ts'

/** Where a network is tried: an emulator of the lab, or a real server. */
export type NetworkWorld = {
  /** The fields of a `secret` way to connect that give true access. */
  way: string
  fields: Record<string, string>
  context: ConnectContext
  /** Where there is one: the oracle, the troublemaker and the clock. A real server has none. */
  lab?: Lab
  close: () => Promise<void>
}

/** One emulator in a strict lab, with one open account and quiet people. */
export async function labWorld(
  emulator: LabNetwork,
  options: Partial<LabOptions> = {},
): Promise<NetworkWorld & { lab: Lab }> {
  const clock = movableClock()
  const lab = await startLab({ networks: [emulator], strict: true, people: 'quiet', clock, ...options })
  const { way, fields } = await lab.openAccount(emulator.id, {
    name: 'Обсмажка “North”',
    handle: 'north_roasters',
    locale: 'en',
  })
  const { http, close } = createHttp({ allowOrigins: () => [lab.origin], userAgent: 'Rialto conformance' })
  const context: ConnectContext = {
    http,
    clock,
    signal: new AbortController().signal,
    store: memoryStore(),
    desk: { name: 'Rialto', url: 'https://desk.example' },
  }
  return {
    way,
    fields,
    lab,
    context,
    close: async () => {
      await close()
      await lab.close()
    },
  }
}

export function memoryStore(): ConnectStore {
  const kept = new Map<string, JsonObject>()
  return {
    get: async (key) => kept.get(key),
    set: async (key, value) => void kept.set(key, value),
    delete: async (key) => void kept.delete(key),
  }
}

/** Connects by the world's `secret` way. */
export async function connectIn(
  network: Network,
  world: Pick<NetworkWorld, 'way' | 'fields' | 'context'>,
): Promise<ConnectedAccount> {
  const way = network.connect.find((one) => one.id === world.way)
  if (way?.kind !== 'secret') throw new Error(`${network.composing.id} has no secret way called ${world.way}`)
  const [account] = await way.connect(world.fields, world.context)
  if (!account) throw new Error('connecting gave no account')
  return account
}

export function callOf(
  account: ConnectedAccount,
  { http, clock, signal }: ConnectContext,
  changed: Partial<Call['account']> = {},
): Call {
  const { remoteId, handle, server, secrets, facts } = account
  return {
    http,
    clock,
    signal,
    account: { id: `account-${remoteId}`, remoteId, handle, server, secrets, facts, ...changed },
  }
}

/** A folder that is gone after the tests. */
export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'rialto-conformance-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}
