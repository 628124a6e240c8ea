import { sql } from 'kysely'
import type { z } from 'zod'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Interaction } from '../../networks/contract.ts'
import type { ConversationKind, ConversationState, Tone } from './api.ts'

export type ConversationFacts = {
  id: string
  brandId: string
  accountId: string
  network: string
  kind: z.infer<typeof ConversationKind>
  state: z.infer<typeof ConversationState>
  identityId: string | null
  personId: string | null
  authorName: string | null
  authorHandle: string | null
  subject: { id?: string; url?: string }
  excerpt: string
  openedAt: Date
  lastAt: Date
  lastInAt: Date | null
  lastOutAt: Date | null
  /** The earliest of what no person answered yet. */
  waitingSince: Date | null
  /** The first answer by a person. */
  answeredAt: Date | null
  doneAt: Date | null
  countIn: number
  countOut: number
  rating: number | null
  language: string | null
  assigneeId: string | null
  unread: boolean
  labels: string[]
  priority: number
  tone: z.infer<typeof Tone> | null
  answerDueAt: Date | null
  nextDueAt: Date | null
  resolveDueAt: Date | null
}

/** By the ids asked for or, of those that were joined with another since, by the one they went to. */
export async function conversationFacts(db: DbOrTx, ids: string[]): Promise<ConversationFacts[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<ConversationFacts>`
    select c.id, c.brand_id, c.account_id, c.network, c.kind, c.state, c.identity_id, identity.person_id,
           c.author ->> 'name' as author_name, c.author ->> 'handle' as author_handle, c.subject, c.excerpt,
           c.opened_at, c.last_at, c.last_in_at, c.last_out_at, c.waiting_since, c.answered_at, c.done_at,
           c.count_in, c.count_out, c.rating, c.language, c.assignee_id, c.unread, c.labels, c.priority, c.tone,
           c.answer_due_at, c.next_due_at, c.resolve_due_at
      from conversation c left join identity on identity.id = c.identity_id
     where c.id in (select coalesce(moved_to, id) from conversation where id = any(${ids}::text[]))`.execute(db)
  return rows
}

export type Due = { answerDueAt?: Date | null; nextDueAt?: Date | null; resolveDueAt?: Date | null }

/** Until when it is to be answered and solved; what is left out stays as it is. */
export async function setDue(tx: Tx, conversationId: string, due: Due): Promise<void> {
  if (Object.keys(due).length === 0) return
  const told = await tx
    .updateTable('conversation')
    .set(due)
    .where('id', '=', conversationId)
    .returning(['brandId', 'accountId'])
    .executeTakeFirst()
  if (told) await tellChanged(tx, { ...told, id: conversationId }, ['due'])
}

/** What a person said of its tone stands: `setTone` of a machine is for those of whom nothing was said. */
export async function setTone(tx: Tx, conversationId: string, tone: z.infer<typeof Tone> | null): Promise<void> {
  const told = await tx
    .updateTable('conversation')
    .set({ tone })
    .where('id', '=', conversationId)
    .where('tone', 'is distinct from', tone)
    .returning(['brandId', 'accountId'])
    .executeTakeFirst()
  if (told) await tellChanged(tx, { ...told, id: conversationId }, ['tone'])
}

/** BCP 47. */
export async function setLanguage(tx: Tx, conversationId: string, language: string | null): Promise<void> {
  const told = await tx
    .updateTable('conversation')
    .set({ language })
    .where('id', '=', conversationId)
    .where('language', 'is distinct from', language)
    .returning(['brandId', 'accountId'])
    .executeTakeFirst()
  if (told) await tellChanged(tx, { ...told, id: conversationId }, ['language'])
}

export type OfConversation = { id: string; brandId: string; accountId: string }

/** `kinds`: what of it changed, such as `state` or `note`. */
export const tellChanged = (tx: Tx, { id, brandId, accountId }: OfConversation, kinds: string[]): Promise<void> =>
  announce(tx, 'conversation.changed', { conversationId: id, accountId, kinds }, { brandId })

export type InteractionFacts = {
  id: string
  brandId: string
  accountId: string
  network: string
  conversationId: string | null
  identityId: string | null
  kind: Interaction['kind']
  remoteId: string
  at: Date
  heardAt: Date
  author: Interaction['author']
  text: string
  media: Interaction['media']
  under: Interaction['under'] | null
  replyTo: string | null
  url: string | null
  rating: number | null
  own: boolean
  automated: boolean
  hidden: boolean
  deleted: boolean
}
export type InteractionsAsked = {
  brandId: string
  ids?: string[]
  accountId?: string
  identityIds?: string[]
  from?: Date
  to?: Date
  /** The last one seen. */
  after?: { at: Date; id: string }
  limit: number
  order?: 'newest' | 'oldest'
}

/** What was heard, a page by key; for dry runs, measures and exports. Newest first unless asked otherwise. */
export async function interactionsOf(db: DbOrTx, asked: InteractionsAsked): Promise<InteractionFacts[]> {
  const oldest = asked.order === 'oldest'
  let query = db
    .selectFrom('interaction')
    .innerJoin('account', 'account.id', 'interaction.accountId')
    .select([
      ...(['interaction.id', 'interaction.brandId', 'interaction.accountId', 'account.network'] as const),
      ...([
        'interaction.conversationId',
        'interaction.identityId',
        'interaction.kind',
        'interaction.remoteId',
      ] as const),
      ...(['interaction.at', 'interaction.heardAt', 'interaction.author', 'interaction.text'] as const),
      ...(['interaction.media', 'interaction.under', 'interaction.replyTo', 'interaction.url'] as const),
      ...(['interaction.rating', 'interaction.own', 'interaction.automated', 'interaction.hidden'] as const),
    ])
    .select((is) => is('interaction.edition', '=', 2).$castTo<boolean>().as('deleted'))
    .where('interaction.brandId', '=', asked.brandId)
    .orderBy('interaction.at', oldest ? 'asc' : 'desc')
    .orderBy('interaction.id', oldest ? 'asc' : 'desc')
    .limit(asked.limit)
  if (asked.ids) query = query.where('interaction.id', 'in', asked.ids.length > 0 ? asked.ids : [''])
  if (asked.identityIds)
    query = query.where('interaction.identityId', 'in', asked.identityIds.length > 0 ? asked.identityIds : [''])
  if (asked.accountId) query = query.where('interaction.accountId', '=', asked.accountId)
  if (asked.from) query = query.where('interaction.at', '>=', asked.from)
  if (asked.to) query = query.where('interaction.at', '<', asked.to)
  const { after } = asked
  if (after)
    query = query.where((is) =>
      is(is.refTuple('interaction.at', 'interaction.id'), oldest ? '>' : '<', is.tuple(after.at, after.id)),
    )
  return query.execute()
}

export type LineFacts = {
  id: string
  conversationId: string
  at: Date
  kind: string
  by: string | null
  byRule: string | null
  payload: JsonObject
}

/** What was done with these conversations, oldest first. */
export async function linesOf(db: DbOrTx, conversationIds: string[]): Promise<LineFacts[]> {
  if (conversationIds.length === 0) return []
  return db
    .selectFrom('conversationLine')
    .select(['id', 'conversationId', 'at', 'kind', 'by', 'byRule', 'payload'])
    .where('conversationId', 'in', conversationIds)
    .orderBy('at')
    .orderBy('id')
    .execute()
}
