import { randomUUID } from 'node:crypto'
import type { Running } from '../../../kernel/module.ts'
import type { NetworkedWorld } from '../../../networks/world.ts'
import type { Heard } from '../sources/heard.ts'
import type { IntakeKind } from '../sources/intake.ts'
import { Adapters } from './adapters.ts'
import { Copies } from './copies.ts'
import { earsOf } from './ears.ts'
import type { Ear } from './judge.ts'
import { judge } from './judge.ts'
import { judgeWaiting } from './judge-waiting.ts'
import { type Beside, type Kept, keepFound } from './keep-found.ts'
import { type Leased, leaseDue, renewLeases } from './leases.ts'
import { followQueries, QueriesInHand } from './queries-in-hand.ts'
import { runIntake } from './run-intake.ts'

const pauseMs = 500
const renewMs = 5_000
const [mostAsked, mostFollowed] = [8, 200]

type Hearing = { stop: AbortController; done: Promise<void>; ears: readonly Ear[]; way: IntakeKind['way'] }

/**
 * Reads the intakes whose turn it is, each by one process at a time, and keeps what concerns the brands that listen.
 * Streams are followed for as long as a brand wants them.
 */
export class Listener implements Running {
  private readonly world: NetworkedWorld
  private readonly kinds: Map<string, IntakeKind>
  private readonly queries: QueriesInHand
  private readonly by = randomUUID()
  private readonly adapters = new Adapters()
  private readonly copies = new Copies()
  private readonly running = new Map<string, Hearing>()
  private readonly stopping = new AbortController()
  private renewedMs = 0
  private readonly done: Promise<unknown>

  private constructor(world: NetworkedWorld, kinds: readonly IntakeKind[], queries: QueriesInHand) {
    this.world = world
    this.kinds = new Map(kinds.map((one) => [one.kind, one]))
    this.queries = queries
    this.done = Promise.all([followQueries(world, queries, this.stopping.signal), this.work()])
  }

  static async start(world: NetworkedWorld, kinds: readonly IntakeKind[]): Promise<Listener> {
    const queries = new QueriesInHand(world.log)
    await queries.readAll(world.db)
    return new Listener(world, kinds, queries)
  }

  stop = async (): Promise<void> => {
    this.stopping.abort()
    await this.done
    await Promise.all([...this.running.values()].map(({ done }) => done))
  }

  private async work(): Promise<void> {
    const { signal } = this.stopping
    while (!signal.aborted) {
      try {
        await this.turn()
      } catch (error) {
        this.world.log.warn({ err: error }, 'listening waits: the database does not answer')
      }
      await this.world.clock.sleep(pauseMs, signal).catch(() => {})
    }
    for (const { stop } of this.running.values()) stop.abort()
  }

  private async turn(): Promise<void> {
    await judgeWaiting(this.world, (heard, ears, beside) => this.take(heard, ears, beside))
    await this.renew()
    await this.refreshEars()
    await this.begin('ask', mostAsked)
    await this.begin('follow', mostFollowed)
  }

  private async renew(): Promise<void> {
    const now = this.world.clock.now().getTime()
    if (now - this.renewedMs < renewMs) return
    this.renewedMs = now
    const held = await renewLeases(this.world.db, this.by, [...this.running.keys()])
    for (const [key, { stop }] of this.running) if (!held.has(key)) stop.abort()
  }

  /** What no brand wants any more is not read on. */
  private async refreshEars(): Promise<void> {
    const ears = await earsOf(this.world.db, [...this.running.keys()])
    for (const [key, hearing] of this.running) {
      hearing.ears = ears.get(key) ?? []
      if (hearing.ears.length === 0) hearing.stop.abort()
    }
  }

  private async begin(way: IntakeKind['way'], most: number): Promise<void> {
    const kinds = [...this.kinds.values()].filter((one) => one.way === way).map(({ kind }) => kind)
    const busy = [...this.running.values()].filter((one) => one.way === way).length
    const leased = await leaseDue(this.world.db, this.by, kinds, this.world.clock.now(), most - busy)
    if (leased.length === 0) return
    const ears = await earsOf(
      this.world.db,
      leased.map(({ key }) => key),
    )
    for (const intake of leased) this.hear(intake, way, ears.get(intake.key) ?? [])
  }

  private hear(intake: Leased, way: IntakeKind['way'], ears: readonly Ear[]): void {
    const kind = this.kinds.get(intake.kind)
    if (!kind) return
    const stop = new AbortController()
    const hearing: Hearing = { stop, done: Promise.resolve(), ears, way }
    this.running.set(intake.key, hearing)
    const take = (heard: readonly Heard[], beside: Beside) => this.take(heard, hearing.ears, beside)
    hearing.done = runIntake(this.world, kind, { intake, by: this.by, signal: stop.signal, take }).finally(() =>
      this.running.delete(intake.key),
    )
  }

  private async take(heard: readonly Heard[], ears: readonly Ear[], beside: Beside): Promise<Kept> {
    await this.adapters.refresh(this.world.db, this.world.clock.now().getTime())
    const judged = await judge(heard, { queries: this.queries, ears, adapterOf: this.adapters.of })
    return keepFound(this.world, judged, this.copies, beside)
  }
}
