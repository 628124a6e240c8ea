import { sql } from 'kysely'
import type { Clock } from '../../kernel/clock.ts'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { conflict } from '../../kernel/failure.ts'
import { enqueue } from '../../kernel/jobs.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { World } from '../../kernel/world.ts'

/** `to`: what it is called from now on; null where it is taken off. */
export type Relabelling = { brandId: string; label: string; to: string | null }

export const relabelJob = 'inbox.relabel'
const atOnce = 1_000
const keyOf = (brandId: string) => `${relabelJob} ${brandId}`

/**
 * Calls a label by another name, or takes it off, on all conversations that have it and in views that ask for it. A thousand are
 * changed in the caller's transaction; what is more goes on in the background, a thousand at a time, so that nobody who is heard
 * meanwhile waits. 409 while the brand's last one is still going on: two at once would not end the same way every time.
 */
export async function relabel(tx: Tx, clock: Clock, what: Relabelling): Promise<void> {
  const { brandId } = what
  const going = await tx.selectFrom('job').select('id').where('key', '=', keyOf(brandId)).executeTakeFirst()
  if (going) throw conflict('inbox.relabelling')
  await relabelViews(tx, what)
  const ids = await labelled(tx, what, atOnce + 1)
  await relabelThese(tx, ids.slice(0, atOnce), what)
  if (ids.length > atOnce) await enqueue(tx, clock, relabelJob, what, { key: keyOf(brandId) })
  await announce(tx, 'conversation.relabelled', {}, { brandId })
}

/** All that are left. Those that are labelled so meanwhile are found by the next look. */
export async function goOnRelabelling(world: World, payload: JsonObject): Promise<void> {
  const { brandId, label, to } = payload
  if (typeof brandId !== 'string' || typeof label !== 'string') return
  const what = { brandId, label, to: typeof to === 'string' ? to : null }
  const ids = await labelled(world.db, what)
  for (let from = 0; from < ids.length; from += atOnce)
    await inTransaction(world.db, (tx) => relabelThese(tx, ids.slice(from, from + atOnce), what))
  await announce(world.db, 'conversation.relabelled', {}, { brandId })
}

/** Found in the index of those that have labels at all. */
export async function labelled(db: DbOrTx, { brandId, label }: Relabelling, most?: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from conversation
     where brand_id = ${brandId} and moved_to is null and labels <> '{}' and ${label} = any(labels)
     limit ${most ?? null}`.execute(db)
  return rows.map((row) => row.id).sort()
}

/** Taken in the order of their ids, as everybody takes them. */
async function relabelThese(tx: Tx, ids: string[], { label, to }: Relabelling): Promise<void> {
  if (ids.length === 0) return
  await sql`
    with held as (select id from conversation where id = any(${ids}::text[]) order by id for no key update)
    update conversation c set labels = ${renamed(label, to)} from held where c.id = held.id and ${label} = any(c.labels)`.execute(
    tx,
  )
}

/** What has the new name already keeps it once. */
const renamed = (label: string, to: string | null) =>
  to === null
    ? sql`array_remove(c.labels, ${label})`
    : sql`case when ${to} = any(c.labels) then array_remove(c.labels, ${label})
               else array_replace(c.labels, ${label}, ${to}) end`

async function relabelViews(tx: Tx, { brandId, label, to }: Relabelling): Promise<void> {
  const views = await tx
    .selectFrom('inboxView')
    .innerJoin('brand', 'brand.workspaceId', 'inboxView.workspaceId')
    .select(['inboxView.id', 'filter'])
    .where('brand.id', '=', brandId)
    .execute()
  for (const { id, filter } of views) {
    const labels = filter.labels?.split(',') ?? []
    const isOfBrand = !filter.brands || filter.brands === brandId
    // A comma would make two labels of it.
    if (to === null || to.includes(',') || !isOfBrand || !labels.includes(label)) continue
    const anew = [...new Set(labels.map((one) => (one === label ? to : one)))].join(',')
    const written = { filter: JSON.stringify({ ...filter, labels: anew }) }
    await tx.updateTable('inboxView').set(written).where('id', '=', id).execute()
  }
}
