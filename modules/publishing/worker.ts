import { setTimeout as pause } from 'node:timers/promises'
import { monotonicMs } from '../../kernel/clock.ts'
import type { Running } from '../../kernel/module.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { againOnDeadlock } from './again-on-deadlock.ts'
import { batched } from './batch.ts'
import type { Hand } from './hand.ts'
import { type InHand, lanesInHand } from './in-hand.ts'
import { claimLanes, type Lane, nextWakeIn, type Release, releaseLanes, type Watch } from './lanes.ts'
import type { Publication } from './publication.ts'
import { runLane } from './run-lane.ts'
import { type Save, saveChanges } from './save-changes.ts'
import { openSession, reapTheDead, type Session } from './session.ts'
import { policyOfBrand } from './store.ts'
import { type AppTake, takeFromApps } from './take-room.ts'
import { writingsOf } from './writings.ts'

export type WorkerOptions = {
  withAccount: Hand['withAccount']
  /** Must the database's clock agree that a moment has come? True, but where a test moves the world's clock. */
  agreeing?: boolean
  /** Accounts worked on at once. One that has waited long for its network does not count. */
  atOnce?: number
}

/** What other processes planned or moved is seen within this. */
const pollMs = 250
const reapEveryMs = 1_000
const afterTroubleMs = 500
/** While one waits for the disk, another is worked on. */
const savesAtOnce = 2
const rememberPolicyMs = 10_000
/** After an outage of the database all workers come back within a moment, and write first what they know. */
const othersTellMs = 4_000
/** What is under way when we are stopped has this long to end; then it is cut, and its ledger tells the next worker. */
const graceMs = 10_000

/** Publishes what falls due until it is stopped; `stop` lets what is under way come to its end. */
export function startWorker(world: NetworkedWorld, options: WorkerOptions): Running {
  const stopping = new AbortController()
  const inHand = lanesInHand(options.atOnce ?? 256)
  const done = keepServing(world, options, inHand, stopping.signal)
  return {
    stop: async () => {
      stopping.abort()
      await done
    },
  }
}

async function keepServing(world: NetworkedWorld, options: WorkerOptions, inHand: InHand, stopping: AbortSignal) {
  while (!stopping.aborted) {
    let session: Session | undefined
    try {
      session = await openSession(databaseUrlOf(world), monotonicMs)
      await serve(handOf(world, session, options, stopping), inHand, stopping)
    } catch (error) {
      if (!stopping.aborted) world.log.warn({ err: error }, 'publishing waits: the database does not answer')
    }
    if (stopping.aborted) await Promise.race([inHand.allDone(), pause(graceMs, undefined, { ref: false })])
    await session?.close()
    if (!stopping.aborted) await rest(afterTroubleMs, stopping)
  }
  await inHand.allDone()
}

async function serve(hand: Hand, inHand: InHand, stopping: AbortSignal): Promise<void> {
  const { world, session, watch } = hand
  const work = laneWorker(hand)
  let reapedAt = Number.NEGATIVE_INFINITY
  while (!stopping.aborted && session.holds()) {
    if (monotonicMs() - reapedAt >= reapEveryMs) {
      const dead = await reapTheDead(world.db)
      if (dead > 0) world.log.warn({ dead }, 'took over from workers that died')
      reapedAt = monotonicMs()
    }
    const free = inHand.free()
    const lanes = free > 0 ? await claimLanes(world.db, session.workerId, free, watch) : []
    for (const lane of lanes) inHand.take(work(lane))
    if (lanes.length > 0 || free === 0) await inHand.someFree()
    else await rest(Math.min(pollMs, (await nextWakeIn(world.db, watch)) ?? pollMs), stopping)
  }
}

/** Works a lane off and gives it back, whatever happens; many are given back in one statement. */
function laneWorker(hand: Hand): (lane: Lane) => Promise<void> {
  const { world, session, watch } = hand
  const release = batched(500, async (releases: Release[]) => {
    await releaseLanes(world.db, session.workerId, releases, watch)
    return releases
  })
  return async (lane) => {
    try {
      const released = await runLane(hand, lane)
      if (session.holds()) await release(released)
    } catch (error) {
      world.log.warn({ account: lane.accountId, err: error }, 'a lane could not be given back; it ends with the lease')
      session.lose('a lane could not be given back')
    }
  }
}

function handOf(world: NetworkedWorld, session: Session, options: WorkerOptions, stopping: AbortSignal): Hand {
  const agreeing = options.agreeing ?? true
  const startedAt = monotonicMs()
  const watch: Watch = {
    agreeing,
    now: () => (agreeing ? session.agreed(world.clock.now()) : world.clock.now()),
    calls: () => (agreeing ? session.databaseNow() : world.clock.now()),
  }
  const save = batched(
    400,
    async (saves: Save[]) => {
      const saved = await againOnDeadlock(() => saveChanges(world.db, saves))
      return saves.map((one) => saved.has(one.change.publication.id))
    },
    savesAtOnce,
  )
  return {
    ...{ world, session, save, watch, withAccount: options.withAccount },
    takeFromApp: batched(200, (takes: AppTake[]) => takeFromApps(world.db, takes, watch.now())),
    othersTellFor: () => Math.max(0, startedAt + othersTellMs - monotonicMs()),
    writingOf: batched(200, (wanted: Publication[]) => writingsOf(world.db, wanted)),
    stopping: () => stopping.aborted,
    policyOf: remembered(rememberPolicyMs, (brandId) => policyOfBrand(world.db, brandId)),
  }
}

function remembered<T>(forMs: number, ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, { until: number; answer: Promise<T> }>()
  return (key) => {
    const found = known.get(key)
    if (found && found.until > monotonicMs()) return found.answer
    const answer = ask(key)
    known.set(key, { until: monotonicMs() + forMs, answer })
    answer.catch(() => known.delete(key))
    return answer
  }
}

function databaseUrlOf(world: NetworkedWorld): string {
  const url = world.pool.options.connectionString
  if (!url) throw new Error('the pool of the world has no connection string')
  return url
}

const rest = (ms: number, signal: AbortSignal) => pause(Math.max(1, ms), undefined, { signal }).catch(() => {})
