import { sql } from 'kysely'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { Window } from './temperature.ts'

/** So many must have come back before anything is proposed: of fewer, chance tells more than they do. */
export const neededToPropose = 30

export type Stay = { topic: string; people: number; medianDays: number; longDays: number }

/**
 * How long people stay away between two days on which they were heard of, in the last year. Each person who came back counts
 * once, by the median of their gaps, so that the few who write daily do not speak for all; of those the median and the 80th
 * percentile are taken. A topic is measured by those who have it as a tag, `''` by those who have none of the topics.
 */
export async function measureStays(db: DbOrTx, brandId: string, topics: string[], now: Date): Promise<Stay[]> {
  const since = new Date(now.getTime() - yearMs)
  const named = topics.filter((topic) => topic !== '')
  const { rows } = await sql<Stay>`
    with heard as (
      select distinct identity.person_id, identity_day.day from identity_day
        join identity on identity.id = identity_day.identity_id
       where identity.brand_id = ${brandId} and identity_day.day >= ${since}::date),
    gaps as (select person_id, day - lag(day) over (partition by person_id order by day) as days from heard),
    stays as (
      select person_id, percentile_cont(0.5) within group (order by days) as days
        from gaps where days is not null group by person_id),
    of_topics as (
      select topic, stays.days from stays join person on person.id = stays.person_id
        cross join lateral unnest(case when person.tags && ${named}::text[] then person.tags else array[''] end) as topic
       where topic = '' or topic = any(${named}::text[]))
    select topic, count(*)::integer as people, percentile_cont(0.5) within group (order by days) as median_days,
           percentile_cont(0.8) within group (order by days) as long_days
      from of_topics group by topic order by topic`.execute(db)
  return rows
}

const yearMs = 365 * 86_400_000
const day = 86_400

/** Warm for as long as half of those who come back stay away, and not yet cold while four of five would still come back. */
export function windowProposedBy({ topic, medianDays, longDays }: Omit<Stay, 'people'>): Window {
  const warmSeconds = Math.min(90, Math.max(1, Math.round(medianDays))) * day
  const coldAfter = Math.ceil(longDays) * day
  return { topic, warmSeconds, coolingSeconds: Math.min(730 * day, Math.max(day, coldAfter - warmSeconds)) }
}
