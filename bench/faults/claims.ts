import type { Drill } from './drill.ts'
import { countOf, type Run } from './plan.ts'
import { positions } from './positions.ts'

export type Done = {
  /** Publications and answers of the run proper that met a trouble of their own or were changed by a person. */
  met: number
  killed: number
  counts: Record<string, number>
  drills: Drill[]
}

const verdictWithinMs = 30_000

/** What the run was to show and did not. */
export function missedBy(run: Run, { met, killed, counts, drills }: Done): string[] {
  const missed: string[] = []
  if (met < countOf(run)) missed.push(`only ${met} of ${countOf(run)} publications and answers met a fault`)
  if (killed < run.kills) missed.push(`only ${killed} of ${run.kills} worker processes were killed`)
  for (const position of Object.values(positions)) {
    const count = counts[position] ?? 0
    if (count < run.killsPerPosition) missed.push(`only ${count} times: ${position}`)
  }
  for (const { workers, tookMs } of drills) {
    if (tookMs.length === 0) missed.push(`nothing was in hand when ${workersTold(workers)} was to be killed`)
    const late = tookMs.filter((ms) => ms > verdictWithinMs)
    if (late.length > 0)
      missed.push(`${late.length} times what was in hand of ${workersTold(workers)} was undecided for 30 s`)
  }
  return missed
}

export const workersTold = (workers: number) => (workers === 1 ? 'the only worker' : `one of ${workers} workers`)
