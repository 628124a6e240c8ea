import { inTransaction } from '../../kernel/db/connect.ts'
import { keepHeard } from '../../modules/inbox/keep.ts'
import type { ServedDesk } from './testing.ts'

/** Somebody who commented, what was answered, and what was done with it. */
export async function furnishedConversation(
  desk: ServedDesk,
  { brandId, accountId }: { brandId: string; accountId: string },
): Promise<Record<string, string>> {
  const as = await desk.owner()
  const now = desk.world.clock.now()
  const author = { id: 'did:plc:jessica', handle: 'jessica.example', name: 'Jessica' }
  const id = 'at://did:plc:jessica/app.bsky.feed.post/1'
  const what = { id, kind: 'comment' as const, at: now, author, text: 'Only to us', media: [] }
  await inTransaction(desk.world.db, (tx) => keepHeard(tx, [{ brandId, accountId, what }], now))
  const under = `/api/brands/${brandId}`
  const heard = await desk.ask<{ items: { id: string }[] }>('GET', `${under}/interactions`, { as })
  const interactionId = heard.body.items[0]?.id ?? ''
  const inbox = await desk.ask<{ items: { id: string }[] }>('GET', `/api/inbox?brands=${brandId}`, { as })
  const conversationId = inbox.body.items[0]?.id ?? ''
  const replies = `${under}/conversations/${conversationId}/replies`
  const reply = await desk.ask<{ id: string }>('POST', replies, { as, body: { to: interactionId, text: 'Ours alone' } })
  const acts = `${under}/interactions/${interactionId}/acts`
  const act = await desk.ask<{ id: string }>('POST', acts, { as, body: { kind: 'like' } })
  return { conversationId, interactionId, replyId: reply.body.id ?? '', actId: act.body.id ?? '' }
}
