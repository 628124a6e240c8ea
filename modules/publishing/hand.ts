import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { monotonicMs } from '../../kernel/clock.ts'
import { NetworkFailure } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { Content } from '../../networks/compose.ts'
import type { AccountAccess, Call, PreparedContent } from '../../networks/contract.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { isMediaId, openContent } from '../content/index.ts'
import { backoffMs } from './backoff.ts'
import type { Lane, Watch } from './lanes.ts'
import type { Change, Publication } from './publication.ts'
import { keepTold } from './quotas.ts'
import type { Save } from './save-changes.ts'
import type { Session } from './session.ts'
import type { BrandPolicy } from './store.ts'
import type { Work } from './tables.ts'
import type { AppTake } from './take-room.ts'
import { LostHold, type Wire, watchedWire } from './wire.ts'
import type { Writing } from './writings.ts'

/** What a worker has while it holds its place among its peers. */
export type Hand = {
  world: NetworkedWorld
  session: Session
  watch: Watch
  stopping: () => boolean
  save: (save: Save) => Promise<boolean>
  policyOf: (brandId: string) => Promise<BrandPolicy>
  writingOf: (publication: Publication) => Promise<Writing>
  /** How long the app wants to be left alone; 0 when the act was taken from its budgets. */
  takeFromApp: (take: AppTake) => Promise<number>
  /**
   * Milliseconds for which workers that came back with this one may still be writing down what networks answered before an
   * outage of the database.
   */
  othersTellFor: () => number
  withAccount: <T>(accountId: string, act: (account: AccountAccess) => Promise<T>) => Promise<T>
}

/**
 * What the lane does after an act: on with the next publication, or closed for a while. `saving`: the end of this one is
 * being written down; what the next one saves goes with it, or after it.
 */
export type After = { closedForMs: number; troubled: boolean; saving?: Promise<unknown> }
export const goOn: After = { closedForMs: 0, troubled: false }

/**
 * Saves a change under the claim of the lane and returns the publication as it now is. Throws `LostHold` when somebody
 * else changed it or the lane was taken away: what was to follow must not.
 */
export async function save<P extends Publication>(
  hand: Hand,
  lane: Lane,
  change: Change<P>,
  freeze = false,
): Promise<P> {
  const claim = { workerId: hand.session.workerId, fence: lane.fence }
  const saved = await hand.save({ change, claim, freeze, at: hand.watch.now() })
  if (!saved) throw new LostHold()
  return { ...change.publication, turn: change.publication.turn + 1 }
}

/** A database may be away for minutes; one who wants to stop does not wait so long. What is kept is small, and bounded by the lanes in hand. */
const answersKeptMs = { usually: 300_000, stopping: 15_000 }
const againMs = 300

/**
 * Saves what a network answered. That must not be lost, so it is written also when the database was away for a while or
 * the lane was taken: as long as nobody has gone on with the publication since it was begun, it is still the truth.
 * Throws `LostHold` when somebody has.
 */
export async function saveAnswer<P extends Publication>(
  hand: Hand,
  lane: Lane,
  change: Change<P>,
  freeze = false,
): Promise<P> {
  const since = monotonicMs()
  const tooLong = () => monotonicMs() - since > answersKeptMs[hand.stopping() ? 'stopping' : 'usually']
  let held = true
  for (;;) {
    held &&= hand.session.holds()
    const claim = held ? { workerId: hand.session.workerId, fence: lane.fence } : undefined
    try {
      if (await hand.save({ change, claim, freeze, at: hand.watch.now() })) break
      if (!held) throw new LostHold()
      held = false
    } catch (error) {
      if (error instanceof LostHold || tooLong()) throw error
      await pause(againMs)
    }
  }
  if (!held) throw new LostHold()
  return { ...change.publication, turn: change.publication.turn + 1 }
}

export const wakeIn = <W extends Work>(hand: Hand, ms: number, work: W) => ({
  at: new Date(hand.watch.now().getTime() + ms),
  work,
})

export const newLineId = (hand: Hand) => newId(hand.watch.now())

/** Longest that one act may take: what writes may carry a large video. */
const actMs = { write: 30 * 60_000, read: 120_000 }

/** A call to the network that ends with the hold, or when it takes too long. */
export function callFor(
  hand: Hand,
  lane: Lane,
  account: AccountAccess,
  kind: keyof typeof actMs,
): { call: Call; wire: Wire } {
  const { session, watch, world } = hand
  const signal = AbortSignal.any([session.over, AbortSignal.timeout(actMs[kind])])
  const wire = watchedWire(world.http, session.holds, signal, watch.now, (room) => keepTold(lane, room, watch.now()))
  return { wire, call: { account, http: wire.http, clock: { ...world.clock, now: watch.calls }, signal } }
}

/**
 * Runs an act with the account's access, opened once for a turn of its lane. When the network says that it has ended, the
 * account's keeper renews it, or asks a person for it and throws `reconnect`.
 */
export async function withLaneAccount<T>(
  hand: Hand,
  lane: Lane,
  act: (account: AccountAccess) => Promise<T>,
): Promise<T> {
  let ended: NetworkFailure | undefined
  if (lane.account)
    try {
      return await act(lane.account)
    } catch (error) {
      if (!(error instanceof NetworkFailure && error.kind === 'reconnect')) throw error
      ended = error
      lane.account = undefined
    }
  return hand.withAccount(lane.accountId, async (account) => {
    if (ended) {
      const told = ended
      ended = undefined
      throw told
    }
    lane.account = account
    return act(account)
  })
}

/** What else is planned on the account must not be late for long once its network is well again. */
const longestRestMs = 15_000

/** How long an account is left alone after a failure: as the network wishes, else longer with every failure in a row. */
export function restAfter(failure: NetworkFailure, lane: Lane, wire: Wire): After {
  if (failure.kind === 'rejected') return { closedForMs: wire.closedForMs(), troubled: false }
  lane.trouble += 1
  const asked = failure.kind === 'slow-down' ? failure.retryAfterMs : undefined
  return {
    closedForMs: Math.max(asked ?? backoffMs(lane.accountId, lane.trouble, longestRestMs), wire.closedForMs()),
    troubled: true,
  }
}

/** Opens the files of a content, as this account's network takes them, for as long as the act needs them. */
export async function withFiles<T>(
  hand: Hand,
  publication: { brandId: string; network: string; content: Content },
  account: AccountAccess,
  act: (content: PreparedContent) => Promise<T>,
): Promise<T> {
  const { brandId, content } = publication
  if (!hasFiles(content)) return act({ ...content, parts: content.parts.map((part) => ({ ...part, media: [] })) })
  const { world } = hand
  const limits = world.networks.get(publication.network).composing.limits(account.facts)
  const scratch = await mkdtemp(join(tmpdir(), 'rialto-publish-'))
  const practice = isPractice(account)
  const signal = hand.session.over
  try {
    return await act(await openContent(world, content, { brandId, scratch, practice, limits, signal }))
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

const hasFiles = ({ parts, options }: Content) =>
  parts.some((part) => part.media.length > 0 || part.card?.imageMediaId) || Object.values(options).some(isMediaId)

/** The practice network stands on this machine, also where another process of the desk runs it. */
const isPractice = ({ server }: AccountAccess) => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(server).hostname)
