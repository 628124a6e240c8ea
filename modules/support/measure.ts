import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { World } from '../../kernel/world.ts'
import { accountsOf, brandOf } from '../brand/index.ts'
import { namesOf } from '../team/index.ts'
import type { Measure, MeasureBy, MeasuresOf, ServiceMeasures } from './api.ts'
import type { WaitKind } from './waits.ts'

type By = z.infer<typeof MeasureBy>
/** Only of these; what is not given does not matter. */
export type Of = z.output<typeof MeasuresOf>
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
type Asked = { brandId: string; zone: string; from: string; to: string; by: By; of: Of }

/** How long people waited in the period, and what was kept of what is promised; the formulas stand at `Measure`. */
export async function measureService(
  world: World,
  brandId: string,
  { from, to, by, ...of }: { from: string; to: string; by: By } & Of,
): Promise<z.input<typeof ServiceMeasures>> {
  const { zone } = await brandOf(world.db, brandId)
  const rows = await figuresBy(world.db, { brandId, zone, from, to, by, of })
  const keys = [...new Set(rows.flatMap(({ key }) => (key === null ? [] : [key])))].sort()
  const names = await namesOfKeys(world, brandId, by, keys)
  return {
    all: measuresIn(rows, null),
    groups: keys.map((key) => ({ key, name: names.get(key) ?? null, ...measuresIn(rows, key) })),
    now: await standingNow(world, brandId, of),
  }
}

/** What was answered by a person and what was finished by one; of a conversation with several labels each counts under its own. */
async function figuresBy(db: DbOrTx, { brandId, zone, from, to, by, of }: Asked): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with ended as materialized (
      select w.kind, w.raw_ms, w.business_ms, w.due_at, w.ended_at, w.by, w.account_id, w.conversation_kind,
             c.labels, c.priority, c.network
        from service_wait w join conversation c on c.id = w.conversation_id
       where w.brand_id = ${brandId} and w.ended_at >= ${from} and w.ended_at < ${to} and ${isOf(of)}
         and (${of.person ?? null}::text is null or coalesce(w.by, '') = ${of.person ?? ''})
         and w.ended_how = case when w.kind = 'resolution' then 'closed' else 'answered' end)
    select kind, null as key, ${figures} from ended group by kind
    union all
    select kind, key, ${figures} from ended cross join lateral (${keysBy(by, zone)}) as keyed (key) group by kind, key`.execute(
    db,
  )
  return rows
}

const figures = sql`count(*) as count,
  percentile_cont(0.5) within group (order by raw_ms) as raw_median,
  percentile_cont(0.9) within group (order by raw_ms) as raw_p90,
  percentile_cont(0.5) within group (order by business_ms) as business_median,
  percentile_cont(0.9) within group (order by business_ms) as business_p90,
  count(due_at) as promised,
  count(*) filter (where ended_at <= due_at) as within`

function keysBy(by: By, zone: string): RawBuilder<unknown> {
  const local = sql`(ended_at at time zone ${zone})`
  return {
    day: sql`select to_char(${local}, 'YYYY-MM-DD')`,
    week: sql`select to_char(date_trunc('week', ${local}), 'YYYY-MM-DD')`,
    person: sql`select coalesce(by, '')`,
    account: sql`select account_id`,
    network: sql`select network`,
    kind: sql`select conversation_kind`,
    priority: sql`select priority::text`,
    label: sql`select unnest(case when labels = '{}' then array[''] else labels end)`,
  }[by]
}

/** Of the waits `w` and their conversations `c`, as these are labelled now. */
const isOf = ({ label, priority, account, network, kind }: Of) => sql`(
  (${label ?? null}::text is null or ${label ?? ''} = any(c.labels))
  and (${priority ?? null}::smallint is null or c.priority = ${priority ?? 0})
  and (${account ?? null}::text is null or w.account_id = ${account ?? ''})
  and (${network ?? null}::text is null or c.network = ${network ?? ''})
  and (${kind ?? null}::text is null or w.conversation_kind = ${kind ?? ''}))`

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

/** Of a person: what is assigned to them. */
async function standingNow({ db, clock }: World, brandId: string, of: Of) {
  const now = clock.now()
  const hour = new Date(now.getTime() + 3600_000)
  const { rows } = await sql<{ waiting: number; late: number; soon: number }>`
    select count(*) as waiting, count(*) filter (where w.due_at <= ${now}) as late,
           count(*) filter (where w.due_at > ${now} and w.due_at <= ${hour}) as soon
      from service_wait w join conversation c on c.id = w.conversation_id
     where w.brand_id = ${brandId} and w.ended_at is null and w.kind <> 'resolution' and ${isOf(of)}
       and (${of.person ?? null}::text is null or coalesce(c.assignee_id, '') = ${of.person ?? ''})`.execute(db)
  return rows[0] ?? { waiting: 0, late: 0, soon: 0 }
}
