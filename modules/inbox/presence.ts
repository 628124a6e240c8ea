import type { z } from 'zod'
import { announce } from '../../kernel/events.ts'
import type { World } from '../../kernel/world.ts'
import type { Caller } from '../team/index.ts'
import type { BeHere, Here } from './api.ts'
import { conversationOf } from './conversation.ts'
import { hereForMs, peopleHere } from './others-answering.ts'

/** Notes that the caller looks at a conversation, or types in it; tells who else does. Others hear of it only when it changes. */
export async function beHere(
  world: World,
  caller: Caller,
  of: { brandId: string; conversationId: string },
  said: z.output<typeof BeHere>,
): Promise<z.input<typeof Here>> {
  const { id } = await conversationOf(world.db, of.brandId, of.conversationId)
  const now = world.clock.now()
  const changed = said.leaving ? await leave(world, caller, id) : await stay(world, caller, id, said.typing, now)
  if (changed) {
    const scope = { workspaceId: caller.workspaceId, brandId: of.brandId }
    await announce(world.db, 'conversation.presence', { conversationId: id }, scope)
  }
  return { here: await peopleHere(world.db, id, caller.userId, now) }
}

async function leave(world: World, { userId }: Caller, conversationId: string): Promise<boolean> {
  const gone = await world.db
    .deleteFrom('conversationPresence')
    .where('conversationId', '=', conversationId)
    .where('userId', '=', userId)
    .executeTakeFirst()
  return gone.numDeletedRows > 0n
}

async function stay(
  world: World,
  caller: Caller,
  conversationId: string,
  typing: boolean,
  now: Date,
): Promise<boolean> {
  const { userId, name } = caller
  const before = await world.db
    .selectFrom('conversationPresence')
    .select(['typing', 'seenAt'])
    .where('conversationId', '=', conversationId)
    .where('userId', '=', userId)
    .executeTakeFirst()
  const isBack = !before || before.seenAt.getTime() < now.getTime() - hereForMs
  await world.db
    .insertInto('conversationPresence')
    .values({ conversationId, userId, name, typing, since: now, seenAt: now })
    .onConflict((clash) =>
      clash
        .columns(['conversationId', 'userId'])
        .doUpdateSet({ typing, seenAt: now, name, ...(isBack ? { since: now } : {}) }),
    )
    .execute()
  return isBack || before.typing !== typing
}

export async function forgetPresence(world: World): Promise<void> {
  const old = new Date(world.clock.now().getTime() - 3_600_000)
  await world.db.deleteFrom('conversationPresence').where('seenAt', '<', old).execute()
}
