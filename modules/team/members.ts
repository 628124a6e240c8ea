import { sql } from 'kysely'
import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { badField, conflict, notFound } from '../../kernel/failure.ts'
import type { World } from '../../kernel/world.ts'
import type { ChangeMember } from './api.ts'
import { allow, canGiveAnyRole, canGiveRoles, canSee, mayIn, ownsWorkspace } from './policy.ts'
import { recordAct } from './record-act.ts'
import type { BrandRole, Caller } from './route.ts'

type MemberRow = {
  userId: string
  name: string
  email: string
  role: 'owner' | 'member'
  joinedAt: Date
  brandRoles: Record<string, BrandRole>
}

/** The owner sees everybody; others see themselves and those they share a brand with, unless they are only a client there. */
export async function membersSeenBy(world: World, caller: Caller): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select u.id as user_id, u.name, u.email, m.role, m.joined_at,
      (select coalesce(jsonb_object_agg(r.brand_id, r.role), '{}') from brand_role r
         join brand b on b.id = r.brand_id and b.deleted_at is null where r.user_id = u.id) as brand_roles
    from member m join desk_user u on u.id = m.user_id
    where m.workspace_id = ${caller.workspaceId} order by u.name, u.id`.execute(world.db)
  if (ownsWorkspace(caller)) return rows
  const colleague = (brandId: string) => mayIn(caller, brandId, 'viewer')
  return rows
    .map((row) => ({ ...row, brandRoles: pick(row.brandRoles, (id) => canSee(caller, id)) }))
    .filter((row) => row.userId === caller.userId || Object.keys(row.brandRoles).some(colleague))
}

/**
 * Changes what a member may do. `brandRoles` replaces their roles in the brands whose roles the caller may give; others stay.
 * Throws `team.lastOwner` rather than leaving the workspace without one.
 */
export async function changeMember(
  world: World,
  caller: Caller,
  userId: string,
  changes: z.output<typeof ChangeMember>,
): Promise<MemberRow> {
  allow(canGiveAnyRole(caller), 'team.mayNotChangeMembers')
  allow(changes.role === undefined || ownsWorkspace(caller), 'team.mayNotChangeMembers')
  const { role, brandRoles } = changes
  refuseUnknownBrands(caller, Object.keys(brandRoles ?? {}))
  const now = world.clock.now()
  await inTransaction(world.db, async (tx) => {
    const member = await lockedMember(tx, caller, userId)
    if (role === 'member' && member.role === 'owner') await refuseLastOwner(tx, caller.workspaceId)
    if (role) await tx.updateTable('member').set({ role }).where('userId', '=', userId).execute()
    if (brandRoles) {
      const given = [...caller.brands.keys()].filter((id) => canGiveRoles(caller, id))
      if (given.length)
        await tx.deleteFrom('brandRole').where('userId', '=', userId).where('brandId', 'in', given).execute()
      await giveRoles(tx, userId, brandRoles)
    }
    await recordAct(tx, { by: caller, name: 'member.changed', subject: userId, details: changes, at: now })
    await announce(tx, 'member.changed', { userId }, { workspaceId: caller.workspaceId })
  })
  const changed = (await membersSeenBy(world, caller)).find((one) => one.userId === userId)
  if (!changed) throw notFound('team.noMember')
  return changed
}

/** Their sessions, keys and roles end at once; what they wrote stays under their name. */
export async function removeMember(world: World, caller: Caller, userId: string): Promise<void> {
  allow(ownsWorkspace(caller) || userId === caller.userId, 'team.mayNotChangeMembers')
  const now = world.clock.now()
  await inTransaction(world.db, async (tx) => {
    const member = await lockedMember(tx, caller, userId)
    if (member.role === 'owner') await refuseLastOwner(tx, caller.workspaceId)
    await tx.deleteFrom('member').where('userId', '=', userId).execute()
    for (const table of ['brandRole', 'deskSession', 'deskLogin', 'apiKey'] as const)
      await tx.deleteFrom(table).where('userId', '=', userId).execute()
    await recordAct(tx, { by: caller, name: 'member.removed', subject: userId, at: now })
    await announce(tx, 'member.removed', { userId }, { workspaceId: caller.workspaceId })
  })
}

export async function giveRoles(tx: Tx, userId: string, roles: Record<string, BrandRole>): Promise<void> {
  const rows = Object.entries(roles).map(([brandId, role]) => ({ userId, brandId, role }))
  if (rows.length) await tx.insertInto('brandRole').values(rows).execute()
}

export function refuseUnknownBrands(caller: Caller, brandIds: string[]): void {
  const unknown = brandIds.find((id) => !canSee(caller, id))
  if (unknown) throw badField(`brandRoles.${unknown}`, 'team.noSuchBrand')
  const foreign = brandIds.find((id) => !canGiveRoles(caller, id))
  if (foreign) throw badField(`brandRoles.${foreign}`, 'team.mayNotGiveRoles')
}

/** All owners are locked first, always in the same order, so that two who demote each other wait instead of both succeeding. */
async function lockedMember(tx: Tx, caller: Caller, userId: string): Promise<{ role: 'owner' | 'member' }> {
  const rows = await tx
    .selectFrom('member')
    .select(['userId', 'role'])
    .where('workspaceId', '=', caller.workspaceId)
    .where((is) => is.or([is('role', '=', 'owner'), is('userId', '=', userId)]))
    .orderBy('userId')
    .forUpdate()
    .execute()
  const member = rows.find((row) => row.userId === userId)
  if (!member) throw notFound('team.noMember')
  return member
}

async function refuseLastOwner(tx: Tx, workspaceId: string): Promise<void> {
  const { owners } = await tx
    .selectFrom('member')
    .select((is) => is.fn.countAll<number>().as('owners'))
    .where('workspaceId', '=', workspaceId)
    .where('role', '=', 'owner')
    .executeTakeFirstOrThrow()
  if (owners < 2) throw conflict('team.lastOwner')
}

const pick = <T>(record: Record<string, T>, wanted: (key: string) => boolean): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => wanted(key)))
