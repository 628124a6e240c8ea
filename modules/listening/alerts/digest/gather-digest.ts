import { sql } from 'kysely'
import type { DbOrTx } from '../../../../kernel/db/tables.ts'
import type { PostAuthor } from '../../sources/heard.ts'
import { type AlarmRow, alarmsBetween } from '../show-alarms.ts'

export type Period = { before: Date; from: Date; to: Date }
export type Counts = { count: number; earlier: number; negative: number; neutral: number; positive: number }
export type Seen = {
  id: string
  author: PostAuthor
  followers: number | null
  reach: number | null
  site: string
  said: string
}
export type Digest = {
  all: Counts
  topics: (Counts & { name: string })[]
  seen: Seen[]
  alarms: AlarmRow[]
  voices: AlarmRow[]
}

/** What was said of a brand in a period, beside the one before. Spam and what was deleted are left out. */
export async function gatherDigest(db: DbOrTx, brandId: string, period: Period): Promise<Digest> {
  const [all, topics, seen, found] = await Promise.all([
    countAll(db, brandId, period),
    countTopics(db, brandId, period),
    mostSeen(db, brandId, period),
    alarmsBetween(db, brandId, period),
  ])
  const isVoice = ({ kind }: AlarmRow) => kind === 'big-voice'
  return {
    ...{ all, topics, seen },
    alarms: found.filter((one) => !isVoice(one)),
    voices: found.filter((one) => isVoice(one) && one.author),
  }
}

const countsIn = ({ from }: Period) => sql`
  (count(*) filter (where m.at >= ${from}))::int as count, (count(*) filter (where m.at < ${from}))::int as earlier,
  (count(*) filter (where m.at >= ${from} and m.sentiment = -1))::int as negative,
  (count(*) filter (where m.at >= ${from} and m.sentiment = 0))::int as neutral,
  (count(*) filter (where m.at >= ${from} and m.sentiment = 1))::int as positive`

const heardIn = (brandId: string, { before, to }: Pick<Period, 'before' | 'to'>) =>
  sql`m.brand_id = ${brandId} and m.at >= ${before} and m.at < ${to} and m.spam_at is null and m.edition < 2`

async function countAll(db: DbOrTx, brandId: string, period: Period): Promise<Counts> {
  const { rows } =
    await sql<Counts>`select ${countsIn(period)} from mention m where ${heardIn(brandId, period)}`.execute(db)
  return rows[0] ?? { count: 0, earlier: 0, negative: 0, neutral: 0, positive: 0 }
}

/** A mention that several queries of a topic found counts once. */
async function countTopics(db: DbOrTx, brandId: string, period: Period): Promise<Digest['topics']> {
  const { rows } = await sql<Counts & { name: string }>`
    select t.name, ${countsIn(period)} from listening_topic t
      join (select topic_id, array_agg(id) as ids from listening_query where brand_id = ${brandId} group by topic_id) q
        on q.topic_id = t.id
      join mention m on m.queries && q.ids
     where t.brand_id = ${brandId} and t.deleted_at is null and ${heardIn(brandId, period)}
     group by t.id, t.name, t.place order by t.place, t.id limit 50`.execute(db)
  return rows
}

async function mostSeen(db: DbOrTx, brandId: string, { from, to }: Period): Promise<Seen[]> {
  const { rows } = await sql<Seen>`
    select m.id, m.author, m.followers, m.reach, m.site, coalesce(m.title, m.text) as said from mention m
     where ${heardIn(brandId, { before: from, to })} and m.repost_of is null and m.original_id is null
     order by m.reach desc nulls last, m.followers desc nulls last, m.at desc, m.id limit 5`.execute(db)
  return rows
}
