import type { Drill } from './drill.ts'
import type { Run } from './plan.ts'
import { positions } from './positions.ts'

export type Done = {
  /** Those of the run proper that met a trouble of their own or were changed by a person. */
  met: { publications: number; answers: number }
  killed: number
  counts: Record<string, number>
  drills: Drill[]
}

/** What is written in secret tells nobody on its way which answer it is. */
const leastAnswers = 0.9
const verdictWithinMs = 30_000

/** What the run was to show and did not. */
export function missedBy(run: Run, { met, killed, counts, drills }: Done): string[] {
  const missed: string[] = []
  if (met.publications < run.publications)
    missed.push(`only ${met.publications} of ${run.publications} publications met a fault`)
  if (met.answers < run.answers * leastAnswers) missed.push(`only ${met.answers} of ${run.answers} answers met a fault`)
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
