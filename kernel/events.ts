import { type RawBuilder, sql } from 'kysely'
import type { Clock } from './clock.ts'
import type { Db, DbOrTx } from './db/tables.ts'
import type { JsonObject } from './json.ts'
import { storableJson } from './storable.ts'
import './tables.ts'

/** A past fact. `cursor` orders them all; a reader who remembers it goes on after it. */
export type DeskEvent = {
  cursor: string
  type: string
  workspaceId: string | null
  brandId: string | null
  payload: JsonObject
  at: Date
}

export type Scope = { workspaceId?: string | null; brandId?: string | null }

/** Tells what happened, in the transaction that makes it happen: both stand, or neither. */
export async function announce(tx: DbOrTx, type: string, payload: JsonObject, scope: Scope): Promise<void> {
  await tx
    .insertInto('event')
    .values({
      type,
      payload: storableJson(payload),
      workspaceId: scope.workspaceId ?? null,
      brandId: scope.brandId ?? null,
    })
    .execute()
}

/** Many at once, in their order. */
export async function announceAll(
  tx: DbOrTx,
  facts: { type: string; payload: JsonObject; scope: Scope }[],
): Promise<void> {
  if (!facts.length) return
  const rows = storableJson(facts.map(({ type, payload, scope }, n) => ({ n, type, payload, ...scope })))
  await sql`
    insert into event (type, payload, workspace_id, brand_id)
    select type, payload, "workspaceId", "brandId" from jsonb_to_recordset(${rows}::jsonb)
      as given (n integer, type text, payload jsonb, "workspaceId" text, "brandId" text)
    order by n`.execute(tx)
}

export type Events = {
  /**
   * Every event after the cursor, then each as it comes, until the signal aborts. Without a cursor it begins now.
   * A cursor that cannot be read begins now too.
   */
  follow: (after: string | undefined, signal: AbortSignal) => AsyncIterable<DeskEvent>
}

const pollMs = 250

/** Any number of followers share one look at the table every quarter of a second; without followers there is none. */
export function createEvents(db: Db, clock: Pick<Clock, 'sleep'>): Events {
  const waiting = new Set<() => void>()
  let looking = false
  let end: Position | undefined

  const look = async () => {
    looking = true
    try {
      while (waiting.size) {
        const newest = await endOf(db).catch(() => end)
        if (newest && (!end || isAfter(newest, end))) {
          end = newest
          for (const wake of [...waiting]) wake()
        }
        await clock.sleep(pollMs)
      }
    } finally {
      looking = false
    }
  }
  const changed = (since: Position, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      if (signal.aborted || (end && isAfter(end, since))) return resolve()
      const wake = () => {
        waiting.delete(wake)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      waiting.add(wake)
      signal.addEventListener('abort', wake, { once: true })
      if (!looking) void look()
    })

  return {
    async *follow(after, signal) {
      let at = readCursor(after) ?? (await endOf(db))
      while (!signal.aborted) {
        const batch = await eventsAfter(db, at, 200)
        for (const event of batch) {
          if (signal.aborted) return
          yield event
          at = readCursor(event.cursor) ?? at
        }
        if (!batch.length) await changed(at, signal)
      }
    },
  }
}

/** Where a reader stands: the number of a transaction (64 bits, as text) and of a row in it. */
export type Position = { xid: string; seq: number }

export const isAfter = (a: Position, b: Position) => BigInt(a.xid) > BigInt(b.xid) || (a.xid === b.xid && a.seq > b.seq)

export const cursorOf = (at: Position) => `${at.xid}-${at.seq}`

export function readCursor(cursor: string | undefined): Position | undefined {
  const [, xid, seq] = /^(\d{1,19})-(\d{1,15})$/.exec(cursor ?? '') ?? []
  return xid && seq ? { xid, seq: Number(seq) } : undefined
}

/** In order; only those that no earlier one can still come before. */
export async function eventsAfter(db: DbOrTx, at: Position, limit: number, types?: string[]): Promise<DeskEvent[]> {
  let query = db
    .selectFrom('event')
    .selectAll()
    .where(isSettled)
    .where(sql<boolean>`(xid, seq) > (${at.xid}::xid8, ${at.seq}::bigint)`)
    .orderBy('xid')
    .orderBy('seq')
    .limit(limit)
  if (types) query = query.where('type', 'in', types)
  const rows = await query.execute()
  return rows.map(({ xid, seq, ...event }) => ({ ...event, cursor: cursorOf({ xid, seq }) }))
}

/** The last settled event there is; `0-0` when there is none. */
export async function endOf(db: DbOrTx): Promise<Position> {
  const newest = await db
    .selectFrom('event')
    .select(['xid', 'seq'])
    .where(isSettled)
    .orderBy('xid', 'desc')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return newest ?? { xid: '0', seq: 0 }
}

const isSettled: RawBuilder<boolean> = sql`xid < pg_snapshot_xmin(pg_current_snapshot())`
