import type { z } from 'zod'
import { cursorOf, endOf } from '../../kernel/events.ts'
import type { World } from '../../kernel/world.ts'
import { type ChangeMe, Locale, type Me } from './api.ts'
import type { Caller } from './route.ts'

/** The caller as the desk greets them: with their workspace and the brands they may see, by name. */
export async function me(world: World, caller: Caller): Promise<z.input<typeof Me>> {
  const events = cursorOf(await endOf(world.db))
  const user = await world.db
    .selectFrom('deskUser')
    .innerJoin('member', 'member.userId', 'deskUser.id')
    .innerJoin('workspace', 'workspace.id', 'member.workspaceId')
    .select(['deskUser.id', 'deskUser.name', 'email', 'locale', 'zone', 'theme'])
    .select(['workspace.id as workspaceId', 'workspace.name as workspaceName', 'member.role as workspaceRole'])
    .where('deskUser.id', '=', caller.userId)
    .executeTakeFirstOrThrow()
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    locale: Locale.catch('en').parse(user.locale),
    zone: user.zone,
    theme: user.theme,
    workspace: { id: user.workspaceId, name: user.workspaceName, role: user.workspaceRole },
    events,
    brands: await brandsOf(world, caller),
  }
}

async function brandsOf(world: World, caller: Caller) {
  const ids = [...caller.brands.keys()]
  if (!ids.length) return []
  const brands = await world.db
    .selectFrom('brand')
    .select(['id', 'name', 'color', 'zone'])
    .where('id', 'in', ids)
    .orderBy('name')
    .orderBy('id')
    .execute()
  return brands.map((brand) => ({ ...brand, role: caller.brands.get(brand.id) ?? 'client' }))
}

export async function changeMe(world: World, caller: Caller, changes: z.output<typeof ChangeMe>): Promise<void> {
  await world.db
    .updateTable('deskUser')
    .set({ ...changes, updatedAt: world.clock.now() })
    .where('id', '=', caller.userId)
    .execute()
}
