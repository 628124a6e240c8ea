import { setTimeout as pause } from 'node:timers/promises'
import type { NetworkedWorld } from '../../networks/world.ts'
import type { Setting } from './places.ts'
import type { Run } from './plan.ts'
import type { Workers } from './processes.ts'
import { planMore } from './setting.ts'

/**
 * How long after its worker was killed the last of what was in hand had its verdict, in each round. `awaited`: of those, how
 * many have a look ahead at the moment their network named, before which nobody can be sure.
 */
export type Drill = { workers: number; inHand: number[]; awaited: number[]; tookMs: number[] }

const publicationsPerRound = 20
const spreadPerRoundMs = 4_000
const patienceMs = 60_000

/** Kills a worker that has something in hand, a few times, and measures until all of that is decided. */
export async function drill(
  { world, setting, run }: { world: NetworkedWorld; setting: Setting; run: Run },
  workers: Workers,
  count: number,
): Promise<Drill> {
  const seen: Drill = { workers: count, inHand: [], awaited: [], tookMs: [] }
  const spreadMs = run.drills * spreadPerRoundMs
  await planMore(world, setting, run.drills * publicationsPerRound, { start: Date.now() + 2_000, spreadMs })
  for (let round = 0; round < run.drills; round++) {
    const ids = await somethingInHand(world, spreadMs)
    if (ids.length === 0) break
    workers.killOne()
    const since = performance.now()
    const late = () => performance.now() - since > patienceMs
    let left = await leftOf(world, ids)
    for (; left.undecided > 0 && !late(); left = await leftOf(world, ids)) await pause(100)
    seen.inHand.push(ids.length)
    seen.awaited.push(left.awaited)
    seen.tookMs.push(performance.now() - since)
  }
  return seen
}

async function somethingInHand(world: NetworkedWorld, withinMs: number): Promise<string[]> {
  for (const since = performance.now(); performance.now() - since < 5_000 + withinMs; await pause(10)) {
    const { rows } = await world.pool.query<{ id: string }>(
      `select id from publication where state = 'sending' and trying->>'outcome' = 'open'`,
    )
    if (rows.length > 0) return rows.map((row) => row.id)
  }
  return []
}

async function leftOf(world: NetworkedWorld, ids: string[]): Promise<{ undecided: number; awaited: number }> {
  const { rows } = await world.pool.query<{ undecided: number; awaited: number }>(
    `select count(*) filter (where not is_awaited)::int as undecided, count(*) filter (where is_awaited)::int as awaited
     from (select coalesce((trying->>'decisive')::boolean, false) as is_awaited
           from publication where id = any($1) and state in ('planned', 'sending')) as left_over`,
    [ids],
  )
  return rows[0] ?? { undecided: 0, awaited: 0 }
}
