import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import { resolveWall } from '../../kernel/wall-time.ts'
import type { World } from '../../kernel/world.ts'
import { brandOf } from '../brand/index.ts'
import { measureService } from '../support/index.ts'
import type { Reputation, ReputationQuery } from './api.ts'
import { reputationIndex } from './reputation-index.ts'

type Asked = z.output<typeof ReputationQuery>
type Row = {
  key: string | null
  positive: number
  neutral: number
  negative: number
  untold: number
  weightPositive: number
  weightNegative: number
  weightAll: number
  asked: number
  answered: number
}

/**
 * Of the conversations (spam apart) whose last words fall into the period, which is what the inbox shows for these filters:
 * how they speak of the brand, and how many of those somebody began were answered by a person.
 */
export async function measureReputation(
  world: World,
  brandId: string,
  asked: Asked,
): Promise<z.input<typeof Reputation>> {
  const { zone } = await brandOf(world.db, brandId)
  const [rows, service, removed] = await Promise.all([
    figuresBy(world.db, { ...asked, brandId, zone }),
    measureService(world, brandId, { ...asked, by: 'week' }),
    removedIn(world.db, brandId, asked),
  ])
  const groups = rows.filter((row) => row.key !== null)
  return {
    all: figuresOf(rows.find((row) => row.key === null) ?? none),
    groups: groups.map((row) => ({ ...figuresOf(row), key: row.key ?? '', ...periodOf(row.key ?? '', asked, zone) })),
    reaction: service.all.first,
    removed,
  }
}

const none: Row = {
  ...{ key: null, positive: 0, neutral: 0, negative: 0, untold: 0 },
  ...{ weightPositive: 0, weightNegative: 0, weightAll: 0, asked: 0, answered: 0 },
}

async function figuresBy(
  db: DbOrTx,
  { brandId, zone, from, to, by }: Asked & { brandId: string; zone: string },
): Promise<Row[]> {
  const week = sql`to_char(date_trunc('week', c.last_at at time zone ${zone}), 'YYYY-MM-DD')`
  const key = { week, network: sql`c.network`, topic: sql`label` }[by]
  const figures = sql`
    (count(*) filter (where tone = 'positive'))::int as positive, (count(*) filter (where tone = 'neutral'))::int as neutral,
    (count(*) filter (where tone = 'negative'))::int as negative, (count(*) filter (where tone is null))::int as untold,
    coalesce(sum(weight) filter (where tone = 'positive'), 0)::float8 as weight_positive,
    coalesce(sum(weight) filter (where tone = 'negative'), 0)::float8 as weight_negative,
    coalesce(sum(weight) filter (where tone is not null), 0)::float8 as weight_all,
    (count(*) filter (where is_asked))::int as asked, (count(*) filter (where is_asked and is_answered))::int as answered`
  const { rows } = await sql<Row>`
    with heard as (
      select c.id, c.tone, c.labels, c.network, c.last_at, c.last_in_at is not null as is_asked, c.answered_at is not null as is_answered,
             ${weight(sql`identity.followers`)} as weight
        from conversation c left join identity on identity.id = c.identity_id
       where c.brand_id = ${brandId} and c.moved_to is null and c.state <> 'spam'
         and c.last_at >= ${from}::timestamptz and c.last_at < ${to}::timestamptz)
    select null as key, ${figures} from heard
    union all
    (select ${key} as key, ${figures} from heard c ${by === 'topic' ? labels : sql``} group by 1 order by 1)`.execute(
    db,
  )
  return rows
}

/** One conversation counts in each of its labels, and one without any among those. */
const labels = sql`cross join lateral unnest(case when c.labels = '{}' then array[''] else c.labels end) as label`

/** As `weightOf`. */
const weight = (followers: RawBuilder<unknown>) => sql`(1 + log(1 + greatest(0, coalesce(${followers}, 0))::float8))`

const figuresOf = ({ key: _, ...row }: Row) => ({
  ...row,
  index: reputationIndex(row),
  weighted: row.weightAll === 0 ? null : (row.weightPositive - row.weightNegative) / row.weightAll,
})

/** For the way into the inbox: the week, as far as it lies within what was asked, or all of it. */
function periodOf(key: string, { from, to, by }: Asked, zone: string): { from: string; to: string } {
  if (by !== 'week') return { from, to }
  const next = new Date(`${key}T12:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 7)
  const begin = resolveWall(`${key}T00:00`, zone).at.toISOString()
  const end = resolveWall(`${next.toISOString().slice(0, 10)}T00:00`, zone).at.toISOString()
  return { from: laterOf(begin, new Date(from).toISOString()), to: earlierOf(end, new Date(to).toISOString()) }
}
const laterOf = (a: string, b: string) => (a > b ? a : b)
const earlierOf = (a: string, b: string) => (a < b ? a : b)

/** Acts that came about in the period; an act that was taken back is counted as undone, not as standing. */
async function removedIn(db: DbOrTx, brandId: string, { from, to }: Pick<Asked, 'from' | 'to'>) {
  const { rows } = await sql<z.input<typeof Reputation>['removed']>`
    select (count(*) filter (where kind = 'delete'))::int as deleted,
           (count(*) filter (where kind = 'hide' and undone_by is null))::int as hidden,
           (count(*) filter (where kind = 'block' and undone_by is null))::int as blocked,
           (count(*) filter (where by_rule is not null and undone_by is null))::int as by_rules,
           (count(*) filter (where undone_by is not null))::int as undone
      from interaction_act
     where brand_id = ${brandId} and kind in ('delete', 'hide', 'block') and state = 'done'
       and done_at >= ${from}::timestamptz and done_at < ${to}::timestamptz`.execute(db)
  return rows[0] ?? { deleted: 0, hidden: 0, blocked: 0, byRules: 0, undone: 0 }
}
