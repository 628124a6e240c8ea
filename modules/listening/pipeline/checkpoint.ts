import { inTransaction } from '../../../kernel/db/connect.ts'
import type { Tx } from '../../../kernel/db/tables.ts'
import type { World } from '../../../kernel/world.ts'
import { keepSegment, type Segment, writeSegment } from '../past/segments.ts'
import type { Told } from '../sources/heard.ts'
import { countVolume } from './count-volume.ts'
import type { Kept } from './keep-found.ts'

const [mostPosts, longestMs] = [20_000, 5_000]

export class LeaseLost extends Error {}

/**
 * How far an intake was read. Mentions are kept at once, how far was read now and then: after a kill the last seconds are read
 * again, and give the same mentions.
 */
export class Checkpoint {
  private readonly world: World
  private readonly key: string
  private readonly by: string
  private waiting = nothing()
  private keptMs: number
  private keeping: Promise<void> = Promise.resolve()

  constructor(world: World, key: string, by: string) {
    this.world = world
    this.key = key
    this.by = by
    this.keptMs = world.clock.now().getTime()
  }

  /** What was told, of which all mentions are kept. */
  add(told: Told, kept: Kept): void {
    const { waiting } = this
    waiting.told.push(told)
    waiting.posts += told.heard.length
    waiting.mentions += kept.mentions
    waiting.calls += told.calls ?? 1
    waiting.cursor = told.cursor ?? waiting.cursor
  }

  get isDue(): boolean {
    if (this.waiting.told.length === 0) return false
    return this.waiting.posts >= mostPosts || this.world.clock.now().getTime() - this.keptMs >= longestMs
  }

  /** One after the other, so that how far was read never goes back. */
  keep(): Promise<void> {
    this.keeping = this.keeping.then(() => this.keepNow())
    return this.keeping
  }

  private async keepNow(): Promise<void> {
    const waiting = this.waiting
    if (waiting.told.length === 0) return
    this.waiting = nothing()
    const fromAt = new Date(this.keptMs)
    this.keptMs = this.world.clock.now().getTime()
    const segment = await this.segmentOf(waiting, fromAt)
    await inTransaction(this.world.db, (tx) => this.write(tx, waiting, segment))
  }

  /** All that was told, kept together with how far was read, so that the past has neither gaps nor anything twice. */
  private async segmentOf({ told }: Waiting, fromAt: Date): Promise<Segment | undefined> {
    if (this.world.config.listeningDays === 0) return undefined
    return writeSegment(this.world, { intakeKey: this.key, fromAt, heard: told.flatMap(({ heard }) => heard) })
  }

  private async write(tx: Tx, { told, posts, mentions, calls, cursor }: Waiting, segment?: Segment): Promise<void> {
    const now = this.world.clock.now()
    const newest = newestOf(told, now)
    const held = await tx
      .updateTable('listeningIntake')
      .set({
        readAt: now,
        trouble: null,
        troubleSince: null,
        ...(cursor !== undefined && { cursor }),
        ...(newest && { toldAt: newest }),
      })
      .where('key', '=', this.key)
      .where('leasedBy', '=', this.by)
      .returning('key')
      .executeTakeFirst()
    if (!held) throw new LeaseLost(`${this.key} is read by another`)
    if (segment) await keepSegment(tx, segment)
    await countVolume(tx, this.key, now, { posts, mentions, calls })
  }
}

type Waiting = { told: Told[]; posts: number; mentions: number; calls: number; cursor: string | undefined }
const nothing = (): Waiting => ({ told: [], posts: 0, mentions: 0, calls: 0, cursor: undefined })

function newestOf(told: readonly Told[], now: Date): Date | undefined {
  let newest = Number.NEGATIVE_INFINITY
  for (const { heard } of told)
    for (const one of heard) if ('post' in one && one.post.at <= now) newest = Math.max(newest, one.post.at.getTime())
  return Number.isFinite(newest) ? new Date(newest) : undefined
}
