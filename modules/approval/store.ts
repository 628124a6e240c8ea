import type { Selectable } from 'kysely'
import type { z } from 'zod'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { notFound } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { ApprovalLine } from './api.ts'
import type { ApprovalLineTable, ApprovalLinkTable } from './tables.ts'

export type LinkRow = Selectable<ApprovalLinkTable>

export async function keepLine(tx: DbOrTx, line: Omit<ApprovalLineTable, 'id'>): Promise<void> {
  await tx
    .insertInto('approvalLine')
    .values({ id: newId(line.at), ...line })
    .execute()
}

export async function linesOf(db: DbOrTx, postIds: string[]): Promise<Map<string, z.infer<typeof ApprovalLine>[]>> {
  const lines = new Map<string, z.infer<typeof ApprovalLine>[]>(postIds.map((id) => [id, []]))
  if (postIds.length === 0) return lines
  const rows = await db.selectFrom('approvalLine').selectAll().where('postId', 'in', postIds).orderBy('id').execute()
  for (const { id, postId, at, name, linkId, kind, text, version } of rows)
    lines.get(postId)?.push({ id, at: at.toISOString(), by: name, client: linkId !== null, kind, text, version })
  return lines
}

export async function lastSubmitter(db: DbOrTx, postId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('approvalLine')
    .select('userId')
    .where('postId', '=', postId)
    .where('kind', '=', 'submitted')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.userId ?? undefined
}

/** A link that is neither closed nor past its day. Throws 404 without telling which of these it is. */
export async function openLink(db: DbOrTx, tokenHash: string, now: Date): Promise<LinkRow> {
  const link = await db
    .selectFrom('approvalLink')
    .selectAll()
    .where('tokenHash', '=', tokenHash)
    .where('closedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
  if (!link) throw notFound('approval.linkGone')
  return link
}

export async function postIdsOfLink(db: DbOrTx, linkId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('approvalLinkPost')
    .innerJoin('post', 'post.id', 'approvalLinkPost.postId')
    .select('postId')
    .where('linkId', '=', linkId)
    .where('post.deletedAt', 'is', null)
    .orderBy('place')
    .execute()
  return rows.map((row) => row.postId)
}

export async function keepLink(tx: Tx, link: LinkRow, postIds: string[]): Promise<void> {
  await tx.insertInto('approvalLink').values(link).execute()
  await tx
    .insertInto('approvalLinkPost')
    .values(postIds.map((postId, place) => ({ linkId: link.id, postId, place })))
    .execute()
}

/** The links of a brand that still stand, newest first, each with its posts and how many of them are decided. */
export async function linksOf(db: DbOrTx, brandId: string, now: Date) {
  const links = await db
    .selectFrom('approvalLink')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('closedAt', 'is', null)
    .where('expiresAt', '>', now)
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  if (links.length === 0) return []
  const posts = await db
    .selectFrom('approvalLinkPost')
    .innerJoin('post', 'post.id', 'approvalLinkPost.postId')
    .select(['linkId', 'postId', 'stage'])
    .where(
      'linkId',
      'in',
      links.map((link) => link.id),
    )
    .orderBy('place')
    .execute()
  return links.map((link) => {
    const mine = posts.filter((post) => post.linkId === link.id)
    const decided = mine.filter((post) => post.stage === 'approved' || post.stage === 'sent-back').length
    return { link, postIds: mine.map((post) => post.postId), decided }
  })
}

export async function closeLink(db: DbOrTx, brandId: string, linkId: string, now: Date): Promise<void> {
  const closed = await db
    .updateTable('approvalLink')
    .set({ closedAt: now })
    .where('brandId', '=', brandId)
    .where('id', '=', linkId)
    .returning('id')
    .executeTakeFirst()
  if (!closed) throw notFound('approval.linkGone')
}

export async function noteOpened(db: DbOrTx, linkId: string, now: Date): Promise<void> {
  await db
    .updateTable('approvalLink')
    .set({ openedAt: now })
    .where('id', '=', linkId)
    .where('openedAt', 'is', null)
    .execute()
}

/** In review, or decided since then; those that go out first come first. */
export const postsForApproval = (db: DbOrTx, brandId: string, since: Date) =>
  db
    .selectFrom('post')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('deletedAt', 'is', null)
    .where((where) =>
      where.or([
        where('stage', '=', 'in-review'),
        where.exists(
          where
            .selectFrom('approvalLine')
            .select('approvalLine.id')
            .whereRef('approvalLine.postId', '=', 'post.id')
            .where('approvalLine.kind', 'in', ['approved', 'sent-back'])
            .where('approvalLine.at', '>', since),
        ),
      ]),
    )
    .orderBy((order) => order.case().when('stage', '=', 'in-review').then(0).else(1).end())
    .orderBy('planAt')
    .limit(200)
    .execute()

/** Does a post behind this link use the file? */
export async function isShared(db: DbOrTx, linkId: string, mediaId: string): Promise<boolean> {
  const found = await db
    .selectFrom('approvalLinkPost')
    .innerJoin('postMedia', 'postMedia.postId', 'approvalLinkPost.postId')
    .select('postMedia.mediaId')
    .where('approvalLinkPost.linkId', '=', linkId)
    .where('postMedia.mediaId', '=', mediaId)
    .executeTakeFirst()
  return found !== undefined
}
