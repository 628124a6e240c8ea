import { sql } from 'kysely'
import type { z } from 'zod'
import type { World } from '../../kernel/world.ts'
import { accountsOf, brandOf } from '../brand/index.ts'
import { namesOf } from '../team/index.ts'
import type { Measure, MeasureBy, ServiceMeasures } from './api.ts'
import type { WaitKind } from './waits.ts'

type By = z.infer<typeof MeasureBy>
type Figures = z.input<typeof Measure>
type Row = {
  kind: WaitKind
  key: string | null
  count: number
  rawMedian: number | null
  rawP90: number | null
  businessMedian: number | null
  businessP90: number | null
  promised: number
  within: number
}

/** How long people waited in the period, and what was kept of what is promised; the formulas stand at `Measure`. */
export async function measureService(
  world: World,
  brandId: string,
  { from, to, by }: { from: string; to: string; by: By },
): Promise<z.input<typeof ServiceMeasures>> {
  const { zone } = await brandOf(world.db, brandId)
  const rows = await figuresBy(world, { brandId, zone, from, to, by })
  const keys = [...new Set(rows.flatMap(({ key }) => (key === null ? [] : [key])))].sort()
  const names = await namesOfKeys(world, brandId, by, keys)
  return {
    all: measuresIn(rows, null),
    groups: keys.map((key) => ({ key, name: names.get(key) ?? null, ...measuresIn(rows, key) })),
    now: await standingNow(world, brandId),
  }
}

async function figuresBy(
  { db }: World,
  { brandId, zone, from, to, by }: { brandId: string; zone: string; from: string; to: string; by: By },
): Promise<Row[]> {
  const local = sql`(ended_at at time zone ${zone})`
  const key = {
    day: sql`to_char(${local}, 'YYYY-MM-DD')`,
    week: sql`to_char(date_trunc('week', ${local}), 'YYYY-MM-DD')`,
    person: sql`coalesce(by, '')`,
    account: sql`account_id`,
    kind: sql`conversation_kind`,
  }[by]
  const { rows } = await sql<Row>`
    with ended as (
      select kind, ${key} as key, raw_ms, business_ms, due_at, ended_at from service_wait
      where brand_id = ${brandId} and ended_at >= ${from} and ended_at < ${to}
        and ended_how = case when kind = 'resolution' then 'closed' else 'answered' end)
    select kind, key, count(*) as count,
      percentile_cont(0.5) within group (order by raw_ms) as raw_median,
      percentile_cont(0.9) within group (order by raw_ms) as raw_p90,
      percentile_cont(0.5) within group (order by business_ms) as business_median,
      percentile_cont(0.9) within group (order by business_ms) as business_p90,
      count(due_at) as promised,
      count(*) filter (where ended_at <= due_at) as within
    from ended group by grouping sets ((kind), (kind, key))`.execute(db)
  return rows
}

const measuresIn = (rows: Row[], key: string | null) => {
  const of = (kind: WaitKind) => figuresOf(rows.find((row) => row.kind === kind && row.key === key))
  return { first: of('first'), next: of('next'), resolution: of('resolution') }
}

function figuresOf(row: Row | undefined): Figures {
  const { count = 0, promised = 0, within = 0 } = row ?? {}
  return {
    ...{ count, promised, within, withinShare: promised ? within / promised : null },
    raw: { median: row?.rawMedian ?? null, p90: row?.rawP90 ?? null },
    business: { median: row?.businessMedian ?? null, p90: row?.businessP90 ?? null },
  }
}

async function namesOfKeys({ db }: World, brandId: string, by: By, keys: string[]): Promise<Map<string, string>> {
  if (by === 'person') return namesOf(db, keys)
  if (by === 'account') return new Map((await accountsOf(db, brandId)).map(({ id, name }) => [id, name]))
  return new Map()
}

async function standingNow({ db, clock }: World, brandId: string) {
  const now = clock.now()
  const hour = new Date(now.getTime() + 3600_000)
  const { rows } = await sql<{ waiting: number; late: number; soon: number }>`
    select count(*) as waiting, count(*) filter (where due_at <= ${now}) as late,
           count(*) filter (where due_at > ${now} and due_at <= ${hour}) as soon
    from service_wait where brand_id = ${brandId} and ended_at is null and kind <> 'resolution'`.execute(db)
  return rows[0] ?? { waiting: 0, late: 0, soon: 0 }
}
