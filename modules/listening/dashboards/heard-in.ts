import { type RawBuilder, sql } from 'kysely'

/** What figures are counted of. `queries`: one of them found it; undefined when any will do. */
export type Span = { brandId: string; from: Date; to: Date; queries: string[] | undefined }

const columns = sql`m.at, m.sentiment, m.intent, m.network, m.site, m.language, m.country, m.author_key, m.reach,
  m.original_id is not null or m.repost_of is not null as is_copy, m.queries`

/**
 * All of a span but spam and what was deleted, told from an index alone; what very many queries found does not fit into that one.
 * Both conditions are worded as the indexes are.
 */
export function heardIn(span: Span): RawBuilder<unknown> {
  return sql`(
    select ${columns} from mention m where ${within(span)} and cardinality(m.queries) <= 20
    union all
    select ${columns} from mention m where ${within(span)} and cardinality(m.queries) > 20)`
}

export function within({ brandId, from, to, queries }: Span): RawBuilder<boolean> {
  const asked = queries ? sql`and m.queries && ${queries}::text[]` : sql``
  return sql`m.brand_id = ${brandId} and m.at >= ${from}::timestamptz and m.at < ${to}::timestamptz
    and m.spam_at is null and m.edition < 2 ${asked}`
}

/** How many spoke how. */
export const felt = sql`
  count(*)::int as mentions, (count(*) filter (where sentiment = -1))::int as negative,
  (count(*) filter (where sentiment = 0))::int as neutral, (count(*) filter (where sentiment = 1))::int as positive,
  (count(*) filter (where sentiment is null))::int as unsure`
export type Felt = { mentions: number; negative: number; neutral: number; positive: number; unsure: number }
