import { NetworkFailure } from '../../../kernel/failure.ts'
import { storable } from '../../../kernel/storable.ts'
import type { NetworkedWorld } from '../../../networks/world.ts'
import type { Heard } from '../sources/heard.ts'
import type { IntakeKind, Reading } from '../sources/intake.ts'
import { Checkpoint, LeaseLost } from './checkpoint.ts'
import { gathered } from './gathered.ts'
import type { Beside, Kept } from './keep-found.ts'
import { giveBack, type Leased } from './leases.ts'

const withinMs = 120_000
const [soonestMs, latestMs] = [30_000, 3_600_000]
const checkMs = 2_000
const mostWaiting = 10_000

type Run = {
  intake: Leased
  by: string
  signal: AbortSignal
  take: (heard: readonly Heard[], beside: Beside) => Promise<Kept>
}

/** Reads one intake until its turn ends, and says when it comes again. Never throws. */
export async function runIntake(world: NetworkedWorld, kind: IntakeKind, run: Run): Promise<void> {
  const { intake, by } = run
  let next: { inMs: number; trouble?: string }
  try {
    next = { inMs: await read(world, kind, run) }
  } catch (error) {
    if (error instanceof LeaseLost) return
    next = afterTrouble(world, error, run)
  }
  const now = world.clock.now()
  const told = {
    now,
    wakeAt: new Date(now.getTime() + next.inMs),
    ...(next.trouble !== undefined && { trouble: next.trouble }),
  }
  try {
    await giveBack(world.db, by, intake.key, told)
  } catch (error) {
    world.log.warn({ err: error, intake: intake.key }, 'an intake was not given back; its lease will end')
  }
}

async function read(world: NetworkedWorld, kind: IntakeKind, run: Run): Promise<number> {
  const reading = readingOf(world, run)
  if (kind.way === 'ask') return ask(world, kind.ask, reading, run)
  if (kind.way === 'follow') await follow(world, kind.follow, reading, run)
  return 0
}

async function ask(
  world: NetworkedWorld,
  asked: Extract<IntakeKind, { way: 'ask' }>['ask'],
  reading: Reading<unknown>,
  { take, intake, by, signal }: Run,
): Promise<number> {
  const checkpoint = new Checkpoint(world, intake.key, by)
  const { inMs, ...told } = await asked({
    ...reading,
    signal: AbortSignal.any([signal, AbortSignal.timeout(withinMs)]),
  })
  checkpoint.add(told, await take(told.heard, nothingBeside))
  await checkpoint.keep()
  return inMs
}

async function follow(
  world: NetworkedWorld,
  followed: Extract<IntakeKind, { way: 'follow' }>['follow'],
  reading: Reading<unknown>,
  { take, intake, by }: Run,
): Promise<void> {
  const lost = new AbortController()
  const signal = AbortSignal.any([reading.signal, lost.signal])
  const checkpoint = new Checkpoint(world, intake.key, by)
  const keeping = keepNowAndThen(world, checkpoint, signal).catch((error) => lost.abort(error))
  try {
    for await (const told of gathered(followed({ ...reading, signal }), mostWaiting)) {
      checkpoint.add(told, await take(told.heard, nothingBeside))
      if (checkpoint.isDue) await checkpoint.keep()
    }
    await checkpoint.keep()
    if (lost.signal.aborted) throw lost.signal.reason
  } finally {
    lost.abort()
    await keeping
  }
}

const nothingBeside: Beside = async () => {}

/** A stream that falls quiet has its last words kept too. */
async function keepNowAndThen(world: NetworkedWorld, checkpoint: Checkpoint, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await world.clock.sleep(checkMs, signal).catch(() => {})
    if (!signal.aborted && checkpoint.isDue) await checkpoint.keep()
  }
}

function readingOf(world: NetworkedWorld, { intake, signal }: Run): Reading<unknown> {
  const { key, settings, cursor } = intake
  const secrets = intake.secrets === null ? {} : readSecrets(world.secrets.open(intake.secrets, `intake ${key}`))
  return { world, key, settings, secrets, cursor: cursor ?? undefined, signal }
}

function readSecrets(text: string): Record<string, string> {
  const read: unknown = JSON.parse(text)
  if (typeof read !== 'object' || read === null) throw new Error('the secrets of an intake are no record')
  return Object.fromEntries(Object.entries(read).map(([name, value]) => [name, String(value)]))
}

/** The longer it lasts, the rarer it is tried; what the other side says of when to come again is kept to. */
function afterTrouble(
  world: NetworkedWorld,
  error: unknown,
  { intake, signal }: Run,
): { inMs: number; trouble?: string } {
  if (signal.aborted) return { inMs: 0 }
  const failure = error instanceof NetworkFailure ? error : undefined
  if (!failure) world.log.error({ err: error, intake: intake.key }, 'an intake was not read')
  const lasts = intake.troubleSince ? world.clock.now().getTime() - intake.troubleSince.getTime() : 0
  const inMs = Math.max(failure?.retryAfterMs ?? 0, Math.min(latestMs, Math.max(soonestMs, lasts)))
  const told = error instanceof Error ? error.message : String(error)
  return { inMs, trouble: storable(told.slice(0, 300)) }
}
