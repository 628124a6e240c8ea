import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { movableClock } from '../../kernel/clock.ts'
import { createHttp } from '../../kernel/http/client.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Call, ConnectContext, ConnectedAccount, ConnectStore, Network, PreparedContent } from '../contract.ts'
import { type Lab, type LabNetwork, type LabOptions, startLab } from '../lab/lab.ts'
import { signIn } from '../lab/sign-in.ts'

/** Where a network is tried: an emulator of the lab, or a real server. */
export type NetworkWorld = {
  /** A way to connect with what gives true access; `consent` as in `OpenedAccount`. */
  way: string
  fields: Record<string, string>
  consent?: Record<string, string>
  context: ConnectContext
  /** What every post needs there (a title, a picture), put around a plain content. */
  dress?: (content: PreparedContent, folder: string) => Promise<PreparedContent>
  /** The method of the request by which a post begins to stand there; POST where nothing else is said. */
  postMethod?: 'PUT'
  /** Where there is one: the oracle, the troublemaker and the clock. A real server has none. */
  lab?: Lab
  close: () => Promise<void>
}

/** One emulator in a strict lab, with one open account and quiet people. */
export async function labWorld(
  emulator: LabNetwork,
  { dress, postMethod, ...options }: Partial<LabOptions> & Pick<NetworkWorld, 'dress' | 'postMethod'> = {},
): Promise<NetworkWorld & { lab: Lab }> {
  const clock = options.clock ?? movableClock()
  const lab = await startLab({ networks: [emulator], strict: true, people: 'quiet', ...options, clock })
  const opened = await lab.openAccount(emulator.id, {
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
    app: opened.app ?? {},
    practice: `${lab.origin}/${emulator.id}`,
  }
  return {
    ...opened,
    dress,
    postMethod,
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

/** Connects by the world's way. */
export async function connectIn(
  network: Network,
  world: Pick<NetworkWorld, 'way' | 'fields' | 'consent' | 'context'>,
): Promise<ConnectedAccount> {
  const way = network.connect.find((one) => one.id === world.way)
  if (!way) throw new Error(`${network.composing.id} has no way called ${world.way}`)
  const [account] = await signIn(way, world, world.context)
  if (!account) throw new Error('connecting gave no account')
  return account
}

export function callOf(
  account: ConnectedAccount,
  { http, clock, signal, app }: ConnectContext,
  changed: Partial<Call['account']> = {},
): Call {
  const { remoteId, handle, server, secrets, facts } = account
  return {
    http,
    clock,
    signal,
    account: { id: `account-${remoteId}`, remoteId, handle, server, secrets, app, facts, ...changed },
  }
}

/** A folder that is gone after the tests. */
export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'rialto-conformance-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}
