import { sql } from 'kysely'
import type { DbOrTx } from '../../../kernel/db/tables.ts'
import type { PostAuthor } from '../sources/heard.ts'
import { type Felt, felt, heardIn, type Span } from './heard-in.ts'

export type AuthorRole = 'leaders' | 'advocates' | 'critics'
export type AuthorRow = Felt & { key: string; roles: AuthorRole[]; reach: number }
export type Everybody = Felt & { copies: number; interested: number; authors: number; reach: number }
export type Heard = { all: Everybody; people: AuthorRow[] }

const listed = 10

/**
 * All of a span, counted by who said it. Advocates spoke well three times and more often than all else together, critics badly twice and more often than well.
 */
export async function heardByAuthor(db: DbOrTx, span: Span): Promise<Heard> {
  const { rows } = await sql<{ told: Heard }>`
    with by_author as materialized (
      select author_key, ${felt}, count(*) filter (where is_copy) as copies,
             count(*) filter (where intent in ('question', 'purchase')) as interested, coalesce(sum(reach), 0)::float8 as reach
        from ${heardIn(span)} heard group by 1),
    known as (select * from by_author where author_key is not null),
    leaders as (select 'leaders' as role, * from known where reach > 0 order by reach desc, author_key limit ${listed}),
    advocates as (select 'advocates' as role, * from known where positive >= 3 and positive * 2 > mentions
                   order by positive desc, reach desc, author_key limit ${listed}),
    critics as (select 'critics' as role, * from known where negative >= 2 and negative > positive
                 order by negative desc, reach desc, author_key limit ${listed}),
    people as (select author_key as key, array_agg(role) as roles, mentions, negative, neutral, positive, unsure, reach
                 from (select * from leaders union all select * from advocates union all select * from critics) listed
                group by 1, 3, 4, 5, 6, 7, 8)
    select json_build_object(
      'all', (select row_to_json(summed) from (
        select coalesce(sum(mentions), 0) as mentions, coalesce(sum(negative), 0) as negative, coalesce(sum(neutral), 0) as neutral,
               coalesce(sum(positive), 0) as positive, coalesce(sum(unsure), 0) as unsure, coalesce(sum(copies), 0) as copies,
               coalesce(sum(interested), 0) as interested, count(author_key) as authors, coalesce(sum(reach), 0) as reach
          from by_author) summed),
      'people', (select coalesce(json_agg(row_to_json(people)), '[]') from people)) as told`.execute(db)
  const told = rows[0]?.told
  if (!told) throw new Error('counting told nothing')
  return told
}

/** When each was first heard of whom nothing is known from before the span. */
export async function newcomersIn(db: DbOrTx, span: Span): Promise<Date[]> {
  const { rows } = await sql<{ at: Date }>`
    select newcomer.at from (select author_key, min(at) as at from ${heardIn(span)} heard where author_key is not null group by 1) newcomer
     where not exists (
       select from mention e where e.brand_id = ${span.brandId} and e.author_key = newcomer.author_key
          and e.at < ${span.from}::timestamptz)`.execute(db)
  return rows.map(({ at }) => at)
}

/** As each of them was told of last. */
export type Known = { key: string; author: PostAuthor; network: string | null; followers: number | null }
export async function lastSeen(db: DbOrTx, brandId: string, keys: string[], before: Date): Promise<Known[]> {
  const { rows } = await sql<Known>`
    select k.key, m.author, m.network, m.followers from unnest(${keys}::text[]) as k (key) cross join lateral (
      select author, network, followers from mention m
       where m.brand_id = ${brandId} and m.author_key = k.key and m.at < ${before}::timestamptz and m.edition < 2
       order by m.at desc limit 1) m`.execute(db)
  return rows
}
