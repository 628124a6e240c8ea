import { sql } from 'kysely'
import type { DbOrTx } from '../../../kernel/db/tables.ts'
import type { HourCount } from '../spikes/hours.ts'
import { hourMs } from './span.ts'

/** Hours count from 1970 in UTC. `to` is not of it. */
export type HourSpan = { from: number; to: number }

const momentOf = (hour: number) => new Date(hour * hourMs)
const hourOf = (column: string) => sql<number>`floor(extract(epoch from ${sql.ref(column)}) / 3600)::int`

/** How often each query was met in each hour, spam left out. Hours in which it was not are absent. */
export async function countsOfQueries(
  db: DbOrTx,
  { brandId, queryIds, from, to }: HourSpan & { brandId: string; queryIds: string[] },
): Promise<Map<string, Map<number, number>>> {
  const [since, until] = [momentOf(from), momentOf(to)]
  const { rows } = await sql<{ queryId: string; hour: number; count: number }>`
    select query_id, hour, sum(count)::int as count from (
      select h.query_id, ${hourOf('h.at')} as hour, count(*) as count from mention_hit h
       where h.query_id = any(${queryIds}::text[]) and h.at >= ${since} and h.at < ${until} group by 1, 2
      union all
      select h.query_id, ${hourOf('h.at')}, -count(*) from mention m cross join unnest(m.queries) q (id)
        join mention_hit h on h.query_id = q.id and h.at = m.at and h.mention_id = m.id
       where m.brand_id = ${brandId} and m.spam_at is not null and m.at >= ${since} and m.at < ${until}
         and h.query_id = any(${queryIds}::text[]) group by 1, 2
    ) counted group by 1, 2`.execute(db)
  const counts = new Map<string, Map<number, number>>()
  for (const { queryId, hour, count } of rows) {
    const known = counts.get(queryId) ?? new Map<number, number>()
    counts.set(queryId, known.set(hour, Math.max(0, count)))
  }
  return counts
}

/** The hours in which anything that the brand listens to answered. */
export async function hoursHeard(
  db: DbOrTx,
  { brandId, from, to }: HourSpan & { brandId: string },
): Promise<Set<number>> {
  const { rows } = await sql<{ hour: number }>`
    select distinct ${hourOf('v.hour')} as hour from listening_source s
      join listening_volume v on v.intake_key = s.intake_key
     where s.brand_id = ${brandId} and v.hour >= ${momentOf(from)} and v.hour < ${momentOf(to)}
       and v.hour >= s.made_at - interval '1 hour' and (s.deleted_at is null or v.hour < s.deleted_at)
       and (v.calls > 0 or v.posts > 0)`.execute(db)
  return new Set(rows.map(({ hour }) => hour))
}

/** Each hour with what was counted in it, null where nobody listened. */
export const everyHour = (counts: Map<number, number>, heard: Set<number>, { from, to }: HourSpan): HourCount[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, n) => {
    const hour = from + n
    return { at: momentOf(hour), count: heard.has(hour) ? (counts.get(hour) ?? 0) : null }
  })

export type ToneHour = { hour: number; negative: number; known: number }

/**
 * What was said of the brand with a known feeling, hour by hour; spam, what was deleted and what only competitors are
 * named in are left out.
 */
export async function toneHours(
  db: DbOrTx,
  { brandId, from, to }: HourSpan & { brandId: string },
): Promise<ToneHour[]> {
  const { rows } = await sql<ToneHour>`
    with rivals as (select coalesce(array_agg(q.id), '{}') as ids from listening_query q
      join listening_topic t on t.id = q.topic_id where q.brand_id = ${brandId} and t.kind = 'competitor')
    select ${hourOf('m.at')} as hour, (count(*) filter (where m.sentiment = -1))::int as negative, count(*)::int as known
      from mention m, rivals
     where m.brand_id = ${brandId} and m.at >= ${momentOf(from)} and m.at < ${momentOf(to)} and m.sentiment is not null
       and m.spam_at is null and m.edition < 2 and (m.queries = '{}' or not m.queries <@ rivals.ids)
     group by 1`.execute(db)
  return rows
}
