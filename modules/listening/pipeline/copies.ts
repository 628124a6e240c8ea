import type { Db } from '../../../kernel/db/tables.ts'
import { DuplicateWindow } from '../duplicates/duplicate-window.ts'

const hours = 72
const most = 20_000
const hourMs = 3_600_000

/** Of which earlier mention of a brand a new one is a copy: what was said in the last three days is remembered. */
export class Copies {
  private readonly byBrand = new Map<string, DuplicateWindow>()

  /** Begins with what is kept already, so that a restart forgets nothing. */
  async open(db: Db, brandIds: Iterable<string>, now: Date): Promise<void> {
    for (const brandId of brandIds) {
      if (this.byBrand.has(brandId)) continue
      const window = new DuplicateWindow({ hours, most })
      for (const { id, title, text, heardAt } of await latestOf(db, brandId, now))
        window.add(id, title === null ? { text } : { title, text }, heardAt)
      this.byBrand.set(brandId, window)
    }
  }

  originalOf(brandId: string, id: string, post: { title?: string; text: string }, at: Date): string | null {
    return this.byBrand.get(brandId)?.add(id, post, at) ?? null
  }
}

async function latestOf(db: Db, brandId: string, now: Date) {
  const rows = await db
    .selectFrom('mention')
    .select(['id', 'title', 'text', 'heardAt'])
    .where('brandId', '=', brandId)
    .where('at', '>', new Date(now.getTime() - hours * hourMs))
    .where('originalId', 'is', null)
    .orderBy('at', 'desc')
    .limit(most)
    .execute()
  return rows.sort((a, b) => a.heardAt.getTime() - b.heardAt.getTime())
}
