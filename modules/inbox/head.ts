import { sql } from 'kysely'
import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { Words } from '../../kernel/i18n.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { accountOf } from '../brand/index.ts'
import { type Caller, iso, mayIn, namesOf } from '../team/index.ts'
import { ActKind, type Conversation } from './api.ts'
import { type BriefRow, briefColumns, briefOf, webAddress } from './brief.ts'
import { type ConversationRow, conversationOf, lastSaid } from './conversation.ts'
import { draftOf } from './drafts.ts'
import { peopleHere } from './others-answering.ts'
import { settingsOf } from './settings.ts'
import { answeringOf, waysToAnswer } from './ways-to-answer.ts'

type Shown = z.input<typeof Conversation>

/** A conversation as whoever asks may see and answer it. */
export async function headOf(
  world: NetworkedWorld,
  caller: Caller,
  of: { brandId: string; conversationId: string },
  words: Words,
): Promise<Shown> {
  const { db } = world
  const row = await conversationOf(db, of.brandId, of.conversationId)
  const [brief, account, to, settings, subject, draft, here] = await Promise.all([
    briefRowOf(db, row.id),
    accountOf(db, of.brandId, row.accountId),
    lastSaid(db, row.id),
    settingsOf(db, of.brandId),
    subjectOf(db, row),
    draftOf(db, caller.userId, row.id),
    peopleHere(db, row.id, caller.userId, world.clock.now()),
  ])
  const names = await namesOf(db, row.assigneeId ? [row.assigneeId] : [])
  const ways = await waysToAnswer(world, account, to)
  const { moderate } = world.networks.get(account.network)
  return {
    ...briefOf(brief, names, null),
    ...{
      subject,
      draft,
      here,
      firstAnswerAt: iso(row.answeredAt),
      movedTo: row.id === of.conversationId ? null : row.id,
    },
    answering: ways.map((way) => answeringOf(way, words)),
    acts: ActKind.options.filter((kind) => moderate?.[kind] !== undefined),
    may: mayDo(caller, of.brandId, settings.approveAuthors),
    due: { answer: iso(row.answerDueAt), next: iso(row.nextDueAt), resolve: iso(row.resolveDueAt) },
  }
}

async function briefRowOf(db: DbOrTx, id: string): Promise<BriefRow> {
  const { rows } = await sql<BriefRow>`
    select ${briefColumns} from conversation c left join identity on identity.id = c.identity_id where c.id = ${id}`.execute(
    db,
  )
  const [row] = rows
  if (!row) throw new Error('a conversation went while it was read')
  return row
}

function mayDo(caller: Caller, brandId: string, approveAuthors: boolean): Shown['may'] {
  const [isAuthor, isEditor] = [mayIn(caller, brandId, 'author'), mayIn(caller, brandId, 'editor')]
  const needsApproval = approveAuthors && isAuthor && !isEditor
  return { reply: isAuthor, needsApproval, approve: isEditor, moderate: isEditor, assign: isAuthor }
}

/** The post it is about: one of ours, else what is known of the account's past, else what the network called it. */
async function subjectOf(db: DbOrTx, { accountId, subject, kind }: ConversationRow): Promise<Shown['subject']> {
  const bare = {
    url: webAddress(subject.url),
    postId: null,
    publicationId: null,
    excerpt: null,
    thumbnailMediaId: null,
  }
  if (kind === 'message' || !subject.id) return bare
  const { rows: ours } = await sql<{
    publicationId: string
    postId: string
    url: string | null
    excerpt: string
    thumbnailMediaId: string | null
  }>`
    select p.id as publication_id, p.post_id, p.url, post.excerpt, post.thumbnail_media_id
      from publication p join post on post.id = p.post_id
     where p.account_id = ${accountId} and p.published_at is not null
       and exists (select from jsonb_each(p.done) step where step.value -> 'ref' ->> 'id' = ${subject.id})
     limit 1`.execute(db)
  const [own] = ours
  if (own) return { ...own, url: webAddress(own.url) ?? bare.url }
  const past = await db
    .selectFrom('historyPost')
    .select(['text', 'url'])
    .where('accountId', '=', accountId)
    .where('remoteId', '=', subject.id)
    .executeTakeFirst()
  return past
    ? { ...bare, url: bare.url ?? webAddress(past.url), excerpt: past.text.slice(0, 300).toWellFormed() }
    : bare
}
