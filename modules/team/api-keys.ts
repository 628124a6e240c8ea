import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import { forbidden, notFound } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { World } from '../../kernel/world.ts'
import type { MakeApiKey } from './api.ts'
import { recordAct } from './record-act.ts'
import type { Caller } from './route.ts'
import { hashOf, newToken } from './tokens.ts'

const dayMs = 24 * 3600_000

/** Makes a key that may do whatever its maker may, as long as they may. It is told once; only its hash is kept. */
export async function makeApiKey(world: World, caller: Caller, given: z.output<typeof MakeApiKey>) {
  if (caller.via === 'api-key') throw forbidden('team.keysByPeopleOnly')
  const key = `rialto_${newToken()}`
  const now = world.clock.now()
  const row = {
    id: newId(now),
    name: given.name,
    start: key.slice(0, 12),
    createdAt: now,
    expiresAt: given.expiresInDays === null ? null : new Date(now.getTime() + given.expiresInDays * dayMs),
    lastUsedAt: null,
  }
  await inTransaction(world.db, async (tx) => {
    await tx
      .insertInto('apiKey')
      .values({ ...row, userId: caller.userId, keyHash: hashOf(key) })
      .execute()
    await recordAct(tx, { by: caller, name: 'api-key.made', subject: row.id, at: now })
  })
  return { ...row, key }
}

export async function apiKeysOf(world: World, userId: string) {
  return world.db
    .selectFrom('apiKey')
    .select(['id', 'name', 'start', 'createdAt', 'expiresAt', 'lastUsedAt'])
    .where('userId', '=', userId)
    .orderBy('id', 'desc')
    .execute()
}

export async function removeApiKey(world: World, caller: Caller, keyId: string): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    const removed = await tx
      .deleteFrom('apiKey')
      .where('userId', '=', caller.userId)
      .where('id', '=', keyId)
      .executeTakeFirst()
    if (!removed.numDeletedRows) throw notFound('team.noApiKey')
    await recordAct(tx, { by: caller, name: 'api-key.removed', subject: keyId, at: world.clock.now() })
  })
}
