import { inTransaction } from '../../kernel/db/connect.ts'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { DeskEvent } from '../../kernel/events.ts'
import type { World } from '../../kernel/world.ts'
import { type Alert, raiseAlert } from './raise-alert.ts'
import { conversationToServe, type Served } from './store.ts'

/** What was said longer ago than this is no news to wake anybody for, such as a past that is being fetched. */
const newsMs = 6 * 3600_000

/** Somebody wrote: a new conversation is told to those on duty, another word in one to its assignee. */
export async function alertOfHeard(world: World, event: DeskEvent): Promise<void> {
  const { conversationId, interactionIds, first } = event.payload
  if (typeof conversationId !== 'string' || !Array.isArray(interactionIds)) return
  const conversation = await conversationToServe(world.db, conversationId)
  if (!conversation || conversation.state === 'spam' || conversation.movedTo) return
  const last = await lastSaid(world.db, interactionIds.map(String))
  const isNews = last && last >= conversation.connectedAt && world.clock.now().getTime() - last.getTime() < newsMs
  if (!isNews) return
  if (first === true) return raise(world, conversation, { event: 'new', origin: `new ${conversationId}` })
  const { assigneeId } = conversation
  if (assigneeId) await raise(world, conversation, { event: 'new', origin: `heard ${event.cursor}`, to: [assigneeId] })
}

async function lastSaid(db: DbOrTx, interactionIds: string[]): Promise<Date | undefined> {
  if (!interactionIds.length) return undefined
  const row = await db
    .selectFrom('interaction')
    .select((is) => is.fn.max('at').as('at'))
    .where('id', 'in', interactionIds)
    .executeTakeFirst()
  return row?.at ?? undefined
}

/** Somebody was given a conversation, was called by name in a note, or it turned out to be angry. */
export async function alertOfChanged(world: World, event: DeskEvent): Promise<void> {
  const { conversationId, kinds } = event.payload
  if (typeof conversationId !== 'string' || !Array.isArray(kinds)) return
  const conversation = await conversationToServe(world.db, conversationId)
  if (!conversation || conversation.movedTo) return
  if (kinds.includes('assigned')) await alertAssignee(world, conversation)
  if (kinds.includes('note') || kinds.includes('noted')) await alertMentioned(world, conversation, event.at)
  if (kinds.includes('tone') || kinds.includes('toned')) await alertOfAnger(world, conversation)
}

async function alertAssignee(world: World, conversation: Served): Promise<void> {
  const line = await world.db
    .selectFrom('conversationLine')
    .select(['id', 'by'])
    .where('conversationId', '=', conversation.id)
    .where('kind', '=', 'assigned')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  const { assigneeId } = conversation
  if (!line || !assigneeId || line.by === assigneeId) return
  await raise(world, conversation, { event: 'assigned', origin: `assigned ${line.id}`, to: [assigneeId] })
}

const justNowMs = 60_000

async function alertMentioned(world: World, conversation: Served, at: Date): Promise<void> {
  const notes = await world.db
    .selectFrom('conversationNote')
    .select(['id', 'mentions', 'by'])
    .where('conversationId', '=', conversation.id)
    .where('at', '>', new Date(at.getTime() - justNowMs))
    .execute()
  for (const { id, mentions, by } of notes) {
    const to = mentions.filter((userId) => userId !== by)
    if (to.length) await raise(world, conversation, { event: 'mentioned', origin: `mentioned ${id}`, to })
  }
}

async function alertOfAnger(world: World, conversation: Served): Promise<void> {
  const row = await world.db
    .selectFrom('conversation')
    .select(['tone', 'lastInAt'])
    .where('id', '=', conversation.id)
    .executeTakeFirst()
  const { lastInAt } = row ?? {}
  const isNews = lastInAt && world.clock.now().getTime() - lastInAt.getTime() < newsMs
  if (row?.tone === 'negative' && isNews && conversation.state !== 'spam')
    await raise(world, conversation, {
      event: 'negative',
      origin: `negative ${conversation.id} ${lastInAt.toISOString()}`,
    })
}

const raise = (world: World, { id, brandId }: Served, alert: Pick<Alert, 'event' | 'origin' | 'to'>) =>
  inTransaction(world.db, (tx) => raiseAlert(world, tx, { ...alert, brandId, conversationId: id }))
