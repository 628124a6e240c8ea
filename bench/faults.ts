import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openDeskIn } from './desk.ts'
import { workersTold } from './faults/claims.ts'
import { disturb, keepConnected, type Made, type Stage } from './faults/disturb.ts'
import { type Drill, drill } from './faults/drill.ts'
import { heldSql } from './faults/judge.ts'
import type { Break, Run } from './faults/plan.ts'
import { keepWorkers, startFaultLab, type Workers } from './faults/processes.ts'
import { prepare } from './faults/setting.ts'
import { type Played, tell } from './faults/tell.ts'

/**
 * Publishes over real emulators with real worker processes and a real database, and makes every trouble there is meanwhile.
 * The emulators' own ledger judges. Ends with 1 when anything was doubled, lost, silent or early, or when the run did not
 * show what it was to show: a fault for each publication, the kills, and verdicts within 30 s.
 *
 *   npm run -s faults -- [--full] [--json] [--networks=a,b] [--seed=…] [--publications=…] [--answers=…] [--answers-on=a,b] [--comments-only] [--accounts=…] [--kills=…] [--spread=milliseconds] [--drills=…] [--half-open=…]
 */
const usual: Run = {
  ...{ seed: 'rialto', publications: 240, answers: 60, accounts: 60, kills: 12, killsPerPosition: 0, databaseKills: 1 },
  ...{ networks: [], answersOn: [], messages: true, spreadMs: 15_000, workers: 2, halfOpen: 0.01, drills: 2 },
  break: 'nothing',
}
/** Some 17 minutes on two quiet cores. */
const full: Run = {
  ...usual,
  ...{ publications: 10_000, answers: 1_000, accounts: 600, kills: 500, killsPerPosition: 20, databaseKills: 12 },
  ...{ spreadMs: 840_000, workers: 3, drills: 6 },
}

const longestSettleMs = 420_000
/** A run that is broken on purpose has shown what it is to show by then. */
const brokenSettleMs = 30_000
const progressEveryMs = 15_000

const args = process.argv.slice(2)
const named = (name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3)
const number = (name: string, otherwise: number) => Number(named(name) ?? otherwise)
const list = (name: string) =>
  named(name)
    ?.split(',')
    .filter((one) => one !== 'all')
const chosen = args.includes('--full') ? full : usual
const run: Run = {
  ...chosen,
  seed: named('seed') ?? chosen.seed,
  publications: number('publications', chosen.publications),
  answers: number('answers', chosen.answers),
  accounts: number('accounts', chosen.accounts),
  networks: list('networks') ?? chosen.networks,
  answersOn: list('answers-on') ?? chosen.answersOn,
  messages: chosen.messages && !args.includes('--comments-only'),
  kills: number('kills', chosen.kills),
  spreadMs: number('spread', chosen.spreadMs),
  halfOpen: number('half-open', chosen.halfOpen),
  drills: number('drills', chosen.drills),
  break: toBreak(),
}

const { faults, verdicts, missed } = await play(run, (line) => console.log(line))
const { doubles, doubleAnswers, lost, silent, early } = verdicts
for (const line of missed) console.log(`not shown: ${line}`)
if (args.includes('--json'))
  console.log(JSON.stringify({ id: 'faults.publish', faults, doubles, doubleAnswers, lost, silent, early }))
process.exitCode = doubles + lost + silent + early + missed.length > 0 ? 1 : 0

/** Only tests may break what the harness is to find broken. */
function toBreak(): Break {
  const wanted = process.env.NODE_ENV === 'test' ? process.env.RIALTO_BREAK : undefined
  return wanted === 'key' || wanted === 'fence' ? wanted : 'nothing'
}

