import { type RawBuilder, sql } from 'kysely'
import type { Db, DbOrTx } from '../../kernel/db/tables.ts'
import type { AccountAccess } from '../../networks/contract.ts'
import { inTurn } from './in-turn.ts'
import type { PublicationRow } from './rows.ts'
import type { Budgets } from './tables.ts'

/** An account in the hand of one worker, with what is due on it now, in the order in which it is to be done. */
export type Lane = {
  accountId: string
  fence: number
  trouble: number
  budgets: Budgets
  due: PublicationRow[]
  /** Its access, once it was opened in this turn. */
  account?: AccountAccess
}

/** A worker's clock, and whether the database's must agree that a moment has come (it need not where tests move ours). */
/** `calls` is the clock that networks are told; `now` is never ahead of it. */
export type Watch = { now: () => Date; calls: () => Date; agreeing: boolean }

/** Never early by either clock. */
const agreedNow = (watch: Watch) =>
  watch.agreeing
    ? sql<Date>`least(${watch.now()}::timestamptz, clock_timestamp())`
    : sql<Date>`${watch.now()}::timestamptz`

/** Every account that may ever be published on has a lane; a lane that is there already is left alone. */
export async function ensureLanes(db: DbOrTx, accountIds: string[]): Promise<void> {
  await sql`insert into lane (account_id) select unnest(${accountIds}::text[]) on conflict do nothing`.execute(db)
}

/** How many publications of a lane are taken at once, before others have their turn. */
const perTurn = 16
/** How far the look for due accounts goes; those behind come with the next one. */
const lookAhead = 20_000

/**
 * Takes up to `most` lanes on which something is due and nobody works, those that wait longest first.
 * A paused account, and one that a person must connect again, is passed over: what is due on it waits, and however much
 * that is, it hides nothing that is due on others.
 */
export async function claimLanes(db: Db, workerId: string, most: number, watch: Watch): Promise<Lane[]> {
  const { rows: lanes } = await sql<Omit<Lane, 'due'>>`
    with due as (
      select account_id, min(wake_at) as since
      from (select account_id, wake_at from publication where wake_at <= ${agreedNow(watch)}
              and account_id not in (select id from account where paused or archived_at is not null
                                                              or health in ('reconnect', 'disconnected'))
            order by wake_at limit ${lookAhead}) waking
      group by account_id
    ), free as (
      select l.account_id from lane l join due d on d.account_id = l.account_id join account a on a.id = l.account_id
      where l.worker_id is null and l.open_at <= ${agreedNow(watch)}
        and not a.paused and a.archived_at is null and a.health not in ('reconnect', 'disconnected')
      order by d.since limit ${most} for update of l skip locked
    )
    update lane l set worker_id = ${workerId}, fence = l.fence + 1
    from free where l.account_id = free.account_id
    returning l.account_id, l.fence, l.trouble, l.budgets`.execute(db)
  if (lanes.length === 0) return []
  const due = await dueOn(
    db,
    lanes.map((lane) => lane.accountId),
    watch,
  )
  return lanes.map((lane) => ({
    ...lane,
    due: inTurn(
      due.filter((one) => one.accountId === lane.accountId),
      lane.fence,
    ).slice(0, perTurn),
  }))
}

async function dueOn(db: Db, accountIds: string[], watch: Watch): Promise<PublicationRow[]> {
  const due = (of: RawBuilder<unknown>) => sql`
    (select * from publication where account_id = lane.id and wake_at <= ${agreedNow(watch)} and ${of}
     order by wake_at, id limit ${perTurn})`
  const { rows } = await sql<PublicationRow>`
    select p.* from unnest(${accountIds}::text[]) as lane(id) cross join lateral (
      ${due(sql`post_id is not null`)} union all ${due(sql`post_id is null`)}
    ) p order by p.wake_at, p.id`.execute(db)
  return rows
}

export type Release = {
  lane: Pick<Lane, 'accountId' | 'fence' | 'trouble' | 'budgets'>
  /** Closed this long from now. */
  closedForMs: number
}

/** Gives lanes back. One that was taken away meanwhile is left to whoever has it now. */
export async function releaseLanes(db: Db, workerId: string, releases: Release[], watch: Watch): Promise<void> {
  const given = JSON.stringify(
    releases.map(({ lane: { accountId, fence, trouble, budgets }, closedForMs }) => ({
      ...{ accountId, fence, trouble, budgets, closedForMs },
    })),
  )
  await sql`
    update lane l set worker_id = null, trouble = g.trouble, budgets = g.budgets,
      open_at = greatest(l.open_at, ${agreedNow(watch)} + g."closedForMs" * interval '1 millisecond')
    from jsonb_to_recordset(${given}::jsonb) as
      g("accountId" text, fence bigint, trouble integer, budgets jsonb, "closedForMs" double precision)
    where l.account_id = g."accountId" and l.fence = g.fence and l.worker_id = ${workerId}`.execute(db)
}

/** Milliseconds until something falls due or a lane opens; null when nothing is planned. */
export async function nextWakeIn(db: Db, watch: Watch): Promise<number | null> {
  const { rows } = await sql<{ ms: number | null }>`
    select extract(epoch from least(
      (select wake_at from publication where wake_at > ${agreedNow(watch)} order by wake_at limit 1),
      (select open_at from lane where open_at > ${agreedNow(watch)} order by open_at limit 1)
    ) - ${agreedNow(watch)})::double precision * 1000 as ms`.execute(db)
  return rows[0]?.ms ?? null
}
