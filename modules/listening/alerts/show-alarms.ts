import { type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import type { DbOrTx } from '../../../kernel/db/tables.ts'
import { iso } from '../../team/index.ts'
import type { PostAuthor } from '../sources/heard.ts'
import type { Alarm, AlarmsPage, AlarmsQuery, Watched } from './api.ts'
import { settingsOf } from './settings.ts'
import { spanOf } from './span.ts'
import type { ListeningAlarmTable } from './tables.ts'

export type AlarmRow = Selectable<ListeningAlarmTable> & {
  query: string | null
  topic: string | null
  author: PostAuthor | null
  said: string | null
}

/** With the names of queries, and what is still there of the words of big voices. */
const alarms = sql`
  select a.*, q.name as query, t.name as topic, m.author, coalesce(m.title, m.text) as said from listening_alarm a
    left join listening_query q on q.id = a.query_id left join listening_topic t on t.id = q.topic_id
    left join mention_key k on k.mention_id = a.mention_id and k.brand_id = a.brand_id
    left join mention m on m.at = k.at and m.id = k.mention_id and m.edition < 2`

/** Newest first. */
export async function listAlarms(
  db: DbOrTx,
  brandId: string,
  { limit, after, kind }: z.output<typeof AlarmsQuery>,
): Promise<z.input<typeof AlarmsPage>> {
  const { rows } = await sql<AlarmRow>`${alarms}
     where a.brand_id = ${brandId} ${after ? sql`and a.id < ${after}` : sql``} ${kind ? sql`and a.kind = ${kind}` : sql``}
     order by a.id desc limit ${limit + 1}`.execute(db)
  const items = rows.slice(0, limit)
  return { items: items.map(presented), next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** Of what people were told, or what was found too late for it; oldest first. */
export async function alarmsBetween(db: DbOrTx, brandId: string, { from, to }: { from: Date; to: Date }) {
  const { rows } = await sql<AlarmRow>`${alarms}
     where a.brand_id = ${brandId} and a.at >= ${from} and a.at < ${to} order by a.id limit 200`.execute(db)
  return rows
}

function presented(row: AlarmRow): z.input<typeof Alarm> {
  const { from, to } = spanOf(row)
  const spot = { id: row.id, at: iso(row.at), from: iso(from), to: iso(to), isTold: row.isTold }
  const { hours, count, low, high, p, expected, factor } = row
  const counted = { hours, count, low, high, p, expected, factor }
  if (row.kind === 'souring') return { kind: row.kind, ...spot, ...counted, known: row.known ?? 0 }
  if (row.kind !== 'big-voice')
    return {
      ...{ kind: row.kind, ...spot, ...counted },
      query: { id: row.queryId ?? '', name: row.query ?? '', topic: row.topic ?? '' },
    }
  const said = (row.said ?? '').slice(0, 140).toWellFormed()
  return {
    ...{ kind: row.kind, ...spot, followers: row.followers ?? 0, who: whoOf(row), excerpt: said },
    mentionId: row.author ? row.mentionId : null,
  }
}

export const whoOf = ({ author }: AlarmRow): string => author?.name || author?.handle || ''

type WatchedRow = {
  queryId: string
  name: string
  topic: string
  heard: number | null
  needed: number | null
  why: 'young' | 'not-listened' | null
  judgedAt: Date | null
}

/** Each query that is listened for, and how the tone was when it was last looked at. */
export async function listWatched(db: DbOrTx, brandId: string): Promise<z.input<typeof Watched>> {
  const { spikes, quietQueries } = await settingsOf(db, brandId)
  const { rows } = await sql<WatchedRow>`
    select q.id as query_id, q.name, t.name as topic, j.heard, j.needed, j.why, j.hour as judged_at
      from listening_query q join listening_topic t on t.id = q.topic_id left join listening_judged j on j.query_id = q.id
     where q.brand_id = ${brandId} and q.is_on and q.deleted_at is null and t.deleted_at is null
     order by t.place, t.id, q.id`.execute(db)
  const tone = await db.selectFrom('listeningTone').selectAll().where('brandId', '=', brandId).executeTakeFirst()
  return {
    items: rows.map(({ heard, needed, why, judgedAt, ...query }) => ({
      ...query,
      isQuiet: !spikes || quietQueries.includes(query.queryId),
      ...{ heard: heard ?? 0, needed: needed ?? 0, why: judgedAt ? why : ('not-judged' as const) },
      judgedAt: iso(judgedAt),
    })),
    tone: tone ? { negative: tone.negative, known: tone.known, usual: tone.usual, souredAt: iso(tone.souredAt) } : null,
  }
}
