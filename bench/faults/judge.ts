import type { LedgerEntry, LiveObject } from '../../networks/lab/ledger.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import type { Setting } from './places.ts'
import { markerOf, markersIn } from './plan.ts'
import { placeOf } from './setting.ts'

export type Verdicts = {
  doubles: number
  /** Of them answers. */
  doubleAnswers: number
  /** Said to stand and does not, or said not to stand and does. */
  lost: number
  /** No verdict, or one that the network's own way could have improved, or an unknown without evidence. */
  silent: number
  early: number
  /** Not begun again, for the network itself said that it takes nothing until later. */
  held: number
  states: Record<string, number>
  /** Numbers of those whose ledger tells of a try that did not simply succeed. */
  troubled: number[]
  examples: string[]
}

type Row = {
  id: string
  network: string
  state: string
  due_at: Date
  incomplete: string[]
  work: string | null
  evidence: boolean
  /** The network closed the account’s lane for longer than the harness waits. */
  held: boolean
  troubled: boolean
  /** The end of its ledger. */
  told: string
}

/** A limit of which the network itself tells when it is over: the desk rightly waits, and says until when. */
export const heldSql = `(p.state in ('planned', 'sending') and lane.open_at > now() + interval '4 minutes' and exists (
  select 1 from publication told join publication_line l on l.publication_id = told.id
  where told.account_id = p.account_id and l.message->>'code' = 'publishing.end.slow-down'))`

/** What the desk says of each publication, held against what the networks did. */
export async function judge(
  world: NetworkedWorld,
  setting: Setting,
  seen: { live: LiveObject[]; ledger: LedgerEntry[] },
): Promise<Verdicts> {
  const { rows } = await world.pool.query<Row>(
    `select p.id, p.network, p.state, p.due_at, p.incomplete, p.work, exists (select 1 from publication_line l
       where l.publication_id = p.id and l.kind = 'verdict' and l.outcome = 'unknown' and l.evidence is not null) as evidence,
       ${heldSql} as held,
       exists (select 1 from publication_line l where l.publication_id = p.id and l.outcome in ('failed', 'unknown', 'open')) as troubled,
       (select string_agg((l.message->>'code') || coalesce(' ' || (l.message->'values'->>'why'), ''), ', ' order by n) from publication_line l where l.publication_id = p.id)
         || case when p.wake_at is null then '' else format('; wakes in %s s, lane opens in %s s, held by %s', extract(epoch from p.wake_at - now())::int,
           extract(epoch from lane.open_at - now())::int, (select w.id || ' until ' || (w.lease_until - now())::text from publishing_worker w where w.id = lane.worker_id)) end as told
     from publication p join lane on lane.account_id = p.account_id`,
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  const standing = counted(seen.live)
  const first = firstSeen(seen.ledger)
  const verdicts: Verdicts = {
    doubles: 0,
    doubleAnswers: 0,
    lost: 0,
    silent: 0,
    early: 0,
    held: 0,
    states: {},
    troubled: [],
    examples: [],
  }
  for (const [n, id] of setting.ids.entries()) {
    const row = byId.get(id)
    const place = wayOf(setting, n)
    const parts = Array.from({ length: place.parts }, (_, part) => standing.get(markerOf(n, part)) ?? 0)
    const wrong = row
      ? wrongWith(row, parts, { firstAt: first.get(markerOf(n, 0)), decides: place.decides })
      : ['lost' as const]
    for (const what of wrong) {
      verdicts[what] += 1
      if (what === 'doubles' && isAnswer(setting, n)) verdicts.doubleAnswers += 1
      if (verdicts.examples.length < 10)
        verdicts.examples.push(`${what}: ${row?.network} ${id} ${row?.state}, stands ${parts}: ${row?.told}`)
    }
    if (row?.held) verdicts.held += 1
    if (row?.troubled || row?.held) verdicts.troubled.push(n)
    if (row?.state === 'rejected') verdicts.examples.push(`rejected: ${row.network} ${id}: ${row.told}`)
    const what = isAnswer(setting, n) ? 'answer ' : ''
    const state = row ? `${row.network} ${what}${row.state}` : 'gone'
    verdicts.states[state] = (verdicts.states[state] ?? 0) + 1
  }
  return verdicts
}

/** In how many parts it stands, and whether its network clears up every doubt. */
function wayOf(setting: Setting, n: number): { parts: number; decides: boolean } {
  const spoken = setting.spoken[n - setting.publications]
  return spoken ? { parts: 1, decides: spoken.decides } : placeOf(setting, n)
}

const isAnswer = (setting: Setting, n: number) => setting.spoken[n - setting.publications] !== undefined

type Wrong = 'doubles' | 'lost' | 'silent' | 'early'

type Ways = { firstAt: number | undefined; decides: boolean }

function wrongWith(row: Row, parts: number[], { firstAt, decides }: Ways): Wrong[] {
  const wrong: Wrong[] = []
  if (parts.some((count) => count > 1)) wrong.push('doubles')
  if (firstAt !== undefined && firstAt < row.due_at.getTime()) wrong.push('early')
  const stands = parts.map((count) => count > 0)
  const missing = stands.some(
    (there, part) => !there && !row.incomplete.includes(part === 0 ? 'post' : `thread-${part}`),
  )
  if (row.state === 'published' && missing) wrong.push('lost')
  if (['rejected', 'cancelled', 'missed', 'removed'].includes(row.state) && stands.some(Boolean)) wrong.push('lost')
  if (row.held) return wrong
  const undecided = row.state === 'unknown' && (!row.evidence || decides)
  if (['planned', 'sending', 'removing', 'missed'].includes(row.state) || undecided || row.work !== null)
    wrong.push('silent')
  return wrong
}

function counted(live: LiveObject[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { text = '' } of live)
    for (const marker of markersIn(text)) counts.set(marker, (counts.get(marker) ?? 0) + 1)
  return counts
}

function firstSeen(ledger: LedgerEntry[]): Map<string, number> {
  const first = new Map<string, number>()
  for (const { kind, at, text = '' } of ledger)
    if (kind === 'create')
      for (const marker of markersIn(text)) if (!first.has(marker)) first.set(marker, Date.parse(at))
  return first
}
