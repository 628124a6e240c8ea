import { sql } from 'kysely'
import type { DbOrTx } from '../../../kernel/db/tables.ts'
import { type Felt, felt, heardIn, type Span } from './heard-in.ts'

/** By quarters of an hour: in any zone hours and days begin with one. */
export type InTime = Felt & { at: Date; copies: number }
export async function heardByTime(db: DbOrTx, span: Span): Promise<InTime[]> {
  const { rows } = await sql<InTime>`
    select date_bin('15 minutes', at, '2000-01-01T00:00Z') as at, ${felt}, (count(*) filter (where is_copy))::int as copies
      from ${heardIn(span)} heard group by 1`.execute(db)
  return rows
}

/** By the queries that found them together; `step`: which of the moments it lies behind, from 1 on. */
export type Together = Felt & { queries: string[]; step: number }
export async function heardByQueries(db: DbOrTx, span: Span, starts: Date[]): Promise<Together[]> {
  const { rows } = await sql<Together>`
    select queries, width_bucket(at, ${moments(starts)}) as step, ${felt}
      from ${heardIn(span)} heard where queries <> '{}' group by 1, 2`.execute(db)
  return rows
}

/** `kind` tells by what it is grouped; the others are null. */
export type InPlace = Felt & {
  kind: 'site' | 'language' | 'country'
  network: string | null
  site: string | null
  language: string | null
  country: string | null
  reach: number
  weight: number
}
export async function heardByPlace(db: DbOrTx, span: Span): Promise<InPlace[]> {
  const { rows } = await sql<InPlace>`
    with heard as materialized (
      select network, site, language, country, sentiment, count(*) as many, sum(reach)::float8 as reach,
             sum(1 + log(1 + greatest(0, coalesce(reach, 0))::float8)) as weight
        from ${heardIn(span)} heard group by 1, 2, 3, 4, 5)
    select case grouping(site, language, country) when 3 then 'site' when 5 then 'language' else 'country' end as kind,
           network, site, language, country, sum(many)::int as mentions, ${sumWhere('= -1')} as negative, ${sumWhere('= 0')} as neutral,
           ${sumWhere('= 1')} as positive, ${sumWhere('is null')} as unsure, coalesce(sum(reach), 0)::float8 as reach,
           coalesce(sum(weight) filter (where sentiment <> 0), 0)::float8 as weight
      from heard group by grouping sets ((network, site), (language), (country))
     order by sum(many) desc, site, language, country`.execute(db)
  return rows
}

const sumWhere = (sentiment: string) => sql`coalesce(sum(many) filter (where sentiment ${sql.raw(sentiment)}), 0)::int`

/** Posts told to the brand by its sources, by whole hours. */
export async function toldIn(db: DbOrTx, { brandId, from, to }: Span): Promise<number> {
  const { rows } = await sql<{ posts: number }>`
    select coalesce(sum(v.posts), 0)::float8 as posts from listening_volume v
     where v.hour >= date_trunc('hour', ${from}::timestamptz) and v.hour < ${to}::timestamptz
       and v.intake_key in (select s.intake_key from listening_source s where s.brand_id = ${brandId})`.execute(db)
  return rows[0]?.posts ?? 0
}

export const moments = (given: Date[]) => sql`${given.map((at) => at.toISOString())}::timestamptz[]`
