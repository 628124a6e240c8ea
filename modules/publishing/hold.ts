import { sql } from 'kysely'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { conflict, notFound } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import { resolveWall } from '../../kernel/wall-time.ts'
import { type By, cancelled, canMove, goneOn, held, moved } from './by-hand.ts'
import type { Change } from './publication.ts'
import { publicationOf } from './rows.ts'
import { saveChanges } from './save-changes.ts'
import type { HeldDecided } from './tables.ts'

/**
 * The hold on the posts of a brand, where one stands. Who plans asks before they lock any publication: until their
 * transaction ends no hold begins, so that nothing that is planned slips by it.
 */
export async function standingHoldOf(tx: Tx, brandId: string): Promise<string | null> {
  await sql`select pg_advisory_xact_lock_shared(${keyOf(brandId)})`.execute(tx)
  return (await standingHold(tx, brandId))?.id ?? null
}

const keyOf = (brandId: string) => sql`hashtextextended(${`publishing hold ${brandId}`}, 0)`

export const standingHold = (db: DbOrTx, brandId: string) =>
  db
    .selectFrom('publishingHold')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()

/** Those of these that the hold keeps back, as they are planned now: nothing of what was held is forgotten. */
export async function noteHeld(tx: Tx, holdId: string, publicationIds: string[], at: Date): Promise<void> {
  await sql`
    insert into held_publication (hold_id, publication_id, wall, zone, due_at, held_at)
    select ${holdId}, id, wall, zone, due_at, ${at}::timestamptz from publication
     where id = any(${publicationIds}::text[]) and held_by = ${holdId}
    on conflict (hold_id, publication_id) do update
      set wall = excluded.wall, zone = excluded.zone, due_at = excluded.due_at,
          decision = null, decided_by = null, decided_at = null`.execute(tx)
}

export type Holder = By & { userId: string }

/**
 * Holds every post of the brand that has not begun to go out. When this is committed nothing of them goes out: a worker that
 * was about to begin one finds it changed. What a network was told of already comes to its end; answers to people go on.
 * May wait for others and be ended as one of a deadlock: run it within `againOnDeadlock`. 409 while another hold stands.
 */
export async function holdPosts(
  tx: Tx,
  { brandId, by, reason, at }: { brandId: string; by: Holder; reason: string; at: Date },
): Promise<{ id: string; publicationIds: string[] }> {
  await sql`select pg_advisory_xact_lock(${keyOf(brandId)})`.execute(tx)
  if (await standingHold(tx, brandId)) throw conflict('publishing.alreadyHeld')
  const id = newId(at)
  await tx
    .insertInto('publishingHold')
    .values({ id, brandId, reason, by: by.userId, byName: by.name, begunAt: at })
    .execute()
  const rows = await tx
    .selectFrom('publication')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('postId', 'is not', null)
    .where('state', 'in', ['planned', 'sending'])
    .orderBy('id')
    .forUpdate()
    .execute()
  const waiting = rows.map(publicationOf).filter(canMove)
  await saveAll(
    tx,
    waiting.map((publication) => held(publication, { id, reason }, by, at)),
    at,
  )
  const publicationIds = waiting.map((one) => one.id)
  await noteHeld(tx, id, publicationIds, at)
  return { id, publicationIds }
}

export type HeldDecision = { publicationId: string } & (
  | { do: 'go' }
  | { do: 'move'; wall: string; zone: string }
  | { do: 'cancel' }
)

/** What becomes of those held: they go on, are planned for another moment, or are taken from the plan and are drafts again. */
export async function decideHeld(
  tx: Tx,
  { brandId, by, decisions, at }: { brandId: string; by: Holder; decisions: HeldDecision[]; at: Date },
): Promise<void> {
  const holdId = await standingHoldOf(tx, brandId)
  if (!holdId) throw conflict('publishing.notHeld')
  const wanted = new Map(decisions.map((one) => [one.publicationId, one]))
  const rows = await tx
    .selectFrom('publication')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('heldBy', '=', holdId)
    .where(sql<boolean>`id = any(${[...wanted.keys()]}::text[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
  if (rows.length < wanted.size) throw notFound('publishing.noPublication')
  const changes = rows.map((row) => decided(row, wanted.get(row.id) ?? { publicationId: row.id, do: 'go' }, by, at))
  await saveAll(tx, changes, at)
  await noteDecided(tx, holdId, decisions, by, at)
  await forgetPlansOfTaken(tx, rows)
}

function decided(row: Parameters<typeof publicationOf>[0], decision: HeldDecision, by: By, at: Date): Change {
  const publication = publicationOf(row)
  if (decision.do === 'cancel') return cancelled(publication, by, at)
  if (decision.do === 'go') return goneOn(publication, by, at)
  const { wall, zone } = decision
  const dueAt = resolveWall(wall, zone).at
  return moved(publication, { wall, zone, dueAt: dueAt < at ? at : dueAt, heldBy: null }, by, at)
}

const decisionOf = { go: 'gone-on', move: 'moved', cancel: 'cancelled' } as const satisfies Record<string, HeldDecided>

async function noteDecided(tx: Tx, holdId: string, decisions: HeldDecision[], by: Holder, at: Date): Promise<void> {
  const given = JSON.stringify(decisions.map((one) => ({ id: one.publicationId, decision: decisionOf[one.do] })))
  await sql`
    update held_publication h set decision = g.decision, decided_by = ${by.userId}, decided_at = ${at}::timestamptz
      from jsonb_to_recordset(${given}::jsonb) as g(id text, decision text)
     where h.hold_id = ${holdId} and h.publication_id = g.id`.execute(tx)
}

/** A post of which nothing is planned any more shows no plan. */
async function forgetPlansOfTaken(tx: Tx, rows: { postId: string | null }[]): Promise<void> {
  await sql`
    update post set plan_wall = null, plan_zone = null, plan_at = null
     where id = any(${rows.map((row) => row.postId)}::text[])
       and not exists (select from publication p where p.post_id = post.id and p.state <> 'cancelled')`.execute(tx)
}

/** Ends the hold; 409 while something is still held by it. */
export async function endHold(tx: Tx, brandId: string, at: Date): Promise<void> {
  await sql`select pg_advisory_xact_lock(${keyOf(brandId)})`.execute(tx)
  const hold = await standingHold(tx, brandId)
  if (!hold) throw conflict('publishing.notHeld')
  const left = await tx.selectFrom('publication').select('id').where('heldBy', '=', hold.id).executeTakeFirst()
  if (left) throw conflict('publishing.stillHeld')
  await tx.updateTable('publishingHold').set({ endedAt: at }).where('id', '=', hold.id).execute()
}

const atOnce = 1_000

async function saveAll(tx: Tx, changes: Change[], at: Date): Promise<void> {
  for (let from = 0; from < changes.length; from += atOnce) {
    const some = changes.slice(from, from + atOnce).map((change) => ({ change, at }))
    if ((await saveChanges(tx, some)).size < some.length) throw conflict('publishing.changedMeanwhile')
  }
}
