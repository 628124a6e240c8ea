import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/tables.ts'
import { emptied, joinConversations, makeConversations } from './join-conversations.ts'
import { conversationsNear, type KnownConversation, type Neighbour, neighboursOf } from './known-places.ts'
import { type MetChanged, meetThose } from './meet-those.ts'
import { type Fact, summarise } from './summarise.ts'
import { awaitedKey, isTalk, ownKey, type Placeable, Roots, standsWith } from './threads.ts'
import type { Changed } from './write-heard.ts'

/** Puts what was heard into its conversations, and returns what is news of them. To be called while the accounts are held. */
export async function placeHeard(tx: Tx, heard: Changed[], now: Date): Promise<Fact[]> {
  const changed = await meetThose(tx, heard, now)
  const near = await neighboursOf(tx, changed)
  const known = await conversationsNear(tx, changed, near)
  const plans = [...Map.groupBy(changed, (one) => one.accountId)].map(([accountId, rows]) => {
    const isHere = (one: { accountId: string }) => one.accountId === accountId
    return planOf(rows, near.filter(isHere), known.filter(isHere))
  })
  const joins = plans.flatMap((plan) => plan.joins)
  await joinConversations(tx, joins, now)
  const made = await makeConversations(
    tx,
    plans.flatMap((plan) => plan.missing),
    now,
  )
  const placed = plans.flatMap((plan) =>
    plan.rows.map(({ row, key }) => ({
      ...{ id: row.id, before: row.conversationId, identityId: row.identityId ?? null },
      conversationId: key === undefined ? null : (plan.idOf.get(key) ?? made.get(`${row.accountId} ${key}`) ?? null),
    })),
  )
  await writePlaces(tx, placed)
  const left = placed.filter((one) => one.before && one.before !== one.conversationId)
  if (left.length > 0) await emptied(tx, left, now)
  const touched = [...placed.map((one) => one.conversationId), ...joins.map((one) => one.keptId)]
  return summarise(tx, { changed, placed, touched, made: new Set(made.values()) }, now)
}

type Row = Neighbour & { identityId?: string | null }
export type Join = { keptId: string; key: string; otherIds: string[] }
export type Missing = { accountId: string; brandId: string; key: string }

type Plan = {
  joins: Join[]
  missing: Missing[]
  /** The conversations that stand already, by the key each is to have. */
  idOf: Map<string, string>
  /** Without a key: it has no conversation. */
  rows: { row: Row; key: string | undefined }[]
}

/** Which conversations of one account are one, which are to be made, and where each row belongs. */
function planOf(changed: MetChanged[], near: Neighbour[], known: KnownConversation[]): Plan {
  const keyById = new Map(known.map((one) => [one.id, one.key]))
  const all: Row[] = [...changed, ...near]
  const parents = parentsAmong(all)
  const keyOf = (row: Row): string | undefined => {
    if (row.space !== 'message' && row.conversationId) return keyById.get(row.conversationId) ?? ownKey(placeable(row))
    return isTalk(row) ? ownKey(placeable(row)) : undefined
  }
  const roots = new Roots()
  const isChanged = new Set(changed.map((one) => one.id))
  const isAsked = (row: Row) => isChanged.has(row.id) || isChanged.has(parents.get(row.parent ?? '')?.id ?? '')
  for (const row of all.filter((one) => isTalk(one) && isAsked(one))) {
    const to = leadsTo(row, parents, keyOf)
    const from = keyOf(row)
    if (from !== undefined && to !== undefined) roots.lead(from, to)
  }
  const rows = all
    .filter((row) => isChanged.has(row.id) || !isTalk(row))
    .map((row) => {
      const of = isTalk(row) ? row : parents.get(row.parent ?? '')
      const key = of && keyOf(of)
      return { row, key: key === undefined ? undefined : roots.of(key) }
    })
  return { ...joinsOf(known, roots), rows, missing: missingOf(rows, known, roots) }
}

const placeable = (row: Row): Placeable => ({ ...row, authorId: row.author.id })

/** By the network's name; of a comment and a message alike in it, the comment is what was answered. */
function parentsAmong(rows: Row[]): Map<string, Row> {
  const order = ['said', 'review', 'message']
  const talks = rows.filter(isTalk).sort((a, b) => order.indexOf(b.space) - order.indexOf(a.space))
  return new Map(talks.map((row) => [row.remoteId, row]))
}

function leadsTo(row: Row, parents: Map<string, Row>, keyOf: (row: Row) => string | undefined): string | undefined {
  const parent = row.parent === null ? undefined : parents.get(row.parent)
  if (parent === undefined || parent.space === 'message') return awaitedKey(placeable(row))
  return standsWith(placeable(row), placeable(parent)) ? keyOf(parent) : undefined
}

function joinsOf(known: KnownConversation[], roots: Roots): Pick<Plan, 'joins' | 'idOf'> {
  const joins: Join[] = []
  const idOf = new Map<string, string>()
  for (const [key, alike] of Map.groupBy(known, (one) => roots.of(one.key))) {
    const [oldest, ...others] = alike.sort((a, b) => (a.id < b.id ? -1 : 1))
    if (!oldest) continue
    idOf.set(key, oldest.id)
    const isSame = others.length === 0 && oldest.key === key
    if (!isSame) joins.push({ keptId: oldest.id, key, otherIds: others.map((one) => one.id) })
  }
  return { joins, idOf }
}

function missingOf(rows: Plan['rows'], known: KnownConversation[], roots: Roots): Missing[] {
  const standing = new Set(known.map((one) => roots.of(one.key)))
  const missing = new Map<string, Missing>()
  for (const { row, key } of rows)
    if (key !== undefined && !standing.has(key))
      missing.set(key, { accountId: row.accountId, brandId: row.brandId, key })
  return [...missing.values()]
}

export type Placed = { id: string; conversationId: string | null; before: string | null; identityId: string | null }

async function writePlaces(tx: Tx, placed: Placed[]): Promise<void> {
  await sql`
    update interaction as i
       set conversation_id = given."conversationId", identity_id = coalesce(given."identityId", i.identity_id), placed = true
      from jsonb_to_recordset(${JSON.stringify(placed)}::jsonb)
        as given (id text, "conversationId" text, "identityId" text)
     where i.id = given.id and (not i.placed or i.conversation_id is distinct from given."conversationId"
           or (given."identityId" is not null and i.identity_id is distinct from given."identityId"))`.execute(tx)
}
