import { readFileSync } from 'node:fs'
import { missedBy } from './claims.ts'
import type { Made, Stage } from './disturb.ts'
import type { Drill } from './drill.ts'
import { judge, type Verdicts } from './judge.ts'
import { countOf } from './plan.ts'
import { type ClaimPosition, positions } from './positions.ts'

export type Played = { faults: number; verdicts: Verdicts; missed: string[] }
type Done = { made: Made; killed: number; drills: Drill[]; strikesFile: string }

/** Holds what the desk says against what the networks did, tells it to people, and judges the run itself. */
export async function tell(stage: Omit<Stage, 'workers'>, done: Done, say: (line: string) => void): Promise<Played> {
  const { lab, world, setting, run } = stage
  const { counts, met } = await lab.told()
  const verdicts = await judge(world, setting, { live: await lab.live(), ledger: await lab.ledger() })
  const told = { ...counts, ...done.made.counts, ...strikesIn(done.strikesFile) }
  const faults = Object.entries(told).reduce((sum, [what, count]) => (isNone(what) ? sum : sum + count), 0)
  for (const [what, count] of Object.entries(told).sort()) say(`  ${String(count).padStart(6)}  ${what}`)
  const touched = [...new Set([...met, ...done.made.changed, ...verdicts.troubled])].filter((n) => n < countOf(run))
  const publications = touched.filter((n) => n < run.publications).length
  const faulty = { publications, answers: touched.length - publications }
  say(`  ${done.killed} worker processes were killed`)
  say(
    `  ${publications} of ${run.publications} publications and ${faulty.answers} of ${run.answers} answers met a fault`,
  )
  say(
    `  ${Object.entries(verdicts.states)
      .map(([state, count]) => `${count} ${state}`)
      .join(', ')}`,
  )
  for (const example of verdicts.examples) say(`  ${example}`)
  if (verdicts.held > 0) say(`  ${verdicts.held} wait until a moment their network named, longer than the run`)
  say(`doubles ${verdicts.doubles}, lost ${verdicts.lost}, silent ${verdicts.silent}, early ${verdicts.early}`)
  return { faults, verdicts, missed: missedBy(run, { ...done, counts: told, met: faulty }) }
}

/** What came too late to do anything. */
const isNone = (what: string) => /too late|without a database|dead already/.test(what)

function strikesIn(file: string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const what = positions[line as ClaimPosition]
    counts[what] = (counts[what] ?? 0) + 1
  }
  return counts
}
