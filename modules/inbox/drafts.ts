import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { World } from '../../kernel/world.ts'
import { mediaByIds } from '../content/index.ts'
import type { Caller } from '../team/index.ts'
import { iso } from '../team/index.ts'
import type { SaveDraft } from './api.ts'
import { conversationOf } from './conversation.ts'

/** One's own unsent words, wherever one sits down next; empty ones are forgotten. */
export async function saveDraft(
  world: World,
  { userId }: Caller,
  of: { brandId: string; conversationId: string },
  given: z.output<typeof SaveDraft>,
): Promise<void> {
  const { id: conversationId } = await conversationOf(world.db, of.brandId, of.conversationId)
  const known = new Set((await mediaByIds(world.db, of.brandId, given.mediaIds)).map((file) => file.id))
  const { text, template } = given
  const mediaIds = given.mediaIds.filter((id) => known.has(id))
  if (text === '' && mediaIds.length === 0 && template === null) {
    await world.db
      .deleteFrom('replyDraft')
      .where('userId', '=', userId)
      .where('conversationId', '=', conversationId)
      .execute()
    return
  }
  const saved = { text, mediaIds, template: template && JSON.stringify(template), savedAt: world.clock.now() }
  await world.db
    .insertInto('replyDraft')
    .values({ userId, conversationId, ...saved })
    .onConflict((known) => known.columns(['userId', 'conversationId']).doUpdateSet(saved))
    .execute()
}

export async function draftOf(db: DbOrTx, userId: string, conversationId: string) {
  const row = await db
    .selectFrom('replyDraft')
    .select(['text', 'mediaIds', 'template', 'savedAt'])
    .where('userId', '=', userId)
    .where('conversationId', '=', conversationId)
    .executeTakeFirst()
  return row ? { ...row, savedAt: iso(row.savedAt) } : null
}
