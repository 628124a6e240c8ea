import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import { notFound } from '../../kernel/failure.ts'
import type { Words } from '../../kernel/i18n.ts'
import type { World } from '../../kernel/world.ts'
import type { HandTaskPage } from './api.ts'
import { pageOf } from './ask-people.ts'
import type { Subject } from './publication.ts'
import { subjectOf } from './rows.ts'
import type { Scheduler } from './schedule-post.ts'
import { notePublicationRemoved } from './steer-publication.ts'
import { openTasks, publicationsByIds } from './store.ts'

/** What waits for a person, the oldest first. */
export async function handTasks(
  world: World,
  brandId: string,
  page: { after?: string; limit: number },
  words: Words,
): Promise<z.infer<typeof HandTaskPage>> {
  const rows = await openTasks(world.db, brandId, page.after, page.limit + 1)
  const ids = rows.flatMap((row) => (row.publicationId ? [row.publicationId] : []))
  const about = new Map((await publicationsByIds(world.db, ids)).map((row) => [row.id, subjectOf(row)]))
  const items = rows.slice(0, page.limit).map((row) => ({
    ...{ id: row.id, kind: row.kind, publicationId: row.publicationId, accountId: row.accountId },
    ...{ text: words.say(row.message.code, row.message.values), dueAt: row.dueAt.toISOString() },
    href: hrefOf(brandId, about.get(row.publicationId ?? '')),
  }))
  return { items, next: rows.length > page.limit ? (items.at(-1)?.id ?? null) : null }
}

const hrefOf = (brandId: string, of: Subject | undefined) => (of ? pageOf(brandId, of) : `/brands/${brandId}/accounts`)

/** Ticked off by the one who did it. What was removed by hand is removed. */
export async function taskDone(world: World, by: Scheduler, brandId: string, taskId: string): Promise<void> {
  const now = world.clock.now()
  await inTransaction(world.db, async (tx) => {
    const task = await tx
      .updateTable('handTask')
      .set({ doneAt: now, doneBy: by.userId })
      .where('brandId', '=', brandId)
      .where('id', '=', taskId)
      .where('doneAt', 'is', null)
      .returning(['kind', 'publicationId'])
      .executeTakeFirst()
    if (!task) throw notFound('publishing.noTask')
    if (task.kind === 'remove-by-hand' && task.publicationId)
      await notePublicationRemoved(tx, by, brandId, task.publicationId, now)
  })
}
