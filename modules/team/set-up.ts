import { sql } from 'kysely'
import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import { announce } from '../../kernel/events.ts'
import { conflict } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { World } from '../../kernel/world.ts'
import type { MakeOwner } from './api.ts'
import { addMember, addPerson, hashPassword } from './people.ts'
import { recordAct } from './record-act.ts'

export async function needsOwner(world: World): Promise<boolean> {
  return !(await world.db.selectFrom('workspace').select('id').limit(1).executeTakeFirst())
}

/** The first visitor becomes the owner. Of two at once one does; the other is told `team.alreadySetUp`. */
export async function setUp(world: World, given: z.output<typeof MakeOwner>): Promise<void> {
  if (!(await needsOwner(world))) throw conflict('team.alreadySetUp')
  const passwordHash = await hashPassword(world, given.password)
  const now = world.clock.now()
  await inTransaction(world.db, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('rialto set up'))`.execute(tx)
    const first = await tx.selectFrom('workspace').select('id').limit(1).executeTakeFirst()
    if (first) throw conflict('team.alreadySetUp')
    const workspaceId = newId(now)
    await tx.insertInto('workspace').values({ id: workspaceId, name: given.workspaceName, createdAt: now }).execute()
    const userId = await addPerson(tx, given, 'none', passwordHash, now)
    await addMember(tx, { workspaceId, userId, role: 'owner' }, now)
    await recordAct(tx, { by: { workspaceId, userId, via: 'session' }, name: 'workspace.made', at: now })
    await announce(tx, 'workspace.made', { workspaceId }, { workspaceId })
  })
}
