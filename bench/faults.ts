import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openDeskIn } from './desk.ts'
import { disturb, keepConnected, type Made, type Stage } from './faults/disturb.ts'
import { judge, type Verdicts } from './faults/judge.ts'
import type { Run } from './faults/plan.ts'
import { keepWorkers, startFaultLab } from './faults/processes.ts'
import { prepare } from './faults/setting.ts'

/**
 * Publishes over real emulators with real worker processes and a real database, and makes every trouble there is meanwhile.
 * The emulators' own ledger judges. Ends with 1 when anything was doubled, lost, silent or early.
 *
 *   npm run -s faults -- [--full] [--json] [--seed=…] [--publications=…] [--kills=…] [--spread=milliseconds]
 */
const usual: Run = {
  ...{ seed: 'rialto', publications: 240, accounts: 60, kills: 12, databaseKills: 1, spreadMs: 15_000, workers: 2 },
  break: 'nothing',
}
const full: Run = {
  ...usual,
  publications: 10_000,
  accounts: 600,
  kills: 520,
  databaseKills: 12,
  spreadMs: 600_000,
  workers: 4,
}

const longestSettleMs = 600_000

const args = process.argv.slice(2)
const named = (name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3)
const number = (name: string, otherwise: number) => Number(named(name) ?? otherwise)
const chosen = args.includes('--full') ? full : usual
const run: Run = {
  ...chosen,
  seed: named('seed') ?? chosen.seed,
  publications: number('publications', chosen.publications),
  kills: number('kills', chosen.kills),
  spreadMs: number('spread', chosen.spreadMs),
  // Only tests may break what the harness is to find broken.
  break: process.env.NODE_ENV === 'test' && process.env.RIALTO_BREAK === 'key' ? 'key' : 'nothing',
}

const { faults, verdicts } = await play(run, (line) => console.log(line))
const { doubles, lost, silent, early } = verdicts
if (args.includes('--json')) console.log(JSON.stringify({ id: 'faults.publish', faults, doubles, lost, silent, early }))
process.exitCode = doubles + lost + silent + early > 0 ? 1 : 0

async function play(run: Run, say: (line: string) => void): Promise<{ faults: number; verdicts: Verdicts }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'rialto-faults-'))
  const lab = await startFaultLab(run)
  const desk = await openDeskIn(dataDir, lab.origin, 'fatal')
  try {
    const setting = await prepare(desk.world, lab, run)
    say(`${run.publications} publications on ${run.accounts} accounts, ${run.workers} workers, seed ${run.seed}`)
    const workers = keepWorkers(run.workers, {
      ...{ dataDir, databaseUrl: desk.databaseUrl, labOrigin: lab.origin, break: run.break },
      masterKey: desk.masterKey,
    })
    const stage: Stage = { world: desk.world, dataDir, lab, workers, setting, run }
    const connected = new AbortController()
    const keeping = keepConnected(stage, connected.signal)
    try {
      await pause(Math.max(0, setting.start - Date.now()))
      const made = await disturb(stage, AbortSignal.timeout(run.spreadMs + 1_000))
      workers.calmClock()
      const settledMs = await untilSettled(stage)
      return await tell(stage, made, settledMs, say)
    } finally {
      connected.abort()
      await keeping
      await workers.stop()
    }
  } finally {
    await desk.close()
    await lab.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** How long the last verdict took after the last trouble from outside; gives up after a while: what is left is silent. */
async function untilSettled({ world }: Stage): Promise<number> {
  const since = performance.now()
  while (performance.now() - since < longestSettleMs) {
    const left = await leftToDo(world).catch(() => undefined)
    if (left === 0) break
    await pause(250)
  }
  return performance.now() - since
}

async function leftToDo(world: Stage['world']): Promise<number> {
  const { rows } = await world.pool.query<{ left: number }>(
    `select count(*) as left from publication where state in ('planned', 'sending', 'removing') or work = 'publish'`,
  )
  return rows[0]?.left ?? 0
}

async function tell(stage: Stage, made: Made, settledMs: number, say: (line: string) => void) {
  const { lab, workers, world, setting, run } = stage
  const { counts, met } = await lab.told()
  const verdicts = await judge(world, setting, run, { live: await lab.live(), ledger: await lab.ledger() })
  const told = { ...counts, ...made }
  const faults = Object.entries(told).reduce((sum, [what, count]) => (what.startsWith('kills') ? sum : sum + count), 0)
  for (const [what, count] of Object.entries(told).sort()) say(`  ${String(count).padStart(6)}  ${what}`)
  say(`  ${workers.killed()} worker processes were killed; ${met} publications met a trouble of their own`)
  say(`  the last verdict came ${(settledMs / 1000).toFixed(1)} s after the last trouble from outside`)
  say(
    `  ${Object.entries(verdicts.states)
      .map(([state, count]) => `${count} ${state}`)
      .join(', ')}`,
  )
  for (const example of verdicts.examples) say(`  ${example}`)
  say(`doubles ${verdicts.doubles}, lost ${verdicts.lost}, silent ${verdicts.silent}, early ${verdicts.early}`)
  return { faults, verdicts }
}
