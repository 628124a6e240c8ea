import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { Likeness } from './api.ts'

export type Pair = { aId: string; bId: string; reasons: z.output<typeof Likeness>[] }

/** What more have in common says nothing of any two: everybody is called that. */
const mostAlike = 4

/**
 * Pairs that may be one person, the likeliest first, without those that were dismissed: the same page, the same short name or
 * the same whole name on two networks, or the name of one that is the short name of the other. Who is alike is found by the
 * likeness, never by comparing each with each. `a` sorts before `b`.
 */
export function likePairs(db: DbOrTx, brandId: string, limit: number): Promise<Pair[]> {
  return pairs(db, brandId, { shared: sharedByAny(brandId), only: sql`true`, limit })
}

/** Those with one person among them. */
export function likePairsOf(db: DbOrTx, brandId: string, personId: string, limit: number): Promise<Pair[]> {
  const only = sql`(a.person_id = ${personId} or b.person_id = ${personId})`
  return pairs(db, brandId, { shared: keys(sql`person_id = ${personId}`), only, limit })
}

/** What these two have in common, also when it was dismissed. */
export async function likenessOf(db: DbOrTx, brandId: string, one: string, other: string): Promise<Pair['reasons']> {
  const only = sql`a.person_id in (${one}, ${other}) and b.person_id in (${one}, ${other})`
  const shared = keys(sql`person_id = ${one}`)
  const [pair] = await pairs(db, brandId, { shared, only, limit: 1, alsoDismissed: true })
  return pair?.reasons ?? []
}

const columns = [
  { kind: 'short', family: 'word', key: sql`short_key`, value: sql`handle` },
  { kind: 'name', family: 'word', key: sql`name_key`, value: sql`name` },
  { kind: 'link', family: 'link', key: sql`link_key`, value: sql`url` },
]

/** Each likeness of the identities that fit. */
const keys = (where: RawBuilder<unknown>) =>
  sql.join(
    columns.map(
      ({ family, key }) =>
        sql`select ${sql.lit(family)} as family, ${key} as key, person_id from identity where ${key} is not null and ${where}`,
    ),
    sql` union all `,
  )

const sharedByAny = (brandId: string) => sql`
  select family, key, min(person_id) as person_id from (${keys(sql`brand_id = ${brandId}`)}) as each
   group by family, key having min(person_id) <> max(person_id)`

type Wanted = { shared: RawBuilder<unknown>; only: RawBuilder<unknown>; limit: number; alsoDismissed?: boolean }

async function pairs(db: DbOrTx, brandId: string, { shared, only, limit, alsoDismissed }: Wanted): Promise<Pair[]> {
  const matched = sql.join(
    columns.map(
      ({ kind, family, key, value }) => sql`
        select shared.family, shared.key, ${sql.lit(kind)} as kind, ${value} as value, person_id, network, server
          from shared join lateral (select * from identity where brand_id = ${brandId} and ${key} = shared.key limit 20)
            as identity on true
         where shared.family = ${sql.lit(family)}`,
    ),
    sql` union all `,
  )
  const { rows } = await sql<Pair>`
    with shared as (select distinct family, key from (${shared}) as each),
    matched as (${matched}),
    rare as (
      select family, key from matched group by family, key
      having count(distinct person_id) between 2 and ${mostAlike}),
    likeness as (
      select distinct on (a_id, b_id, kind) a_id, b_id, kind, value from (
        select a.person_id as a_id, b.person_id as b_id, a.value,
               case when a.kind = b.kind then a.kind else 'short-name' end as kind
          from rare join matched a using (family, key) join matched b using (family, key)
         where a.person_id < b.person_id and ${only}
           and (family = 'link' or (a.network, a.server) is distinct from (b.network, b.server))
      ) as each order by a_id, b_id, kind, value)
    select a_id, b_id, jsonb_agg(jsonb_build_object('kind', kind, 'value', value) order by ${weight} desc, kind) as reasons
      from likeness
     where ${alsoDismissed ?? false} or not exists
       (select from person_unlike where person_unlike.a_id = likeness.a_id and person_unlike.b_id = likeness.b_id)
     group by a_id, b_id order by sum(${weight}) desc, a_id desc, b_id desc limit ${limit}`.execute(db)
  return rows
}

const weight = sql`case kind when 'link' then 4 when 'short' then 3 else 2 end`
