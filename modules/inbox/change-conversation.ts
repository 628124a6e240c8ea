import type { Selectable } from 'kysely'
import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { badField, notFound } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { World } from '../../kernel/world.ts'
import { allow, mayIn, notify, peopleOf } from '../team/index.ts'
import { type Actor, personOf, ruleOf } from './actor.ts'
import type { ChangeMany } from './api.ts'
import { tellChanged } from './facts.ts'
import type { ConversationTable } from './tables.ts'

export type ConversationRow = Selectable<ConversationTable>
export type Change = Partial<
  Pick<ConversationRow, 'assigneeId' | 'state' | 'snoozedUntil' | 'labels' | 'unread' | 'tone' | 'priority'>
> & { addLabels?: string[]; removeLabels?: string[] }

const mostLabels = 30

/**
 * Assigns, finishes, puts off, labels and marks; what it is like already changes nothing. Of one that was joined with another
 * since, the one it went to. Throws 404 for those of brands that are not the person's.
 */
export async function changeConversation(world: World, actor: Actor, id: string, change: Change): Promise<void> {
  await changeMany(world, actor, [id], change)
}

/** Many at once, all or none. Returns those it changed. */
export async function changeMany(world: World, actor: Actor, ids: string[], change: Change): Promise<string[]> {
  const now = world.clock.now()
  if (change.state === 'snoozed' && !(change.snoozedUntil && change.snoozedUntil > now))
    throw badField('snoozedUntil', 'inbox.snoozeAhead')
  return inTransaction(world.db, async (tx) => {
    const rows = await heldOf(tx, actor, ids)
    const assignable = new Map<string, string[]>()
    if (change.assigneeId)
      for (const brandId of new Set(rows.map((one) => one.brandId)))
        assignable.set(brandId, await peopleOf(tx, brandId, 'author'))
    const changed: string[] = []
    for (const row of rows) {
      if (change.assigneeId && !assignable.get(row.brandId)?.includes(change.assigneeId))
        throw badField('assigneeId', 'inbox.notAssignable')
      if (await changeOne(tx, actor, row, change, now)) changed.push(row.id)
    }
    return changed
  })
}

export const toChange = ({
  snoozedUntil,
  ...more
}: z.output<typeof ChangeMany>['change'] & { labels?: string[] }): Change => ({
  ...more,
  ...(snoozedUntil === undefined ? {} : { snoozedUntil: snoozedUntil === null ? null : new Date(snoozedUntil) }),
})

/** Taken in the order of their ids, so that two who change many at once do not wait for each other in a circle. */
async function heldOf(tx: Tx, actor: Actor, given: string[]): Promise<ConversationRow[]> {
  const ids = await standingIds(tx, given)
  const rows = await tx
    .selectFrom('conversation')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute()
  if (actor.kind === 'rule') return rows
  for (const { brandId } of rows) {
    if (!mayIn(actor.caller, brandId, 'viewer')) throw notFound('inbox.noConversation')
    allow(mayIn(actor.caller, brandId, 'author'))
  }
  return rows
}

/** Throws 404 unless all are known. */
async function standingIds(db: DbOrTx, given: string[]): Promise<string[]> {
  const asked = [...new Set(given)]
  const known = await db.selectFrom('conversation').select(['id', 'movedTo']).where('id', 'in', asked).execute()
  if (known.length < asked.length) throw notFound('inbox.noConversation')
  return [...new Set(known.map((one) => one.movedTo ?? one.id))]
}

type Written = { set: Partial<Omit<ConversationRow, 'author' | 'subject' | 'dueAt'>>; lines: Line[] }
type Line = { kind: string; payload?: JsonObject }

async function changeOne(tx: Tx, actor: Actor, row: ConversationRow, change: Change, now: Date): Promise<boolean> {
  const { set, lines } = writtenOf(row, change, actor, now)
  if (Object.keys(set).length === 0) return false
  await tx
    .updateTable('conversation')
    .set({ ...set, changedAt: now })
    .where('id', '=', row.id)
    .execute()
  await addLines(tx, actor, row, lines, now)
  if (set.assigneeId) await tellAssignee(tx, actor, row, set.assigneeId, now)
  await tellChanged(tx, row, lines.length > 0 ? lines.map((one) => one.kind) : ['read'])
  return true
}

