import type { Db } from '../../../kernel/db/tables.ts'
import { type Adapter, untaught } from '../feeling/adapter.ts'

const freshMs = 1_000

/** What workspaces taught, as it was at most a second ago. */
export class Adapters {
  private readonly known = new Map<string, Adapter>()
  private readAt = Number.NEGATIVE_INFINITY
  private newest = new Date(0)

  of = (workspaceId: string): Adapter => this.known.get(workspaceId) ?? untaught

  async refresh(db: Db, nowMs: number): Promise<void> {
    if (nowMs - this.readAt < freshMs) return
    this.readAt = nowMs
    const rows = await db
      .selectFrom('feelingLesson')
      .select(['workspaceId', 'adapter', 'changedAt'])
      .where('changedAt', '>=', this.newest)
      .execute()
    for (const { workspaceId, adapter, changedAt } of rows) {
      this.known.set(workspaceId, adapter)
      if (changedAt > this.newest) this.newest = changedAt
    }
  }
}
