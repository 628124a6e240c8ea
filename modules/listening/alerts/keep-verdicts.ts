import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/tables.ts'
import { announce } from '../../../kernel/events.ts'
import { newId } from '../../../kernel/id.ts'
import { storableJson } from '../../../kernel/storable.ts'
import type { World } from '../../../kernel/world.ts'
import { raiseAlert } from '../../support/index.ts'
import type { AlarmKind, Judged } from '../spikes/judge-hour.ts'
import type { Found } from './judge-hours.ts'
import { spanHref } from './span.ts'

type Kept = { brandId: string; found: Found[]; isWanted: (queryId: string) => boolean }

/** Writes down how far each query was judged and what was alarming. Of the past nobody is told, unless it goes on. */
export async function keepVerdicts(world: World, tx: Tx, { brandId, found, isWanted }: Kept): Promise<void> {
  await keepJudged(tx, found)
  let alarms = 0
  for (const query of found.filter(({ queryId }) => isWanted(queryId)))
    for (const [n, { hour, verdict, kind }] of query.verdicts.entries()) {
      if (!verdict.enough || !kind) continue
      const isLast = n === query.verdicts.length - 1
      const alarm = { brandId, query, hour, verdict, kind }
      const isNews = verdict.kind ? await keepAlarm(world, tx, alarm, isLast) : isLast && (await nowTold(tx, alarm))
      if (isNews) alarms++
      if (isNews && isLast) await tell(world, tx, alarm)
    }
  if (alarms > 0) await announce(tx, 'listening.alarmed', {}, { brandId })
}

async function keepJudged(tx: Tx, found: Found[]): Promise<void> {
  const rows = found.flatMap(({ queryId, verdicts }) => {
    const last = verdicts.at(-1)
    if (!last) return []
    const { verdict } = last
    const known = verdict.enough ? { heard: 0, needed: 0, why: null } : verdict
    return [{ query_id: queryId, hour: last.hour, heard: known.heard, needed: known.needed, why: known.why }]
  })
  if (rows.length === 0) return
  await sql`
    insert into listening_judged (query_id, hour, heard, needed, why)
    select g.query_id, g.hour, g.heard, g.needed, g.why from jsonb_to_recordset(${storableJson(rows)}::jsonb)
      as g (query_id text, hour timestamptz, heard integer, needed integer, why text)
      join listening_query q on q.id = g.query_id
    on conflict (query_id) do update set hour = excluded.hour, heard = excluded.heard, needed = excluded.needed, why = excluded.why`.execute(
    tx,
  )
}

type AlarmOf = { brandId: string; query: Found; hour: Date; verdict: Judged; kind: AlarmKind }

/** Was it not kept before? */
async function keepAlarm(world: World, tx: Tx, alarm: AlarmOf, isTold: boolean): Promise<boolean> {
  const { brandId, query, hour, verdict, kind } = alarm
  const at = world.clock.now()
  const [low, high] = verdict.interval
  const made = await tx
    .insertInto('listeningAlarm')
    .values({
      ...{ id: newId(at), brandId, kind, queryId: query.queryId, hour, hours: verdict.hours, count: verdict.count },
      ...{ expected: verdict.expected, low, high, factor: verdict.factor, p: verdict.pValue, isTold, at },
    })
    .onConflict((known) => known.doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

/** What began while nobody judged, and goes on, is told after all. */
async function nowTold(tx: Tx, { query: { queryId }, kind }: AlarmOf): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    update listening_alarm set is_told = true where not is_told and id = (
      select id from listening_alarm where query_id = ${queryId} and kind = ${kind} order by hour desc limit 1)
    returning id`.execute(tx)
  return rows.length > 0
}

async function tell(world: World, tx: Tx, { brandId, query, hour, verdict, kind }: AlarmOf): Promise<void> {
  const { hours, count, interval } = verdict
  const href = spanHref(brandId, { hour, hours }, { queries: query.queryId })
  await raiseAlert(world, tx, {
    ...{ event: kind, brandId, conversationId: null, origin: `${kind} ${query.queryId} ${hour.toISOString()}` },
    said: { account: query.name, count, hours, low: interval[0], high: interval[1], href },
  })
}