function writtenOf(row: ConversationRow, change: Change, actor: Actor, now: Date): Written {
  const parts = [
    assigned(row, change),
    moved(row, change, actor, now),
    labelled(row, change),
    marked(row, change, 'tone', 'toned'),
    marked(row, change, 'priority', 'prioritised'),
  ]
  const set = Object.assign({}, ...parts.map((one) => one.set)) as Written['set']
  const unread = change.unread ?? set.unread
  if (unread !== undefined && unread !== row.unread) set.unread = unread
  else delete set.unread
  return { set, lines: parts.flatMap((one) => one.lines) }
}

const nothing: Written = { set: {}, lines: [] }

function assigned(row: ConversationRow, { assigneeId }: Change): Written {
  if (assigneeId === undefined || assigneeId === row.assigneeId) return nothing
  const kind = assigneeId === null ? 'unassigned' : 'assigned'
  return { set: { assigneeId }, lines: [{ kind, payload: { assigneeId, before: row.assigneeId } }] }
}

function moved(row: ConversationRow, { state, snoozedUntil }: Change, actor: Actor, now: Date): Written {
  const until = state === 'snoozed' ? (snoozedUntil ?? null) : null
  if (state === undefined || (state === row.state && until?.getTime() === row.snoozedUntil?.getTime())) return nothing
  const isDone = state === 'done'
  const done = { doneAt: isDone ? now : null, doneBy: isDone ? personOf(actor) : null }
  const unread = state === 'open' ? {} : { unread: false }
  const kind = state === 'open' ? (row.state === 'spam' ? 'not-spam' : 'reopened') : state
  const payload: JsonObject = until ? { until: until.toISOString() } : {}
  return { set: { state, snoozedUntil: until, ...done, ...unread }, lines: [{ kind, payload }] }
}

function labelled(row: ConversationRow, { labels, addLabels = [], removeLabels = [] }: Change): Written {
  const wanted = [...new Set([...(labels ?? row.labels), ...addLabels])].filter((one) => !removeLabels.includes(one))
  if (wanted.length > mostLabels) throw badField('labels', 'inbox.tooManyLabels', { most: mostLabels })
  const added = wanted.filter((one) => !row.labels.includes(one))
  const removed = row.labels.filter((one) => !wanted.includes(one))
  if (added.length + removed.length === 0) return nothing
  const lines: Line[] = []
  if (added.length > 0) lines.push({ kind: 'labelled', payload: { labels: added } })
  if (removed.length > 0) lines.push({ kind: 'unlabelled', payload: { labels: removed } })
  return { set: { labels: wanted }, lines }
}

function marked<F extends 'tone' | 'priority'>(row: ConversationRow, change: Change, field: F, kind: string): Written {
  const value = change[field]
  if (value === undefined || value === row[field]) return nothing
  return { set: { [field]: value }, lines: [{ kind, payload: { [field]: value } }] }
}

export async function addLines(
  tx: Tx,
  actor: Actor,
  of: { id: string; brandId: string },
  lines: Line[],
  now: Date,
): Promise<void> {
  if (lines.length === 0) return
  await tx
    .insertInto('conversationLine')
    .values(
      lines.map(({ kind, payload = {} }) => ({
        ...{ id: newId(now), brandId: of.brandId, conversationId: of.id, at: now, kind },
        ...{ by: personOf(actor), byRule: ruleOf(actor), payload: JSON.stringify(payload) },
      })),
    )
    .execute()
}

async function tellAssignee(tx: Tx, actor: Actor, row: ConversationRow, userId: string, now: Date): Promise<void> {
  if (userId === personOf(actor)) return
  await notify(tx, {
    ...{ to: { userIds: [userId] }, brandId: row.brandId, kind: 'inbox.assigned', severity: 'info', at: now },
    ...{ key: 'inbox.notice.assigned', href: hrefOf(row), about: `assigned ${row.id}` },
    values: { who: row.author?.name || row.author?.handle || '', text: row.excerpt.slice(0, 120) },
  })
}

export const hrefOf = ({ brandId, id }: { brandId: string; id: string }) => `/inbox/${brandId}/${id}`
