import type { z } from 'zod'
import { announce } from '../../kernel/events.ts'
import type { World } from '../../kernel/world.ts'
import type { Caller } from '../team/index.ts'
import type { AmHere, Presence } from './api.ts'
import { postOf } from './store.ts'

/** Who has not been heard of for this long has left. The composer says "I am here" every ten seconds. */
const hereForMs = 25_000

/** Notes where the caller is in a post and tells who else is there. Others hear of it only when something changed. */
export async function beHere(
  world: World,
  caller: Caller,
  brandId: string,
  postId: string,
  said: z.infer<typeof AmHere>,
): Promise<z.infer<typeof Presence>> {
  await postOf(world.db, brandId, postId)
  const now = world.clock.now()
  const changed = said.leaving ? await leave(world, caller, postId) : await stay(world, caller, postId, said.field, now)
  if (changed) await announce(world.db, 'post.presence', { postId }, { workspaceId: caller.workspaceId, brandId })
  const people = await world.db
    .selectFrom('postPresence')
    .select(['userId', 'name', 'field', 'since'])
    .where('postId', '=', postId)
    .where('userId', '!=', caller.userId)
    .where('seenAt', '>', new Date(now.getTime() - hereForMs))
    .orderBy('since')
    .limit(50)
    .execute()
  return { people: people.map((one) => ({ ...one, since: one.since.toISOString() })) }
}

async function leave(world: World, caller: Caller, postId: string): Promise<boolean> {
  const gone = await world.db
    .deleteFrom('postPresence')
    .where('postId', '=', postId)
    .where('userId', '=', caller.userId)
    .executeTakeFirst()
  return gone.numDeletedRows > 0n
}

async function stay(world: World, caller: Caller, postId: string, field: string | null, now: Date): Promise<boolean> {
  const before = await world.db
    .selectFrom('postPresence')
    .select(['field', 'seenAt'])
    .where('postId', '=', postId)
    .where('userId', '=', caller.userId)
    .executeTakeFirst()
  const row = { postId, userId: caller.userId, name: caller.name, field, since: now, seenAt: now }
  await world.db
    .insertInto('postPresence')
    .values(row)
    .onConflict((clash) => clash.columns(['postId', 'userId']).doUpdateSet({ field, seenAt: now, name: caller.name }))
    .execute()
  return !before || before.field !== field || before.seenAt.getTime() < now.getTime() - hereForMs
}

export async function forgetPresence(world: World): Promise<void> {
  const old = new Date(world.clock.now().getTime() - 3_600_000)
  await world.db.deleteFrom('postPresence').where('seenAt', '<', old).execute()
}
