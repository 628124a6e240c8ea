import type { Selectable } from 'kysely'
import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import { badField, notFound } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { World } from '../../kernel/world.ts'
import { allow, type Caller, mayIn } from '../team/index.ts'
import type { ChangeInboxView, InboxView, InboxViews, MakeInboxView } from './api.ts'
import type { InboxViewTable } from './tables.ts'

type Row = Selectable<InboxViewTable>
const mostViews = 100

/** One's own, and those that others of the workspace share. */
export async function viewsOf(db: DbOrTx, caller: Caller): Promise<z.input<typeof InboxViews>> {
  if (!seesAnInbox(caller)) return { items: [] }
  const rows = await db
    .selectFrom('inboxView')
    .selectAll()
    .where('workspaceId', '=', caller.workspaceId)
    .where((is) => is.or([is('userId', '=', caller.userId), is('shared', '=', true)]))
    .orderBy('name')
    .orderBy('id')
    .execute()
  return { items: rows.map((row) => shown(row, caller)) }
}

const seesAnInbox = (caller: Caller) => [...caller.brands.keys()].some((id) => mayIn(caller, id, 'viewer'))

const shown = ({ id, name, shared, userId, filter }: Row, caller: Caller): z.input<typeof InboxView> => ({
  ...{ id, name, shared, own: userId === caller.userId, filter },
})

export async function makeView(
  world: World,
  caller: Caller,
  { name, shared, filter }: z.output<typeof MakeInboxView>,
): Promise<z.input<typeof InboxView>> {
  allow(seesAnInbox(caller))
  const now = world.clock.now()
  const { count } = await world.db
    .selectFrom('inboxView')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('userId', '=', caller.userId)
    .executeTakeFirstOrThrow()
  if (count >= mostViews) throw badField('name', 'inbox.tooManyViews', { most: mostViews })
  const row = { id: newId(now), workspaceId: caller.workspaceId, userId: caller.userId, name, shared, createdAt: now }
  await world.db
    .insertInto('inboxView')
    .values({ ...row, filter: JSON.stringify(filter) })
    .execute()
  return shown({ ...row, filter }, caller)
}

export async function changeView(
  world: World,
  caller: Caller,
  id: string,
  { filter, ...change }: z.output<typeof ChangeInboxView>,
): Promise<z.input<typeof InboxView>> {
  const row = await ownView(world.db, caller, id)
  const set = { ...change, ...(filter ? { filter: JSON.stringify(filter) } : {}) }
  if (Object.keys(set).length > 0) await world.db.updateTable('inboxView').set(set).where('id', '=', id).execute()
  return shown({ ...row, ...change, filter: filter ?? row.filter }, caller)
}

export async function deleteView(world: World, caller: Caller, id: string): Promise<void> {
  await ownView(world.db, caller, id)
  await world.db.deleteFrom('inboxView').where('id', '=', id).execute()
}

/** Only who made it changes it. */
async function ownView(db: DbOrTx, caller: Caller, id: string): Promise<Row> {
  const row = await db
    .selectFrom('inboxView')
    .selectAll()
    .where('id', '=', id)
    .where('userId', '=', caller.userId)
    .where('workspaceId', '=', caller.workspaceId)
    .executeTakeFirst()
  if (!row) throw notFound('inbox.noView')
  return row
}
