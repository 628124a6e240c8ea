import { inTransaction } from '../../../kernel/db/connect.ts'
import { conflict, notFound } from '../../../kernel/failure.ts'
import type { World } from '../../../kernel/world.ts'
import { type Caller, recordAct } from '../../team/index.ts'
import { tellChanged } from './change-mentions.ts'
import { undoneOf } from './change-of.ts'
import { mentionsOf } from './mention-store.ts'
import { unmuteAuthors } from './muted-authors.ts'
import { unteach } from './teach.ts'
import { writeFields } from './write-fields.ts'

/** As it was before one change, but for what somebody changed since. What was taught is taken back too. */
export async function undoChange(world: World, caller: Caller, of: { brandId: string; changeId: string }) {
  const { brandId } = of
  const now = world.clock.now()
  return inTransaction(world.db, async (tx) => {
    const change = await tx
      .selectFrom('mentionChange')
      .selectAll()
      .where('brandId', '=', brandId)
      .where('id', '=', of.changeId)
      .forUpdate()
      .executeTakeFirst()
    if (!change) throw notFound('listening.noChange')
    if (change.undoneAt) throw conflict('listening.undone')
    const rows = await mentionsOf(tx, brandId, Object.keys(change.written))
    const writings = rows
      .map((row) => ({ row, made: undoneOf(row, change.written[row.id] ?? { was: {}, made: {} }) }))
      .filter(({ made }) => Object.keys(made).length > 0)
    await writeFields(tx, writings)
    if (change.taught) await unteach(tx, caller.workspaceId, change.taught, now)
    if (change.mutedIds.length > 0) await unmuteAuthors(tx, brandId, change.mutedIds)
    await tx.updateTable('mentionChange').set({ undoneAt: now }).where('id', '=', change.id).execute()
    const changed = writings.map(({ row }) => row.id)
    await recordAct(tx, {
      ...{ by: caller, name: 'mentions.undone', brandId, subject: change.id, at: now },
      details: { count: changed.length },
    })
    await tellChanged(tx, brandId, changed)
    return { changed }
  })
}
