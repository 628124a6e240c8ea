import { sql } from 'kysely'
import { rewriteWords } from '../../kernel/db/rewrite-words.ts'
import type { Tx } from '../../kernel/db/tables.ts'

type Rewrite = (text: string) => string
export type ForgetInNews = {
  brandId: string
  /** Pages of the desk of which no news is kept. */
  gone: string[]
  /** Pages whose news is rewritten by `closely`, as are mails; all other news of the brand by `rewrite`. */
  near: string[]
  closely: Rewrite
  rewrite: Rewrite
}

/** Takes back from the notices of a brand, and from mails to its people, what must be forgotten. */
export async function forgetInNews(tx: Tx, { brandId, gone, near, closely, rewrite }: ForgetInNews): Promise<void> {
  const notices = { table: 'notice' as const, columns: ['message_values'] }
  const isNear = sql`brand_id = ${brandId} and href = any(${near}::text[])`
  await sql`delete from notice where brand_id = ${brandId} and href = any(${gone}::text[])`.execute(tx)
  await rewriteWords(tx, { ...notices, where: isNear }, closely)
  await rewriteWords(tx, { ...notices, where: sql`brand_id = ${brandId}` }, rewrite)
  const ofPeople = sql`recipient in (select u.email from brand b join member m on m.workspace_id = b.workspace_id
    join desk_user u on u.id = m.user_id where b.id = ${brandId})`
  await rewriteWords(tx, { table: 'mail', columns: ['subject', 'body_text', 'body_html'], where: ofPeople }, closely)
}
