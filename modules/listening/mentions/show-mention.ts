import { sql } from 'kysely'
import type { z } from 'zod'
import type { DbOrTx } from '../../../kernel/db/tables.ts'
import type { NetworkedWorld } from '../../../networks/world.ts'
import { namesOf } from '../../team/index.ts'
import { accountsAnswering } from './answer-mention.ts'
import type { Mention } from './api.ts'
import { marked, marksIn } from './excerpt.ts'
import type { MentionRow } from './kept-mention.ts'
import { mentionOf } from './mention-store.ts'
import { briefOf, reasonsOf, webAddress } from './present.ts'
import { topicsOf } from './topic-queries.ts'

const most = 999

/** A mention with all its words, why it was found, and what else is known of it and of who said it. */
export async function showMention(
  world: NetworkedWorld,
  of: { brandId: string; mentionId: string },
): Promise<z.input<typeof Mention>> {
  const { db } = world
  const row = await mentionOf(db, of)
  const reasons = reasonsOf(row)
  const [names, why, counts, accounts, mutedId] = await Promise.all([
    namesOf(db, row.assigneeId ? [row.assigneeId] : []),
    whyOf(db, row),
    countsOf(db, row),
    accountsAnswering(world, row),
    mutedIdOf(db, row),
  ])
  return {
    ...briefOf(row, reasons, names),
    titleMarked: row.title === null ? null : marked(row.title, marksIn('title', reasons)),
    text: marked(row.text, marksIn('text', reasons)),
    media: row.media.map(({ kind, url, alt }) => ({ kind, url: webAddress(url), alt: alt ?? null })),
    numbers: Object.fromEntries(Object.entries(row.numbers).filter(([, value]) => typeof value === 'number')),
    links: row.links.filter((link) => webAddress(link) !== null),
    ...{ tags: row.tags, confidence: row.confidence, why, ...counts, mutedId },
    answering: accounts.map(({ id, name }) => ({ id, name })),
  }
}

/** The pieces of a query as it was written then; of a query that was changed since, those that still stand. */
async function whyOf(db: DbOrTx, row: MentionRow): Promise<z.input<typeof Mention>['why']> {
  const topics = await topicsOf(db, row.brandId, 'deleted')
  const texts = await textsThen(db, row)
  return topics.flatMap((topic) =>
    topic.queries
      .filter((query) => row.queries.includes(query.id))
      .map((query) => {
        const text = texts.get(query.id) ?? query.text
        const met = (row.reasons[query.id] ?? []).map(({ from, to }) => text.slice(from, to)).filter(Boolean)
        return { queryId: query.id, name: query.name, topicId: topic.id, topic: topic.name, met: [...new Set(met)] }
      }),
  )
}

async function textsThen(db: DbOrTx, { id, at }: MentionRow): Promise<Map<string, string>> {
  const { rows } = await sql<{ queryId: string; text: string }>`
    select h.query_id, v.text from mention_hit h
      join listening_query_version v on v.query_id = h.query_id and v.version = h.version
     where h.at = ${at} and h.mention_id = ${id} and h.query_id = any(
       (select m.queries from mention m where m.at = ${at} and m.id = ${id})::text[])`.execute(db)
  return new Map(rows.map((one) => [one.queryId, one.text]))
}

async function countsOf(db: DbOrTx, { id, brandId, postKey, authorKey }: MentionRow) {
  const { rows } = await sql<{ copies: number; reposts: number; byAuthor: number }>`
    select (select count(*) from mention m where m.brand_id = ${brandId} and m.original_id = ${id}
               and m.repost_of is distinct from ${postKey}) as copies,
           (select count(*) from mention m where m.brand_id = ${brandId} and m.repost_of = ${postKey}) as reposts,
           (select count(*) from (select from mention m where m.brand_id = ${brandId} and m.author_key = ${authorKey}
               and m.spam_at is null limit ${most + 1}) theirs) as by_author`.execute(db)
  return rows[0] ?? { copies: 0, reposts: 0, byAuthor: 0 }
}

async function mutedIdOf(db: DbOrTx, { brandId, authorKey }: MentionRow): Promise<string | null> {
  if (authorKey === null) return null
  const row = await db
    .selectFrom('mutedAuthor')
    .select('id')
    .where('brandId', '=', brandId)
    .where('authorKey', '=', authorKey)
    .executeTakeFirst()
  return row?.id ?? null
}
