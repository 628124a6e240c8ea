import type { z } from 'zod'
import type { World } from '../../kernel/world.ts'
import type { ActPage, ActsQuery } from './api.ts'
import { allow, canGiveAnyRole, canGiveRoles, ownsWorkspace } from './policy.ts'
import type { Caller } from './route.ts'

/** The audit trail, the newest first: all of it for an owner of the workspace, for others that of the brands they own. */
export async function actsSeenBy(
  world: World,
  caller: Caller,
  page: z.output<typeof ActsQuery>,
): Promise<z.input<typeof ActPage>> {
  allow(canGiveAnyRole(caller))
  let query = world.db
    .selectFrom('act')
    .leftJoin('deskUser', 'deskUser.id', 'act.userId')
    .selectAll('act')
    .select('deskUser.name as by')
    .where('workspaceId', '=', caller.workspaceId)
    .orderBy('act.id', 'desc')
    .limit(page.limit + 1)
  if (page.person) query = query.where('act.userId', '=', page.person)
  if (page.brand) query = query.where('act.brandId', '=', page.brand)
  if (page.after) query = query.where('act.id', '<', page.after)
  const own = [...caller.brands.keys()].filter((id) => canGiveRoles(caller, id))
  if (!ownsWorkspace(caller)) query = query.where('act.brandId', 'in', own)
  const rows = await query.execute()
  const items = rows.slice(0, page.limit).map(({ id, at, userId, by, via, name, brandId, subject, details }) => ({
    ...{ id, at: at.toISOString(), userId, by, via, name, brandId, subject, details },
  }))
  return { items, next: rows.length > page.limit ? (items.at(-1)?.id ?? null) : null }
}
