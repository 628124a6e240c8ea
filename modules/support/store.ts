import type { DbOrTx } from '../../kernel/db/tables.ts'
import { notFound } from '../../kernel/failure.ts'
import type { Closing, Said } from './waits.ts'

/** A conversation as service levels see it. */
export type Served = {
  id: string
  brandId: string
  accountId: string
  kind: string
  state: string
  labels: string[]
  priority: number
  assigneeId: string | null
  movedTo: string | null
  answerDueAt: Date | null
  nextDueAt: Date | null
  resolveDueAt: Date | null
  /** Since when its account is the desk's. */
  connectedAt: Date
}

export function conversationToServe(db: DbOrTx, conversationId: string): Promise<Served | undefined> {
  return db
    .selectFrom('conversation')
    .innerJoin('account', 'account.id', 'conversation.accountId')
    .select(['conversation.id', 'conversation.brandId', 'accountId', 'conversation.kind', 'state', 'labels'])
    .select(['priority', 'assigneeId', 'movedTo', 'answerDueAt', 'nextDueAt', 'resolveDueAt'])
    .select('account.createdAt as connectedAt')
    .where('conversation.id', '=', conversationId)
    .executeTakeFirst()
}

/** Everything somebody said there, whoever it was. */
export async function saidIn(db: DbOrTx, conversationId: string): Promise<Said[]> {
  const rows = await db
    .selectFrom('interaction')
    .leftJoin('reply', 'reply.id', 'interaction.replyId')
    .select(['interaction.at', 'own', 'interaction.automated', 'edition', 'reply.by'])
    .where('interaction.conversationId', '=', conversationId)
    .where('kind', 'in', ['comment', 'reply', 'mention', 'message', 'review'])
    .execute()
  return rows.map(({ at, own, automated, edition, by }) => ({ at, own, automated, deleted: edition === 2, by }))
}

/** When it was finished, and when somebody reopened it by hand. */
export async function closingsIn(db: DbOrTx, conversationId: string): Promise<Closing[]> {
  const rows = await db
    .selectFrom('conversationLine')
    .select(['at', 'kind', 'by', 'byRule'])
    .where('conversationId', '=', conversationId)
    .where('kind', 'in', ['done', 'reopened'])
    .execute()
  return rows.map(({ at, kind, by, byRule }) => ({
    ...{ at, by, automated: byRule !== null },
    kind: kind === 'done' ? 'closed' : 'reopened',
  }))
}

/** A conversation of this brand, by which its address holds. Throws 404 for any other. */
export async function conversationIn(db: DbOrTx, brandId: string, conversationId: string) {
  const row = await db
    .selectFrom('conversation')
    .innerJoin('account', 'account.id', 'conversation.accountId')
    .innerJoin('brand', 'brand.id', 'conversation.brandId')
    .select(['conversation.id', 'conversation.brandId', 'accountId', 'author', 'excerpt', 'state', 'snoozedUntil'])
    .select(['labels', 'priority', 'assigneeId', 'conversation.language', 'account.name as accountName'])
    .select(['account.handle as accountHandle', 'brand.name as brandName', 'brand.language as brandLanguage'])
    .where('conversation.id', '=', conversationId)
    .where('conversation.brandId', '=', brandId)
    .where('movedTo', 'is', null)
    .executeTakeFirst()
  if (!row) throw notFound('inbox.noConversation')
  return row
}
export type ConversationHere = Awaited<ReturnType<typeof conversationIn>>

/** The last word of somebody else there, which an answer goes to. */
export async function lastToAnswer(db: DbOrTx, conversationId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('interaction')
    .select('id')
    .where('conversationId', '=', conversationId)
    .where('own', '=', false)
    .where('edition', '<', 2)
    .where('kind', 'in', ['comment', 'reply', 'mention', 'message', 'review'])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}
