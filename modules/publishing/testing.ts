import type { z } from 'zod'
import { newId } from '../../kernel/id.ts'
import { type TestWorld, testWorld } from '../../kernel/testing.ts'
import { wallAt } from '../../kernel/wall-time.ts'
import type { World } from '../../kernel/world.ts'
import type { OptionValue } from '../../networks/compose.ts'
import type { ConnectedAccount, Network } from '../../networks/contract.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import type { Part } from '../content/api.ts'
import { ensureLanes } from './lanes.ts'

export type PublishingWorld = TestWorld & NetworkedWorld
type Ground = Pick<World, 'db' | 'clock'>

/** A world whose only networks are the given ones. */
export async function publishingWorld(networks: Network[], given: Parameters<typeof testWorld>[0] = {}) {
  const world = await testWorld(given)
  const registry: NetworkedWorld['networks'] = {
    all: networks,
    get: (id) => {
      const found = networks.find((one) => one.composing.id === id)
      if (!found) throw new Error(`no network is called ${id}`)
      return found
    },
  }
  return Object.assign(world, { networks: registry })
}

/** A brand with an owner. */
export async function givenBrand(world: Ground, given: { missed?: 'publish-late' | 'ask' } = {}) {
  const now = world.clock.now()
  const [workspaceId, brandId, userId] = [newId(now), newId(now), newId(now)]
  await world.db.insertInto('workspace').values({ id: workspaceId, name: 'Rialto', createdAt: now }).execute()
  await world.db
    .insertInto('deskUser')
    .values({
      ...{ id: userId, name: 'Portia', email: `${userId}@example.org`, locale: 'en', zone: 'Europe/Rome' },
      ...{ image: null, createdAt: now, updatedAt: now },
    })
    .execute()
  await world.db.insertInto('member').values({ workspaceId, userId, role: 'owner', joinedAt: now }).execute()
  await world.db
    .insertInto('brand')
    .values({
      ...{ id: brandId, workspaceId, name: 'Coffee', color: '#885522', zone: 'Europe/Rome', createdAt: now },
      ...{ deletedAt: null, quietFrom: null, quietTo: null, missed: given.missed ?? 'publish-late' },
    })
    .execute()
  return { workspaceId, brandId, userId }
}

export type GivenAccount = Partial<
  Pick<ConnectedAccount, 'server' | 'handle' | 'remoteId' | 'secrets' | 'facts' | 'expiresAt'>
> & {
  network: string
  /** Does it stand on the practice network? */
  practice?: boolean
}

export async function givenAccounts(
  world: Ground & Pick<World, 'secrets'>,
  brandId: string,
  accounts: GivenAccount[],
): Promise<string[]> {
  const now = world.clock.now()
  const rows = accounts.map((given) => {
    const id = newId(now)
    return {
      ...{ id, brandId, network: given.network, remoteId: given.remoteId ?? id, kind: 'profile' as const, url: null },
      ...{
        name: 'Coffee',
        handle: given.handle ?? `@${id}`,
        avatarUrl: null,
        server: given.server ?? 'http://127.0.0.1:1',
        practice: given.practice ?? false,
      },
      ...{ scopes: [], facts: JSON.stringify(given.facts ?? {}), secretsChangedAt: now },
      practice: given.practice ?? false,
      ...{ secrets: world.secrets.seal(JSON.stringify(given.secrets ?? {}), `account ${id}`) },
      ...{ expiresAt: given.expiresAt ?? null, healthReason: null, checkedAt: null, createdAt: now, archivedAt: null },
    }
  })
  await world.db.insertInto('account').values(rows).execute()
  const ids = rows.map((row) => row.id)
  await ensureLanes(world.db, ids)
  return ids
}

/** A draft for these accounts. */
export async function givenPost(
  world: Ground,
  brand: { brandId: string; userId: string },
  text: string,
  accountIds: string[],
): Promise<string> {
  const id = newId(world.clock.now())
  await world.db
    .insertInto('post')
    .values(postRow(world, brand, { postId: id, text, accountIds }))
    .execute()
  return id
}

function postRow(
  world: Ground,
  brand: { brandId: string; userId: string },
  post: { postId: string; text: string; accountIds: string[] } & Pick<GivenPublication, 'parts' | 'options'>,
) {
  const now = world.clock.now()
  const parts = post.parts ?? [{ text: post.text, media: [] }]
  const variants = post.options ? post.accountIds.map((accountId) => ({ accountId, options: post.options })) : []
  return {
    ...{ id: post.postId, brandId: brand.brandId, rubricId: null, language: 'en', thumbnailMediaId: null, title: '' },
    ...{
      labels: [],
      body: JSON.stringify({ parts }),
      variants: JSON.stringify(variants),
      stage: 'draft' as const,
      version: 1,
    },
    ...{ accountIds: post.accountIds, planWall: null, planZone: null, planAt: null, expiry: null, recurringId: null },
    ...{ excerpt: post.text, words: post.text, createdBy: brand.userId, createdAt: now },
    ...{ changedBy: brand.userId, changedAt: now, deletedAt: null },
  }
}

export type GivenPublication = {
  accountId: string
  text: string
  dueAt: Date
  expiry?: { afterSeconds: number }
  /** Instead of one part with the text alone. */
  parts?: z.infer<typeof Part>[]
  /** The network's own settings. */
  options?: Record<string, OptionValue>
}

/** Posts that are planned already, one publication each. */
export async function givenPublications(
  world: Ground,
  brand: { brandId: string; userId: string },
  wanted: GivenPublication[],
): Promise<string[]> {
  const now = world.clock.now()
  const accounts = await world.db.selectFrom('account').select(['id', 'network']).execute()
  const network = new Map(accounts.map((account) => [account.id, account.network]))
  const zone = 'Europe/Rome'
  const rows = wanted.map((one) => ({ ...one, postId: newId(now), id: newId(now) }))
  for (let from = 0; from < rows.length; from += 1_000) {
    const some = rows.slice(from, from + 1_000)
    await world.db
      .insertInto('post')
      .values(some.map((one) => postRow(world, brand, { ...one, accountIds: [one.accountId] })))
      .execute()
    await world.db
      .insertInto('publication')
      .values(
        some.map(({ id, postId, accountId, dueAt, expiry }) => ({
          ...{
            id,
            brandId: brand.brandId,
            postId,
            accountId,
            network: network.get(accountId) ?? '',
            state: 'planned' as const,
          },
          ...{
            wall: wallAt(dueAt, zone),
            zone,
            dueAt,
            wakeAt: dueAt,
            work: 'publish' as const,
            createdBy: brand.userId,
          },
          ...{ expiry: expiry ? JSON.stringify(expiry) : null, createdAt: now, changedAt: now },
        })),
      )
      .execute()
  }
  return rows.map((row) => row.id)
}

/** Waits until it is so; fails after a while with what is seen instead. */
export async function eventually<T>(ask: () => Promise<T>, isSo: (seen: T) => boolean, withinMs = 15_000): Promise<T> {
  const end = performance.now() + withinMs
  for (;;) {
    const seen = await ask()
    if (isSo(seen)) return seen
    if (performance.now() > end) throw new Error(`after ${withinMs} ms it is still ${JSON.stringify(seen)}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