async function play(wanted: Run, say: (line: string) => void): Promise<Played> {
  const dataDir = await mkdtemp(join(tmpdir(), 'rialto-faults-'))
  const strikesFile = join(dataDir, 'strikes')
  await writeFile(strikesFile, '')
  const lab = await startFaultLab(wanted)
  const desk = await openDeskIn(dataDir, lab.origin, 'fatal')
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void desk.close().finally(() => process.exit(130)))
  try {
    const setting = await prepare(desk.world, lab, wanted)
    const run = { ...wanted, answers: setting.spoken.length }
    const what = `${run.publications} publications and ${run.answers} answers on ${run.accounts} accounts`
    say(`${what}, ${run.workers} workers, seed ${run.seed}`)
    const keep = (count: number) =>
      keepWorkers(count, {
        ...{ dataDir, databaseUrl: desk.databaseUrl, labOrigin: lab.origin, break: run.break, strikesFile },
        ...{ masterKey: desk.masterKey, publicUrl: desk.publicUrl },
      })
    const stage = { world: desk.world, dataDir, lab, setting, run }
    const connected = new AbortController()
    const keeping = keepConnected(stage, connected.signal)
    try {
      const proper = await runProper({ ...stage, workers: keep(run.workers) }, say)
      const drills = run.drills > 0 ? [await drilled(stage, keep, 2, say), await drilled(stage, keep, 1, say)] : []
      const told = await tell(stage, { ...proper, drills, strikesFile }, say)
      return { ...told, missed: [...told.missed, ...unsaid(wanted, run)] }
    } finally {
      connected.abort()
      await keeping
    }
  } finally {
    await desk.close()
    await lab.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

function unsaid(wanted: Run, { answers }: Run): string[] {
  return answers < wanted.answers ? [`only ${answers} of ${wanted.answers} answers had anybody to answer`] : []
}

async function runProper(stage: Stage, say: (line: string) => void): Promise<{ made: Made; killed: number }> {
  const { run, setting, workers } = stage
  const telling = setInterval(() => void progress(stage, say), progressEveryMs)
  try {
    await pause(Math.max(0, setting.start - Date.now()))
    const made = await disturb(stage, AbortSignal.timeout(run.spreadMs + 1_000))
    workers.calmClock()
    const settledMs = await untilSettled(stage, run.break === 'nothing' ? longestSettleMs : brokenSettleMs)
    say(`  the last verdict came ${(settledMs / 1000).toFixed(1)} s after the last trouble from outside`)
    return { made, killed: workers.killed() }
  } finally {
    clearInterval(telling)
    await workers.stop()
  }
}

async function progress(stage: Stage, say: (line: string) => void): Promise<void> {
  const left = await leftToDo(stage.world).catch(() => undefined)
  const seconds = Math.round((Date.now() - stage.setting.start) / 1000)
  const killed = `${stage.workers.killed()} worker processes killed`
  say(`  ${seconds} s: ${left === undefined ? 'the database is away' : `${left} wait for a verdict`}, ${killed}`)
}

/** What was in hand of a worker that dies is decided by another, or by itself when it is there again. */
async function drilled(
  stage: Omit<Stage, 'workers'>,
  keep: (count: number) => Workers,
  count: number,
  say: (line: string) => void,
): Promise<Drill> {
  const workers = keep(count)
  try {
    const seen = await drill(stage, workers, count)
    const took = seen.tookMs.map((ms, n) => {
      const awaited = seen.awaited[n] ? `, ${seen.awaited[n]} of them at the moment their network named` : ''
      return `${seen.inHand[n]} in ${(ms / 1000).toFixed(1)} s${awaited}`
    })
    say(`  in hand when ${workersTold(count)} was killed, and decided after: ${took.join(', ') || 'nothing'}`)
    await untilSettled(stage, longestSettleMs)
    return seen
  } finally {
    await workers.stop()
  }
}

/** How long the last verdict took after the last trouble from outside; gives up after a while: what is left is silent. */
async function untilSettled({ world }: Pick<Stage, 'world'>, mostMs: number): Promise<number> {
  const since = performance.now()
  while (performance.now() - since < mostMs) {
    const left = await Promise.race([leftToDo(world).catch(() => undefined), pause(5_000)])
    if (left === 0) break
    await pause(250)
  }
  return performance.now() - since
}

async function leftToDo(world: Stage['world']): Promise<number> {
  const { rows } = await world.pool.query<{ left: number }>(
    `select count(*) as left from publication p join lane on lane.account_id = p.account_id
     where (p.state in ('planned', 'sending', 'removing') or p.work is not null) and not ${heldSql}`,
  )
  return rows[0]?.left ?? 0
}
