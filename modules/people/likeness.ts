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
 * likeness, never by comparing each with each, and some hundreds of likenesses at a time. `a` sorts before `b`.
 */
export function likePairs(db: DbOrTx, brandId: string, limit: number): Promise<Pair[]> {
  return pairs(db, brandId, { shared: sharedByAny(brandId), only: sql`true`, limit })
}

/** Those with one person among them. */
export function likePairsOf(db: DbOrTx, brandId: string, personId: string, limit: number): Promise<Pair[]> {
  const only = sql`(a.person_id = ${personId} or b.person_id = ${personId})`
  return pairs(db, brandId, { shared: keysOf(personId), only, limit })
}

/** What these two have in common, also when it was dismissed. */
export async function likenessOf(db: DbOrTx, brandId: string, one: string, other: string): Promise<Pair['reasons']> {
  const only = sql`a.person_id in (${one}, ${other}) and b.person_id in (${one}, ${other})`
  const [pair] = await pairs(db, brandId, { shared: keysOf(one), only, limit: 1, alsoDismissed: true })
  return pair?.reasons ?? []
}

const columns = [
  { kind: 'short', family: 'word', key: sql`short_key`, value: sql`handle` },
  { kind: 'name', family: 'word', key: sql`name_key`, value: sql`name` },
  { kind: 'link', family: 'link', key: sql`link_key`, value: sql`url` },
]

/** Each likeness of a person. */
const keysOf = (personId: string) =>
  sql.join(
    columns.map(
      ({ family, key }) =>
        sql`select ${sql.lit(family)} as family, ${key} as key from identity where ${key} is not null and person_id = ${personId}`,
    ),
    sql` union all `,
  )

const keysAtOnce = 100

/** What a few persons share, read in the order of an index and no further than needed. Pairs that were dismissed hold up nobody. */
function sharedByAny(brandId: string): RawBuilder<unknown> {
  const inColumns = columns.map(
    ({ family, key }) => sql`(
      select ${sql.lit(family)} as family, ${key} as key from identity where brand_id = ${brandId} and ${key} is not null
       group by ${key} having min(person_id) <> max(person_id) and count(distinct person_id) <= ${mostAlike}
        ${family === 'link' ? sql`` : sql`and min(network || server) <> max(network || server)`}
        and (count(distinct person_id) > 2 or not exists (
             select from person_unlike where a_id = min(identity.person_id) and b_id = max(identity.person_id)))
       limit ${keysAtOnce})`,
  )
  const acrossColumns = sql`(
    select 'word' as family, name_key as key from identity as named where brand_id = ${brandId} and exists (
      select from identity as short where short.brand_id = ${brandId} and short.short_key = named.name_key
         and short.person_id <> named.person_id and short.network || short.server <> named.network || named.server
         and not exists (select from person_unlike where a_id = least(named.person_id, short.person_id)
                                                     and b_id = greatest(named.person_id, short.person_id)))
     limit ${keysAtOnce})`
  return sql.join([...inColumns, acrossColumns], sql` union all `)
}

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
