import { newId } from '../../kernel/id.ts'
import { type TestWorld, testWorld } from '../../kernel/testing.ts'
import { loadNetworks } from '../../networks/registry.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import type { Caller } from '../team/index.ts'
import type { BrandRow } from './store.ts'

export type DeskWorld = TestWorld & NetworkedWorld

/** A world with every network there is. */
export async function deskWorld(given: Parameters<typeof testWorld>[0] = {}): Promise<DeskWorld> {
  return Object.assign(await testWorld(given), { networks: await loadNetworks() })
}

export type TestBrand = { brandId: string; owner: Caller }

/** A brand of a workspace of its own, and its owner. */
export async function givenBrand(world: TestWorld, settings: Partial<BrandRow> = {}): Promise<TestBrand> {
  const now = world.clock.now()
  const [workspaceId, brandId] = [newId(now), newId(now)]
  const brand = { name: 'Coffee', color: '#885522', zone: 'Europe/Sofia', quietFrom: null, quietTo: null, ...settings }
  await world.db.insertInto('workspace').values({ id: workspaceId, name: 'Rialto', createdAt: now }).execute()
  await world.db
    .insertInto('brand')
    .values({ ...brand, id: brandId, workspaceId, createdAt: now, deletedAt: null })
    .execute()
  return { brandId, owner: await givenMember(world, { workspaceId, brandId }) }
}

export async function givenMember(
  world: TestWorld,
  of: { workspaceId: string; brandId: string; name?: string },
): Promise<Caller> {
  const now = world.clock.now()
  const userId = newId(now)
  const person = { name: of.name ?? 'Portia', email: `${userId}@example.org`, locale: 'en', zone: 'Europe/Sofia' }
  await world.db
    .insertInto('deskUser')
    .values({ id: userId, ...person, image: null, createdAt: now, updatedAt: now })
    .execute()
  await world.db
    .insertInto('member')
    .values({ workspaceId: of.workspaceId, userId, role: 'owner', joinedAt: now })
    .execute()
  const brands = new Map([[of.brandId, 'owner' as const]])
  return {
    ...person,
    userId,
    workspaceId: of.workspaceId,
    workspaceRole: 'owner',
    brands,
    via: 'session',
    sessionId: 'test',
  }
}

/** An account that is connected; nothing listens at its server unless told. */
export async function givenAccount(
  world: TestWorld,
  brandId: string,
  of: { network: string; handle?: string; server?: string; facts?: object },
): Promise<string> {
  const now = world.clock.now()
  const id = newId(now)
  await world.db
    .insertInto('account')
    .values({
      ...{
        id,
        brandId,
        network: of.network,
        remoteId: id,
        kind: 'profile',
        name: 'Coffee',
        url: null,
        avatarUrl: null,
      },
      ...{
        handle: of.handle ?? `@${id}`,
        server: of.server ?? 'http://127.0.0.1:1',
        scopes: [],
        facts: JSON.stringify(of.facts ?? {}),
      },
      ...{ secrets: world.secrets.seal('{}', `account ${id}`), secretsChangedAt: now, expiresAt: null },
      ...{ healthReason: null, checkedAt: null, createdAt: now, archivedAt: null },
    })
    .execute()
  return id
}
