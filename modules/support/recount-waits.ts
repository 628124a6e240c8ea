import { type Selectable, sql } from 'kysely'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import type { World } from '../../kernel/world.ts'
import { brandOf } from '../brand/index.ts'
import { setDue } from '../inbox/index.ts'
import { type BusinessHours, businessMsBetween } from './business-time.ts'
import { dueOf, levelFor } from './due-by-level.ts'
import { hoursFor, schedulesOf } from './hours.ts'
import { type LevelRow, levelsOf } from './levels.ts'
import { closingsIn, conversationToServe, type Served, saidIn } from './store.ts'
import type { ServiceWaitTable } from './tables.ts'
import { type Wait, waitsOf } from './waits.ts'

type WaitRow = Selectable<ServiceWaitTable>
/** By what the waits of one conversation are judged. */
type Terms = { conversation: Served; level: LevelRow | undefined; hours: BusinessHours }

/**
 * Derives anew how long people waited in a conversation and what is due, from what was said. What has ended keeps the terms
 * that held then. What was said before the account was connected is nobody's promise.
 */
export async function recountWaits(world: World, conversationId: string): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${conversationId}, 4040))`.execute(tx)
    const conversation = await conversationToServe(tx, conversationId)
    if (!conversation) return
    if (conversation.movedTo) return handOver(tx, conversationId, conversation.movedTo)
    const known = await waitsKept(tx, conversationId)
    const waits = await standingWaits(tx, conversation)
    const terms = await termsFor(tx, conversation)
    const rows = waits.map((wait) => rowOf(terms, wait, known.get(keyOf(wait))))
    await keep(tx, known, rows)
    await tellDue(tx, conversation, rows)
  })
}

/** To the conversation it was joined with: what somebody was warned of here is not new there. */
async function handOver(tx: Tx, from: string, to: string): Promise<void> {
  await sql`update service_wait there set warned_at = coalesce(there.warned_at, here.warned_at),
      missed_at = coalesce(there.missed_at, here.missed_at)
    from service_wait here where here.conversation_id = ${from} and there.conversation_id = ${to}
      and there.kind = here.kind and there.since = here.since and there.due_at is not distinct from here.due_at`.execute(
    tx,
  )
  await sql`update service_wait here set conversation_id = ${to} where conversation_id = ${from} and not exists (
    select from service_wait there where there.conversation_id = ${to} and there.kind = here.kind and there.since = here.since)`.execute(
    tx,
  )
  await tx.deleteFrom('serviceWait').where('conversationId', '=', from).execute()
}

async function standingWaits(tx: Tx, conversation: Served): Promise<Wait[]> {
  const waits = waitsOf(await saidIn(tx, conversation.id), await closingsIn(tx, conversation.id))
  return waits.filter(
    (wait) => wait.since >= conversation.connectedAt && (wait.end !== null || conversation.state !== 'spam'),
  )
}

async function termsFor(tx: Tx, conversation: Served): Promise<Terms> {
  const { zone } = await brandOf(tx, conversation.brandId)
  const hours = hoursFor(await schedulesOf(tx, conversation.brandId), conversation.accountId, zone)
  return { conversation, hours, level: levelFor(await levelsOf(tx, conversation.brandId), conversation) }
}

function rowOf({ conversation, level, hours }: Terms, wait: Wait, known: WaitRow | undefined): WaitRow {
  const of = {
    ...{ conversationId: conversation.id, kind: wait.kind, since: wait.since, brandId: conversation.brandId },
    ...{ accountId: conversation.accountId, conversationKind: conversation.kind },
  }
  const due = level && dueOf(level, hours, wait.kind, wait.since)
  const fresh = { levelId: level?.id ?? null, dueAt: due?.dueAt ?? null, warnAt: due?.warnAt ?? null }
  const { levelId, dueAt, warnAt } = wait.end !== null && known ? known : fresh
  const isSame = known?.dueAt?.getTime() === dueAt?.getTime()
  const marks = {
    warnedAt: isSame ? (known?.warnedAt ?? null) : null,
    missedAt: isSame ? (known?.missedAt ?? null) : null,
  }
  if (wait.end === null)
    return {
      ...of,
      levelId,
      dueAt,
      warnAt,
      ...marks,
      endedAt: null,
      endedHow: null,
      by: null,
      rawMs: null,
      businessMs: null,
    }
  const { endedAt, end, by } = wait
  const wasLate = dueAt !== null && endedAt > dueAt
  return {
    ...{
      ...of,
      levelId,
      dueAt,
      warnAt,
      warnedAt: marks.warnedAt,
      missedAt: wasLate ? (marks.missedAt ?? dueAt) : null,
    },
    ...{ endedAt, endedHow: end, by, rawMs: endedAt.getTime() - wait.since.getTime() },
    businessMs: businessMsBetween(hours, wait.since, endedAt),
  }
}

/** When each kind of answer is due; null where nobody waits for it, or nothing is promised. Others hear of it when it changed. */
async function tellDue(tx: Tx, conversation: Served, rows: WaitRow[]): Promise<void> {
  const open = (kind: Wait['kind']) => rows.find((row) => row.kind === kind && row.endedAt === null)?.dueAt ?? null
  const due = { answerDueAt: open('first'), nextDueAt: open('next'), resolveDueAt: open('resolution') }
  const isSame = (['answerDueAt', 'nextDueAt', 'resolveDueAt'] as const).every(
    (field) => due[field]?.getTime() === conversation[field]?.getTime(),
  )
  if (!isSame) await setDue(tx, conversation.id, due)
}

async function waitsKept(tx: Tx, conversationId: string): Promise<Map<string, WaitRow>> {
  const rows = await tx.selectFrom('serviceWait').selectAll().where('conversationId', '=', conversationId).execute()
  return new Map(rows.map((row) => [keyOf(row), row]))
}

const keyOf = ({ kind, since }: { kind: string; since: Date }) => `${kind} ${since.getTime()}`

async function keep(tx: Tx, known: Map<string, WaitRow>, rows: WaitRow[]): Promise<void> {
  const wanted = new Set(rows.map(keyOf))
  for (const [key, { conversationId, kind, since }] of known)
    if (!wanted.has(key))
      await tx
        .deleteFrom('serviceWait')
        .where('conversationId', '=', conversationId)
        .where('kind', '=', kind)
        .where('since', '=', since)
        .execute()
  const changed = rows.filter((row) => JSON.stringify(row) !== JSON.stringify(known.get(keyOf(row))))
  for (const row of changed)
    await tx
      .insertInto('serviceWait')
      .values(row)
      .onConflict((found) => found.columns(['conversationId', 'kind', 'since']).doUpdateSet(row))
      .execute()
}
