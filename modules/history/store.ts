import { type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import { readKey, writtenKey } from '../../kernel/db/moment-key.ts'
import type { Db, DbOrTx } from '../../kernel/db/tables.ts'
import { newId } from '../../kernel/id.ts'
import { storable } from '../../kernel/storable.ts'
import type { ArchivedPost } from '../../networks/contract.ts'
import type { HistoryPost } from './api.ts'
import type { HistoryPostTable } from './tables.ts'

type Told = z.infer<typeof HistoryPost>
type Row = Selectable<HistoryPostTable>

const mostComments = 500

/** Keeps what is not known yet; returns how many that were. What is known keeps the numbers that came last. */
export async function keepPosts(
  db: DbOrTx,
  of: { brandId: string; accountId: string },
  posts: ArchivedPost[],
): Promise<number> {
  const byId = new Map(posts.map((post) => [post.ref.id, rowOf(of, storable(post))]))
  if (byId.size === 0) return 0
  const kept = await db
    .insertInto('historyPost')
    .values([...byId.values()])
    .onConflict((known) =>
      known.columns(['accountId', 'remoteId']).doUpdateSet((is) => ({
        numbers: sql<string | null>`coalesce(${is.ref('excluded.numbers')}, history_post.numbers)`,
      })),
    )
    .returning(sql<boolean>`xmax = 0`.as('isNew'))
    .execute()
  return kept.filter((row) => row.isNew).length
}

function rowOf(of: { brandId: string; accountId: string }, post: ArchivedPost) {
  const comments = (post.comments ?? []).slice(0, mostComments).map((said) => ({
    ...{ at: said.at.toISOString(), author: said.author.name || said.author.handle, text: said.text },
  }))
  return {
    ...{
      id: newId(post.at),
      brandId: of.brandId,
      accountId: of.accountId,
      remoteId: post.ref.id.slice(0, 1000),
      at: post.at,
      url: post.ref.url ?? null,
    },
    ...{ text: post.text, language: post.language ?? null, author: post.author.handle },
    media: JSON.stringify(post.media),
    numbers: post.numbers && Object.keys(post.numbers).length > 0 ? JSON.stringify(post.numbers) : null,
    comments: JSON.stringify(comments),
  }
}

/** Newest first; `after` is the key of the last one seen. */
export async function postsOf(
  db: Db,
  of: { brandId: string; account?: string; words?: string; after?: string; limit: number },
): Promise<{ items: Told[]; next: string | null }> {
  let query = db.selectFrom('historyPost').selectAll().where('brandId', '=', of.brandId)
  if (of.account) query = query.where('accountId', '=', of.account)
  if (of.words) query = query.where('text', 'ilike', `%${of.words.replace(/[\\%_]/g, '\\$&')}%`)
  const last = of.after ? readKey(of.after) : undefined
  if (last) query = query.where((is) => is(is.refTuple('at', 'id'), '<', is.tuple(last.at, last.id)))
  const rows = await query
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(of.limit + 1)
    .execute()
  const shown = rows.slice(0, of.limit)
  const end = shown.at(-1)
  return { items: shown.map(told), next: rows.length > of.limit && end ? writtenKey(end) : null }
}

const told = (row: Row): Told => ({
  ...{ id: row.id, accountId: row.accountId, at: row.at.toISOString(), url: row.url, text: row.text },
  ...{ author: row.author, media: row.media, comments: row.comments },
  numbers: row.numbers,
})
