import { sql } from 'kysely'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Db, DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { announceAll } from '../../kernel/events.ts'
import { newId } from '../../kernel/id.ts'
import { storableJson } from '../../kernel/storable.ts'
import { noteSuccesses } from '../brand/index.ts'
import { askPeople } from './ask-people.ts'
import type { Change } from './publication.ts'
import { columnsOf } from './rows.ts'

/** A worker's claim on a lane; its writes are refused once the lane was taken from it. */
export type Claim = { workerId: string; fence: number }
/** What is to be saved. `freeze` writes the content too, which is large and changes once. */
export type Save = { change: Change; claim?: Claim; freeze?: boolean; at: Date }

/**
 * Saves many changes in one transaction, each by itself: those whose publication was changed by somebody else meanwhile,
 * or whose lane was taken away, are left out with everything they bring. Returns the ids of those saved.
 */
export async function saveChanges(db: DbOrTx, saves: Save[]): Promise<Set<string>> {
  return inTransaction(db as Db, async (tx) => {
    const saved = await savePublications(tx, saves)
    const kept = saves.filter((one) => saved.has(one.change.publication.id))
    await announceAll(
      tx,
      kept.flatMap(({ change }) =>
        change.facts.map((fact) => ({ ...fact, scope: { brandId: change.publication.brandId } })),
      ),
    )
    await noteSucceeded(tx, kept)
    for (const { change, at } of kept)
      if (change.asks.length > 0) await askPeople(tx, change.publication, change.asks, at)
    return saved
  })
}

/** The accounts on which something came out now. */
async function noteSucceeded(tx: Tx, saves: Save[]): Promise<void> {
  const out = saves.filter(({ change }) => change.facts.some((fact) => fact.type.endsWith('.published')))
  const at = new Date(Math.max(...out.map((one) => one.at.getTime())))
  const accountIds = out.map(({ change }) => change.publication.accountId)
  if (out.length > 0) await noteSuccesses(tx, [...new Set(accountIds)], at)
}

/**
 * One statement: publications whose turn and fence still hold, and the ledger lines of those. The lane is locked against
 * being taken away until this is committed.
 */
async function savePublications(tx: Tx, saves: Save[]): Promise<Set<string>> {
  const publications = storableJson(saves.map(publicationOf))
  const lines = storableJson(saves.flatMap(newLinesOf))
  const ended = storableJson(
    saves.flatMap(({ change }) => change.ended.map((end) => endedOf(change.publication.id, end))),
  )
  const { rows } = await sql<{ id: string }>`
    with given as (
      select g.*, ordinality from rows from (jsonb_to_recordset(${publications}::jsonb) as (
        id text, account_id text, worker_id text, fence bigint, turn integer, at timestamptz, state text, held_by text, wall text, zone text,
        due_at timestamptz, wake_at timestamptz, work text, content jsonb, done jsonb, trying jsonb, failures integer,
        failing_since timestamptz, published_at timestamptz, url text, expiry jsonb, expires_at timestamptz,
        removed_at timestamptz, reason jsonb, incomplete text[])) with ordinality as g
    ), held as materialized (
      select l.account_id, l.worker_id, l.fence from lane l
      where l.account_id in (select account_id from given where worker_id is not null) for share of l
    ), saved as (
      update publication p set state = g.state, held_by = g.held_by, wall = g.wall, zone = g.zone, due_at = g.due_at, wake_at = g.wake_at,
        work = g.work, content = case when g.state = 'planned' then null else coalesce(g.content, p.content) end, done = g.done, trying = g.trying, failures = g.failures,
        failing_since = g.failing_since, published_at = g.published_at, url = g.url, expiry = g.expiry,
        expires_at = g.expires_at, removed_at = g.removed_at, reason = g.reason, incomplete = g.incomplete,
        turn = p.turn + 1, changed_at = g.at
      from given g left join held h on h.account_id = g.account_id and h.worker_id = g.worker_id and h.fence = g.fence
      where p.id = g.id and p.turn = g.turn and (g.worker_id is null or h.account_id is not null)
      returning p.id
    ), ended as (
      update publication_line l set ended_at = e.ended_at, outcome = e.outcome, message = e.message, evidence = e.evidence
      from jsonb_to_recordset(${ended}::jsonb) as
        e(id text, publication_id text, ended_at timestamptz, outcome text, message jsonb, evidence jsonb)
      join saved on saved.id = e.publication_id
      where l.id = e.id and l.outcome = 'open'
    ), written as (
      insert into publication_line (id, publication_id, at, ended_at, kind, step, outcome, key, message, evidence, worker_id)
      select l.id, publication_id, at, ended_at, kind, step, outcome, key, message, evidence, worker_id
      from jsonb_to_recordset(${lines}::jsonb) as l(id text, publication_id text, at timestamptz, ended_at timestamptz,
        kind text, step text, outcome text, key text, message jsonb, evidence jsonb, worker_id text, n integer)
      join saved on saved.id = l.publication_id
      order by l.n
    )
    select id from saved`.execute(tx)
  return new Set(rows.map((row) => row.id))
}

const publicationOf = ({ change: { publication }, claim, freeze, at }: Save) => ({
  ...columnsOf(publication),
  ...{ id: publication.id, account_id: publication.accountId, turn: publication.turn, at },
  ...{ worker_id: claim?.workerId ?? null, fence: claim?.fence ?? null },
  ...(freeze ? { content: publication.content } : {}),
})

const newLinesOf = ({ change, claim, at }: Save) =>
  change.lines.map((line, n) => ({
    ...{ id: line.id ?? newId(at), publication_id: change.publication.id, at: line.at, ended_at: line.endedAt },
    ...{ kind: line.kind, step: line.step ?? '', outcome: line.outcome, key: line.key ?? null },
    ...{ message: line.message, evidence: line.evidence ?? null, worker_id: claim?.workerId ?? null, n },
  }))

const endedOf = (publicationId: string, end: Change['ended'][number]) => ({
  ...{ id: end.id, publication_id: publicationId, ended_at: end.endedAt, outcome: end.outcome },
  ...{ message: end.message, evidence: end.evidence ?? null },
})
