import { NetworkFailure } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import { type TestWorld, testWorld } from '../../kernel/testing.ts'
import type { ConnectedAccount, Network } from '../../networks/contract.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { type Caller, callerById } from '../team/index.ts'
import { makeBrand } from './brands.ts'

/** A network of one server that hands out access which ends, and takes each refresh token once. */
export type TestNetwork = Network & {
  /** What the next calls come upon, besides access that has ended. */
  trouble: 'none' | 'down' | 'revoked' | 'silent'
  refreshes: number
  lifeMs: number
  /** What was refused of the rights that are asked for. */
  refused: string[]
  /** The app by which the last call came. */
  keysSeen: Record<string, string>
  give: (remoteId: string, handle: string) => ConnectedAccount
}

export function testNetwork(now: () => Date): TestNetwork {
  const access = new Map<string, number>()
  const refreshable = new Map<string, string>()
  let made = 0
  const open = () => {
    const secrets = { access: `access-${++made}`, refresh: `refresh-${made}` }
    const expiresAt = new Date(now().getTime() + network.lifeMs)
    access.set(secrets.access, expiresAt.getTime())
    refreshable.set(secrets.refresh, secrets.access)
    return { secrets, expiresAt }
  }
  const check = (token: string | undefined) => {
    if (network.trouble === 'down') throw new NetworkFailure('network-down', 'the line is dead')
    const good = network.trouble === 'none' && (access.get(token ?? '') ?? 0) > now().getTime()
    if (!good) throw new NetworkFailure('reconnect', 'the access has ended')
  }
  const network: TestNetwork = {
    ...{
      trouble: 'none',
      refreshes: 0,
      lifeMs: 3600_000,
      refused: [],
      keysSeen: {},
      rates: [],
      authority: 'documentation-verified',
    },
    composing: composing,
    publish: { steps: () => [] },
    connect: [
      {
        ...{ id: 'password', kind: 'secret', label: 'test.way', help: 'test.help' },
        fields: [{ key: 'who', kind: 'text', label: 'test.who' }],
        connect: async ({ who = '' }) => who.split(',').map((one) => network.give(one, `@${one}`)),
      },
      {
        ...{ id: 'oauth', kind: 'oauth', label: 'test.way', help: 'test.help', fields: [] },
        begin: async (_fields, { state }) => ({
          url: `https://network.example/?state=${state}`,
          pending: { kept: 'here' },
        }),
        finish: async ({ code = '' }, pending) => [network.give(`${code} ${pending.kept}`, `@${code}`)],
      },
      {
        ...{ id: 'pages', kind: 'oauth', label: 'test.way', help: 'test.help', fields: [], needsApp: true },
        scopes: [
          { name: 'publish', why: 'test.why', needed: true },
          { name: 'read', why: 'test.why', needed: false },
        ],
        guide: { steps: ['test.step'], console: 'https://network.example/console' },
        begin: async (_fields, { app, state }) => ({
          url: `https://network.example/?client=${app.clientId}&state=${state}`,
          pending: {},
        }),
        finish: async ({ code = '' }, _pending, { app }) => {
          network.keysSeen = app
          if (code === 'elsewhere')
            throw new NetworkFailure('rejected', 'redirect_uri does not match the registered one')
          const scopes = ['publish', 'read'].filter((scope) => !network.refused.includes(scope))
          const access = open()
          return code.split(',').map((page) => ({ ...network.give(page, `@${page}`), ...access, scopes }))
        },
      },
    ],
    app: {
      fields: [
        { key: 'clientId', kind: 'text', label: 'test.label' },
        { key: 'clientSecret', kind: 'password', label: 'test.label' },
        { key: 'version', kind: 'text', label: 'test.label', default: '1' },
      ],
      guide: { steps: ['test.step'] },
    },
    give: (remoteId, handle) => ({
      ...{ remoteId, handle, kind: 'profile', name: handle.slice(1), server: 'https://network.example', scopes: [] },
      ...{ facts: {}, ...open() },
    }),
    health: async ({ account, signal }) => {
      if (network.trouble === 'silent')
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      network.keysSeen = account.app
      check(account.secrets.access)
      return { name: 'Fresh name', handle: account.handle, facts: { seen: true } }
    },
    refresh: async ({ account }) => {
      if (network.trouble !== 'none') check(undefined)
      network.refreshes++
      await new Promise((resolve) => setTimeout(resolve, 50))
      const token = account.secrets.refresh ?? ''
      if (!refreshable.delete(token)) throw new NetworkFailure('reconnect', 'this refresh token was used before')
      return open()
    },
  }
  return network
}

const composing: Network['composing'] = {
  ...{ id: 'test', name: 'Test', color: '#336699', options: [], spans: () => [] },
  can: {
    ...{ thread: false, firstComment: false, poll: false, alt: false, focus: false, card: false },
    ...{ editPublished: false, removePublished: false, schedule: false },
  },
  limits: () => ({
    ...{ text: [], textRequired: 'never', parts: { max: 1 }, card: 'none', source: 'a test' },
    media: { perPart: 0, mix: 'any', altMax: 0 },
  }),
}

export type BrandWorld = { world: NetworkedWorld & TestWorld; network: TestNetwork; caller: Caller; brandId: string }

/** A world with one owner, one brand and that network. */
export async function brandWorld(): Promise<BrandWorld> {
  const bare = await testWorld({ rooms: ['team', 'brand'] })
  const network = testNetwork(() => bare.clock.now())
  const world = Object.assign(bare, { networks: { all: [network], get: () => network } })
  const [workspaceId, userId, now] = [newId(), newId(), bare.clock.now()]
  await world.db.insertInto('workspace').values({ id: workspaceId, name: 'Desk', createdAt: now }).execute()
  await world.db
    .insertInto('deskUser')
    .values({
      ...{ id: userId, name: 'Olga', email: 'olga@desk.example', locale: 'uk', zone: 'Europe/Kyiv', image: null },
      ...{ createdAt: now, updatedAt: now },
    })
    .execute()
  await world.db.insertInto('member').values({ workspaceId, userId, role: 'owner', joinedAt: now }).execute()
  const known = async () => {
    const caller = await callerById(world.db, userId)
    if (!caller) throw new Error('the owner is gone')
    return { ...caller, sessionId: 'session-1' }
  }
  const brandId = await makeBrand(world, await known(), { name: 'Coffee', zone: 'Europe/Kyiv' })
  return { world, network, brandId, caller: await known() }
}
