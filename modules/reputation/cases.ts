import { sql } from 'kysely'
import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { badField } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { storable } from '../../kernel/storable.ts'
import type { World } from '../../kernel/world.ts'
import { type Caller, notify, peopleOf } from '../team/index.ts'
import type { ChangeCase, MakeCase } from './api.ts'
import { changesIn } from './changes-in.ts'
import { type CaseRow, type OfCase, tellCase, writeCase } from './write-case.ts'

export async function makeCase(
  world: World,
  caller: Caller,
  brandId: string,
  { conversationIds, ...given }: z.output<typeof MakeCase>,
): Promise<string> {
  const at = world.clock.now()
  const caseId = newId(at)
  const { ownerId, title, ...rest } = storable(given)
  await inTransaction(world.db, async (tx) => {
    await refuseStranger(tx, brandId, ownerId)
    await tx
      .insertInto('reputationCase')
      .values({
        ...{ ...rest, id: caseId, brandId, title, ownerId, deadline: given.deadline ? new Date(given.deadline) : null },
        ...{ status: 'open', madeBy: caller.userId, madeAt: at, changedAt: at },
      })
      .execute()
    await tellCase(tx, { brandId, caseId, by: caller, at }, 'made', {})
    await tellOwner(tx, { brandId, caseId, title, ownerId }, caller, at)
    if (conversationIds.length > 0) await gather(tx, { brandId, caseId, by: caller, at }, conversationIds)
  })
  return caseId
}

const ended = (status: CaseRow['status']) => status === 'solved' || status === 'lost'

export async function changeCase(
  world: World,
  caller: Caller,
  of: OfCase,
  given: z.output<typeof ChangeCase>,
): Promise<void> {
  const { deadline, ...rest } = storable(given)
  const change = { ...rest, ...(deadline !== undefined && { deadline: deadline === null ? null : new Date(deadline) }) }
  await writeCase(world, caller, of, async (tx, row, at) => {
    if (change.ownerId) await refuseStranger(tx, of.brandId, change.ownerId)
    const changes = changesIn(row, change)
    if (changes.length === 0) return { result: undefined, line: null }
    const status = change.status ?? row.status
    const closedAt = ended(status) ? (row.closedAt ?? at) : null
    await tx
      .updateTable('reputationCase')
      .set({ ...change, closedAt })
      .where('id', '=', row.id)
      .execute()
    if (change.ownerId && change.ownerId !== row.ownerId)
      await tellOwner(tx, { ...of, title: change.title ?? row.title, ownerId: change.ownerId }, caller, at)
    const payload: JsonObject = status !== row.status ? { status, changes } : { changes }
    return { result: undefined, line: { kind: status !== row.status ? 'moved-on' : 'changed', payload } }
  })
}

async function refuseStranger(tx: Tx, brandId: string, ownerId: string | null): Promise<void> {
  if (ownerId === null) return
  if (!(await peopleOf(tx, brandId, 'author')).includes(ownerId)) throw badField('ownerId', 'reputation.notOfBrand')
}

type Owned = OfCase & { title: string; ownerId: string | null }

async function tellOwner(tx: Tx, { brandId, caseId, title, ownerId }: Owned, by: Caller, at: Date): Promise<void> {
  if (!ownerId || ownerId === by.userId) return
  await notify(tx, {
    ...{ to: { userIds: [ownerId] }, brandId, kind: 'reputation.case', severity: 'warning', at },
    ...{ key: 'reputation.notice.owner', values: { title, by: by.name }, href: hrefOfCase({ brandId, caseId }) },
  })
}

export const hrefOfCase = ({ brandId, caseId }: OfCase) => `/brands/${brandId}/reputation/cases/${caseId}`

export const addConversations = (world: World, caller: Caller, of: OfCase, conversationIds: string[]): Promise<void> =>
  writeCase(world, caller, of, async (tx, _row, at) => {
    await gather(tx, { ...of, by: caller, at }, conversationIds)
    return { result: undefined, line: null }
  })

type Gathering = OfCase & { by: Caller; at: Date }

/** Those of the brand; of such as were joined with another since, the one they went to. Twice is once. */
async function gather(tx: Tx, { brandId, caseId, by, at }: Gathering, ids: string[]): Promise<void> {
  const found = await standing(tx, brandId, ids)
  if (found.asked < new Set(ids).size) throw badField('conversationIds', 'reputation.noConversation')
  const rows = found.ids.map((conversationId) => ({ caseId, conversationId, brandId, addedBy: by.userId, addedAt: at }))
  const added = await tx
    .insertInto('caseConversation')
    .values(rows)
    .onConflict((there) => there.columns(['caseId', 'conversationId']).doNothing())
    .returning('conversationId')
    .execute()
  if (added.length === 0) return
  await tx.updateTable('reputationCase').set({ changedAt: at }).where('id', '=', caseId).execute()
  await tellCase(tx, { brandId, caseId, by, at }, 'gathered', { count: added.length })
}

async function standing(db: DbOrTx, brandId: string, ids: string[]): Promise<{ ids: string[]; asked: number }> {
  const { rows } = await sql<{ id: string }>`
    select coalesce(moved_to, id) as id from conversation
     where brand_id = ${brandId} and id = any(${ids}::text[])`.execute(db)
  return { ids: [...new Set(rows.map((row) => row.id))], asked: rows.length }
}

export const dropConversation = (world: World, caller: Caller, of: OfCase & { conversationId: string }) =>
  writeCase(world, caller, of, async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('caseConversation')
      .where('caseId', '=', of.caseId)
      .where('conversationId', 'in', (from) =>
        from
          .selectFrom('conversation')
          .select('conversation.id')
          .where((is) =>
            is.or([is('conversation.id', '=', of.conversationId), is('conversation.movedTo', '=', of.conversationId)]),
          ),
      )
      .executeTakeFirst()
    return { result: undefined, line: numDeletedRows > 0n ? { kind: 'let-go', payload: { count: 1 } } : null }
  })
