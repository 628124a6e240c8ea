import { sql } from 'kysely'
import { inTransaction } from '../../../kernel/db/connect.ts'
import type { DbOrTx } from '../../../kernel/db/tables.ts'
import type { World } from '../../../kernel/world.ts'
import { profileOf } from '../spikes/baseline.ts'
import { hoursRead } from '../spikes/hours.ts'
import { type AlarmKind, type CountHistory, judgeHour, type Verdict } from '../spikes/judge-hour.ts'
import { countsOfQueries, everyHour, type HourSpan, hoursHeard } from './hour-counts.ts'
import { keepVerdicts } from './keep-verdicts.ts'
import { oneByOne } from './one-by-one.ts'
import { settingsOf } from './settings.ts'
import { hourMs } from './span.ts'

/** So long after an hour it is judged, for what is heard late. */
const graceMs = 4 * 60_000
/** So many hours that nobody judged are looked at afterwards. */
const mostMissed = 7 * 24

/** Holds each hour that has passed against what is usual, once for each query; of those that were missed, all. */
export async function judgeHours(world: World): Promise<void> {
  const last = Math.floor((world.clock.now().getTime() - graceMs) / hourMs) - 1
  await oneByOne(await brandsToJudge(world.db, last), (brand) => judgeBrand(world, { ...brand, last }))
}

export type Watched = {
  queryId: string
  name: string
  since: Date
  judged: Date | null
  spikeAt: Date | null
  silenceAt: Date | null
}
/** What was found of the hours of one query, in their order; the last is that which has just passed. */
export type Found = Watched & { verdicts: { hour: Date; verdict: Verdict; kind: AlarmKind | null }[] }

async function judgeBrand(world: World, { brandId, zone, last }: { brandId: string; zone: string; last: number }) {
  const settings = await settingsOf(world.db, brandId)
  const watched = await watchedQueries(world.db, brandId, last)
  if (watched.length === 0) return
  const span: HourSpan = { from: Math.min(...watched.map((one) => firstMissed(one, last))) - hoursRead, to: last + 1 }
  const heard = await hoursHeard(world.db, { brandId, ...span })
  const queryIds = watched.map(({ queryId }) => queryId)
  const counts = await countsOfQueries(world.db, { brandId, queryIds, ...span })
  const brand = profileOf(everyHour(together([...counts.values()]), heard, span), zone)
  const found = watched.map((one) => {
    const hours = everyHour(counts.get(one.queryId) ?? new Map(), heard, span)
    return judgeQuery(one, { zone, since: one.since, hours, brand }, last)
  })
  const isWanted = (queryId: string) => settings.spikes && !settings.quietQueries.includes(queryId)
  await inTransaction(world.db, (tx) => keepVerdicts(world, tx, { brandId, found, isWanted }))
}

function together(all: Map<number, number>[]): Map<number, number> {
  const sums = new Map<number, number>()
  for (const counts of all) for (const [hour, count] of counts) sums.set(hour, (sums.get(hour) ?? 0) + count)
  return sums
}

function judgeQuery(query: Watched, history: Omit<CountHistory, 'alarms'>, last: number): Found {
  const alarms: CountHistory['alarms'] = {
    ...(query.spikeAt && { spike: query.spikeAt }),
    ...(query.silenceAt && { silence: query.silenceAt }),
  }
  const verdicts: Found['verdicts'] = []
  for (let hour = firstMissed(query, last); hour <= last; hour++) {
    const at = new Date(hour * hourMs)
    const verdict = judgeHour({ ...history, alarms }, new Date((hour + 1) * hourMs))
    if (verdict.kind) alarms[verdict.kind] = at
    verdicts.push({ hour: at, verdict, kind: kindOf(verdict) })
  }
  return { ...query, verdicts }
}

/** Of a query that nobody judged before only the last hour counts. */
const firstMissed = ({ judged }: Watched, last: number) =>
  judged ? Math.max(Math.floor(judged.getTime() / hourMs) + 1, last - mostMissed) : last

/** Also of what belongs to the alarm before. */
function kindOf(verdict: Verdict): AlarmKind | null {
  if (!verdict.enough) return null
  if (verdict.kind || !verdict.goesOn) return verdict.kind
  return verdict.count > verdict.expected ? 'spike' : 'silence'
}

async function brandsToJudge(db: DbOrTx, last: number): Promise<{ brandId: string; zone: string }[]> {
  const { rows } = await sql<{ brandId: string; zone: string }>`
    select b.id as brand_id, b.zone from brand b where b.deleted_at is null and exists (
      select from listening_query q left join listening_judged j on j.query_id = q.id
       where q.brand_id = b.id and q.is_on and q.deleted_at is null and (j.hour is null or j.hour < ${new Date(last * hourMs)}))
     order by b.id`.execute(db)
  return rows
}

async function watchedQueries(db: DbOrTx, brandId: string, last: number): Promise<Watched[]> {
  const at = (kind: AlarmKind) =>
    sql`(select max(a.hour) from listening_alarm a where a.query_id = q.id and a.kind = ${kind})`
  const { rows } = await sql<Watched>`
    select q.id as query_id, q.name, q.since, j.hour as judged, ${at('spike')} as spike_at, ${at('silence')} as silence_at
      from listening_query q left join listening_judged j on j.query_id = q.id
     where q.brand_id = ${brandId} and q.is_on and q.deleted_at is null and (j.hour is null or j.hour < ${new Date(last * hourMs)})
     order by q.id`.execute(db)
  return rows
}
