import type { Selectable } from 'kysely'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { Content } from '../../networks/compose.ts'
import { contentsOn, type PostRow } from '../content/index.ts'
import type { BrandTable } from '../team/tables.ts'

export type BrandPolicy = Pick<Selectable<BrandTable>, 'missed' | 'missedAfterMinutes'>

export async function policyOfBrand(db: DbOrTx, brandId: string): Promise<BrandPolicy> {
  return db
    .selectFrom('brand')
    .select(['missed', 'missedAfterMinutes'])
    .where('id', '=', brandId)
    .executeTakeFirstOrThrow()
}

export type Wanted = { postId: string; accountId: string }

/** What each of these posts says on that account as it is written now; undefined for a post that is gone. */
export async function contentsNow(db: DbOrTx, wanted: Wanted[]): Promise<(Content | undefined)[]> {
  const ids = [...new Set(wanted.map((one) => one.postId))]
  const rows = await db.selectFrom('post').selectAll().where('id', 'in', ids).where('deletedAt', 'is', null).execute()
  const posts = new Map(rows.map((row) => [row.id, row]))
  const contents = new Map<PostRow, Map<string, Content>>()
  for (const post of posts.values()) {
    const accountIds = wanted.flatMap((one) => (one.postId === post.id ? [one.accountId] : []))
    contents.set(post, await contentsOn(db, post, accountIds))
  }
  return wanted.map(({ postId, accountId }) => {
    const post = posts.get(postId)
    return post && contents.get(post)?.get(accountId)
  })
}
