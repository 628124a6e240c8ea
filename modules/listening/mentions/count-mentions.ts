import { sql } from 'kysely'
import type { z } from 'zod'
import type { DbOrTx } from '../../../kernel/db/tables.ts'
import type { Caller } from '../../team/index.ts'
import { type MentionCounts, MentionFolder } from './api.ts'
import { topicsOf } from './topic-queries.ts'
import { all, folderOf } from './wish.ts'

const most = 999

/** How much waits where; counting stops at one more than `most`, and that of topics with the newest so many unseen. */
export async function countMentions(
  db: DbOrTx,
  caller: Caller,
  brandId: string,
): Promise<z.input<typeof MentionCounts>> {
  const [folders, unseen, topics, sources] = await Promise.all([
    countFolders(db, caller, brandId),
    countUnseen(db, brandId),
    topicsOf(db, brandId),
    countSources(db, brandId),
  ])
  return {
    ...{ folders, most, sources },
    topics: topics.map(({ queries, ...topic }) => ({
      ...topic,
      unseen: unseen.filter((found) => queries.some((one) => found.includes(one.id))).length,
      queries: queries.map(({ id, name, isOn }) => {
        return { id, name, isOn, unseen: unseen.filter((found) => found.includes(id)).length }
      }),
    })),
  }
}

async function countFolders(db: DbOrTx, { userId }: Caller, brandId: string) {
  const counts = MentionFolder.options.map(
    (folder) => sql`(select count(*) from (
      select from mention m where ${all([sql<boolean>`m.brand_id = ${brandId}`, ...folderOf(folder, userId)])}
       limit ${most + 1}) counted) as ${sql.ref(folder)}`,
  )
  const { rows } = await sql<Record<z.output<typeof MentionFolder>, number>>`select ${sql.join(counts)}`.execute(db)
  const [folders] = rows
  if (!folders) throw new Error('counting told nothing')
  return folders
}

/** Of each of the newest unseen, the queries that found it. */
async function countUnseen(db: DbOrTx, brandId: string): Promise<string[][]> {
  const { rows } = await sql<{ queries: string[] }>`
    select m.queries from mention m where m.brand_id = ${brandId} and m.seen_at is null and m.spam_at is null
     order by m.at desc, m.id desc limit ${most + 1}`.execute(db)
  return rows.map((row) => row.queries)
}

async function countSources(db: DbOrTx, brandId: string): Promise<number> {
  const { count } = await db
    .selectFrom('listeningSource')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('brandId', '=', brandId)
    .where('deletedAt', 'is', null)
    .where('isOn', '=', true)
    .executeTakeFirstOrThrow()
  return count
}
