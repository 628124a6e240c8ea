import type { z } from 'zod'
import { inTransaction } from '../../../kernel/db/connect.ts'
import type { Tx } from '../../../kernel/db/tables.ts'
import { announce } from '../../../kernel/events.ts'
import { badField, conflict } from '../../../kernel/failure.ts'
import { newId } from '../../../kernel/id.ts'
import type { World } from '../../../kernel/world.ts'
import { type Caller, recordAct } from '../../team/index.ts'
import { queriesChanged } from '../pipeline/queries-in-hand.ts'
import type { ChangeQuery, MakeQuery, RestoreQuery } from './api.ts'
import { keepVersion, lockQuery, type QueryRow, queriesOf, versionOf } from './query-store.ts'
import { readOrRefuse } from './refuse-unreadable.ts'
import { takeTurn, topicOf } from './topic-store.ts'

const mostQueries = 500

type OfQuery = { brandId: string; queryId: string }

/** Throws at `text`, at the character, what cannot be read. */
export async function makeQuery(
  world: World,
  caller: Caller,
  of: { brandId: string; topicId: string },
  given: z.output<typeof MakeQuery>,
): Promise<QueryRow> {
  readOrRefuse(given.text)
  return inTransaction(world.db, async (tx) => {
    await topicOf(tx, of.brandId, of.topicId)
    await takeTurn(tx, of.brandId)
    const [row] = await addQueries(tx, { caller, now: world.clock.now(), ...of }, [given])
    if (!row) throw new Error('a query was added and is not there')
    await announce(tx, queriesChanged, {}, { brandId: of.brandId })
    return row
  })
}

type Adding = { caller: Caller; now: Date; brandId: string; topicId: string }

/** Within the turn of its caller. What they say was read before. */
export async function addQueries(
  tx: Tx,
  { caller, now, brandId, topicId }: Adding,
  given: z.output<typeof MakeQuery>[],
): Promise<QueryRow[]> {
  if ((await queriesOf(tx, brandId)).length + given.length > mostQueries)
    throw badField('name', 'listening.tooManyQueries', { most: mostQueries })
  const rows: QueryRow[] = []
  for (const { name, text, languages, isOn } of given) {
    const row = {
      ...{ id: newId(now), brandId, topicId, name, text, languages: each(languages), version: 1, isOn },
      ...{ since: now, changedAt: now, changedBy: caller.userId, deletedAt: null },
    }
    await tx.insertInto('listeningQuery').values(row).execute()
    await keepVersion(tx, row)
    await note(tx, caller, 'listening.query.made', row)
    rows.push(row)
  }
  return rows
}

/** What it says makes a new version; being switched on or off, or moved to another topic, does not. */
export async function changeQuery(
  world: World,
  caller: Caller,
  of: OfQuery,
  { version: seen, topicId, isOn, ...said }: z.output<typeof ChangeQuery>,
): Promise<QueryRow> {
  if (said.text !== undefined) readOrRefuse(said.text)
  return inTransaction(world.db, async (tx) => {
    const before = await lockQuery(tx, of.brandId, of.queryId)
    if (before.version !== seen) throw conflict('listening.queryChanged')
    if (topicId !== undefined) await topicOf(tx, of.brandId, topicId)
    const now = world.clock.now()
    const wanted = { ...before, ...said, topicId: topicId ?? before.topicId, isOn: isOn ?? before.isOn }
    const row = {
      ...wanted,
      languages: each(wanted.languages),
      since: !before.isOn && wanted.isOn ? now : before.since,
    }
    return keepChange(tx, caller, before, { ...row, changedAt: now, changedBy: caller.userId })
  })
}

/** What an older version said, as a new one. */
export async function restoreQuery(
  world: World,
  caller: Caller,
  of: OfQuery,
  { version: seen, to }: z.output<typeof RestoreQuery>,
): Promise<QueryRow> {
  return inTransaction(world.db, async (tx) => {
    const before = await lockQuery(tx, of.brandId, of.queryId)
    if (before.version !== seen) throw conflict('listening.queryChanged')
    const { name, text, languages } = await versionOf(tx, of.queryId, to)
    readOrRefuse(text, 'to')
    const changed = { changedAt: world.clock.now(), changedBy: caller.userId }
    return keepChange(tx, caller, before, { ...before, name, text, languages, ...changed })
  })
}

export async function deleteQuery(world: World, caller: Caller, of: OfQuery): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    const row = await lockQuery(tx, of.brandId, of.queryId)
    const now = world.clock.now()
    await tx.updateTable('listeningQuery').set({ deletedAt: now, isOn: false }).where('id', '=', row.id).execute()
    await note(tx, caller, 'listening.query.deleted', { ...row, changedAt: now })
    await announce(tx, queriesChanged, {}, { brandId: of.brandId })
  })
}

async function keepChange(tx: Tx, caller: Caller, before: QueryRow, wanted: QueryRow): Promise<QueryRow> {
  const saysOther = wanted.name !== before.name || wanted.text !== before.text || !sameIn(before, wanted)
  const row = { ...wanted, version: before.version + (saysOther ? 1 : 0) }
  const { id, brandId, ...changed } = row
  await tx.updateTable('listeningQuery').set(changed).where('id', '=', id).execute()
  if (saysOther) await keepVersion(tx, row)
  await note(tx, caller, actOf(before, row), row)
  await announce(tx, queriesChanged, {}, { brandId })
  return row
}

const sameIn = (a: QueryRow, b: QueryRow) => a.languages.join() === b.languages.join()

const actOf = (before: QueryRow, after: QueryRow) =>
  after.version > before.version || after.isOn === before.isOn
    ? 'listening.query.changed'
    : after.isOn
      ? 'listening.query.started'
      : 'listening.query.stopped'

const each = (languages: string[]): string[] => [...new Set(languages)].sort()

async function note(tx: Tx, caller: Caller, name: string, row: QueryRow): Promise<void> {
  const { id, brandId, version, changedAt } = row
  await recordAct(tx, { by: caller, name, brandId, subject: id, details: { name: row.name, version }, at: changedAt })
}
