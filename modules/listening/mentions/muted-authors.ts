import { sql } from 'kysely'
import type { z } from 'zod'
import { inTransaction } from '../../../kernel/db/connect.ts'
import type { DbOrTx, Tx } from '../../../kernel/db/tables.ts'
import { announce, type DeskEvent } from '../../../kernel/events.ts'
import { notFound } from '../../../kernel/failure.ts'
import { newId } from '../../../kernel/id.ts'
import { storable } from '../../../kernel/storable.ts'
import type { World } from '../../../kernel/world.ts'
import { type Caller, iso, namesOf, recordAct } from '../../team/index.ts'
import type { MutedAuthors } from './api.ts'
import type { MentionRow } from './kept-mention.ts'

/** What the authors of these say is spam from now on. Returns the ids of those who were not muted before. */
export async function muteAuthors(
  tx: Tx,
  by: Caller,
  { brandId, rows, now }: { brandId: string; rows: MentionRow[]; now: Date },
): Promise<string[]> {
  const names = new Map(rows.flatMap((row) => (row.authorKey === null ? [] : [[row.authorKey, nameOf(row)]])))
  if (names.size === 0) return []
  const muted = await tx
    .insertInto('mutedAuthor')
    .values(
      [...names].map(([authorKey, name]) => ({ id: newId(now), brandId, authorKey, name, at: now, by: by.userId })),
    )
    .onConflict((known) => known.columns(['brandId', 'authorKey']).doNothing())
    .returning('id')
    .execute()
  return muted.map((one) => one.id)
}

const nameOf = ({ author }: MentionRow) => storable(author.name || author.handle).slice(0, 200)

export const unmuteAuthors = (tx: Tx, brandId: string, ids: string[]) =>
  tx.deleteFrom('mutedAuthor').where('brandId', '=', brandId).where('id', 'in', ids).execute()

export async function mutedOf(db: DbOrTx, brandId: string): Promise<z.input<typeof MutedAuthors>> {
  const rows = await db
    .selectFrom('mutedAuthor')
    .selectAll()
    .where('brandId', '=', brandId)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(1_000)
    .execute()
  const names = await namesOf(
    db,
    rows.flatMap((row) => row.by ?? []),
  )
  return {
    items: rows.map(({ id, authorKey, name, at, by }) => ({
      ...{ id, key: authorKey, name, at: iso(at) },
      by: by === null ? null : { id: by, name: names.get(by) ?? '' },
    })),
  }
}

/** What they say is heard again; what was put out stays out until somebody brings it back. */
export async function unmute(world: World, caller: Caller, of: { brandId: string; authorId: string }): Promise<void> {
  const { brandId, authorId } = of
  await inTransaction(world.db, async (tx) => {
    const [gone] = await unmuteAuthors(tx, brandId, [authorId])
    if (!gone?.numDeletedRows) throw notFound('listening.notMuted')
    const act = { name: 'author.unmuted', brandId, subject: authorId, at: world.clock.now() }
    await recordAct(tx, { by: caller, ...act })
    await announce(tx, 'mention.changed', { mentionIds: [] }, { brandId })
  })
}

/** Longer than keeping takes, and than an event waits for its listener. */
const lookBackMs = 86_400_000

/** What those who are muted say goes out as soon as it is kept. */
export async function putOutMuted(world: World, { brandId, at }: DeskEvent): Promise<void> {
  if (!brandId) return
  const since = new Date(at.getTime() - lookBackMs)
  await inTransaction(world.db, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      update mention m set spam_at = ${world.clock.now()}
        from muted_author a
       where a.brand_id = ${brandId} and m.brand_id = a.brand_id and m.author_key = a.author_key and m.spam_at is null
         and m.at >= a.at - interval '7 days' and m.heard_at >= greatest(a.at, ${since}) and not 'spam' = any(m.corrected) returning m.id`.execute(
      tx,
    )
    const mentionIds = rows.slice(0, 50).map((row) => row.id)
    if (rows.length > 0) await announce(tx, 'mention.changed', { mentionIds }, { brandId })
  })
}
