import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { NetworkFailure, Refusal } from '../../kernel/failure.ts'
import { wallAt } from '../../kernel/wall-time.ts'
import {
  cancelAnswer,
  cancelPublication,
  editPublication,
  movePublication,
  removePublication,
} from '../../modules/publishing/index.ts'
import { type Random, randomFrom } from '../../networks/lab/random.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import type { Setting } from './places.ts'
import { countOf, type Run } from './plan.ts'
import type { ClaimPosition } from './positions.ts'
import type { FaultLab, Workers } from './processes.ts'
import { reconnectLost } from './setting.ts'

export type Stage = {
  world: NetworkedWorld
  dataDir: string
  lab: FaultLab
  workers: Workers
  setting: Setting
  run: Run
}
/** How often each kind of trouble that comes from outside was made, and the numbers of the publications people changed. */
export type Made = { counts: Record<string, number>; changed: Set<number> }

/** Everything that does not come from the network, until the signal: it ends when the last publication was due. */
export async function disturb(stage: Stage, signal: AbortSignal): Promise<Made> {
  const made: Made = { counts: {}, changed: new Set() }
  const random = randomFrom(`${stage.run.seed} outside`)
  const count = (what: string) => {
    made.counts[what] = (made.counts[what] ?? 0) + 1
  }
  const every = async (ms: number, act: () => Promise<void> | void) => {
    while (!signal.aborted) {
      await pause(ms, undefined, { signal }).catch(() => {})
      if (!signal.aborted) await act()
    }
  }
  const { run, workers } = stage
  const claims: ClaimPosition[] = ['before-claim', 'after-claim']
  await Promise.all([
    every(run.spreadMs / (run.databaseKills + 1), () => killDatabase(stage.dataDir, count)),
    every(2_500, () => {
      workers.stepClock(random.pick([-3_600_000, -60_000, -1_000, 1_000, 60_000, 3_600_000, 86_400_000]))
      count('clock step')
    }),
    every(run.spreadMs / Math.max(2, run.kills / 10), () => {
      workers.killOne()
      count('kill at any moment')
    }),
    every(run.spreadMs / Math.max(4, run.kills / 4.5), () => {
      const [next = 'before-claim'] = claims
      claims.reverse()
      workers.strikeOne(next)
    }),
    every(run.spreadMs / (run.publications / 15), () => meddle(stage, random, made.changed, count)),
  ])
  return made
}

function killDatabase(dataDir: string, count: (what: string) => void): void {
  const [pid, , , , , , , status] = readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')
  if (status?.trim() !== 'ready') return
  process.kill(Number(pid), 'SIGKILL')
  count('kill of the database')
}

const by = { name: 'Portia' }
const acts = { cancel: cancelPublication, remove: removePublication, move: moveToNow, edit: rewrite }

/** A person changes their mind about a publication whose moment is just now. */
async function meddle(
  stage: Stage,
  random: Random,
  changed: Set<number>,
  count: (what: string) => void,
): Promise<void> {
  const { world, setting, run } = stage
  const passed = (Date.now() - setting.start) / run.spreadMs
  if (random.next() < run.answers / countOf(run)) return takeBack(stage, passed, random, changed, count)
  const now = Math.floor(passed * run.publications)
  const name = random.pick(['cancel', 'remove', 'move', 'edit'] as const)
  const n = Math.max(0, now + random.below(5) - 3 - (isForLater(name) ? random.below(60) : 0))
  const id = setting.ids[n]
  if (!id) return
  try {
    await acts[name](world, by, setting.brandId, id)
    count(name)
    changed.add(n)
  } catch (error) {
    count(error instanceof Refusal ? `${name} told to be too late` : `${name} without a database`)
  }
}

/** An answer that is just about to go out. */
async function takeBack(
  { world, setting, run }: Stage,
  passed: number,
  random: Random,
  changed: Set<number>,
  count: (what: string) => void,
): Promise<void> {
  const n = run.publications + Math.max(0, Math.floor(passed * run.answers) + random.below(4) - 1)
  const id = n < countOf(run) ? setting.ids[n] : undefined
  if (!id) return
  try {
    const inTime = await cancelAnswer(world, id, by)
    count(inTime ? 'answer taken back' : 'taking an answer back told to be too late')
    if (inTime) changed.add(n)
  } catch {
    count('taking an answer back without a database')
  }
}

/** Some meet what is still being sent, and are told so; the others what stands. */
const isForLater = (name: keyof typeof acts) => name === 'remove' || name === 'edit'

/** Other words, which what goes out later says, and what stands already is brought up to. */
async function rewrite(world: NetworkedWorld, by: { name: string }, brandId: string, id: string): Promise<void> {
  await world.pool.query(
    `update post set body = replace(body::text, 'Coffee of the day', 'Our coffee')::jsonb
     where id = (select post_id from publication where id = $1)`,
    [id],
  )
  await editPublication(world, by, brandId, id)
}

function moveToNow(world: NetworkedWorld, by: { name: string }, brandId: string, id: string): Promise<void> {
  return movePublication(world, by, brandId, id, { wall: wallAt(new Date(), 'Europe/Rome'), zone: 'Europe/Rome' })
}

/** Connects again what was lost, as people would, until the signal. */
export async function keepConnected(
  { world, lab, setting }: Pick<Stage, 'world' | 'lab' | 'setting'>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await reconnectLost(world, lab, setting).catch((error) => {
      if (!(error instanceof NetworkFailure) && !isDatabaseAway(error)) throw error
    })
    await pause(500, undefined, { signal }).catch(() => {})
  }
}

const isDatabaseAway = (error: unknown) =>
  error instanceof Error && ('code' in error || /[Cc]onnection/.test(error.message))
