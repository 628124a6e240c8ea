import { sql } from 'kysely'
import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { badField, conflict, notFound } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import { storable } from '../../kernel/storable.ts'
import type { World } from '../../kernel/world.ts'
import { type Caller, namesOf, recordAct } from '../team/index.ts'
import type { ChangeInvitation, Invitation, Invitations, MakeInvitation } from './api.ts'
import { changesIn } from './changes-in.ts'
import { nameOf } from './name-of.ts'
import { standingPerson } from './standing-person.ts'

type Given = z.output<typeof MakeInvitation>

/** A task: to ask somebody friendly whether they would speak for the brand. It sends nothing by itself. 409 while one is under way. */
export async function makeInvitation(world: World, caller: Caller, brandId: string, given: Given): Promise<string> {
  const at = world.clock.now()
  const id = newId(at)
  const { personId, note, dueOn } = storable(given)
  await inTransaction(world.db, async (tx) => {
    await refuseUnknown(tx, brandId, personId)
    await refuseSecond(tx, { id, personId }, 'to-ask')
    const made = await tx
      .insertInto('advocateInvitation')
      .values({
        ...{ id, brandId, personId, note, dueOn, state: 'to-ask' as const, by: caller.userId, at },
        ...{ changedBy: caller.userId, changedAt: at },
      })
      .onConflict((there) => there.column('personId').where('state', 'in', ['to-ask', 'asked']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) throw conflict('reputation.invitedAlready')
    await tell(tx, caller, { brandId, id, state: 'to-ask', note, at }, { what: 'made', dueOn })
  })
  return id
}

async function refuseUnknown(tx: Tx, brandId: string, personId: string): Promise<void> {
  const person = await tx
    .selectFrom('person')
    .select('id')
    .where('brandId', '=', brandId)
    .where('id', '=', personId)
    .where('mergedInto', 'is', null)
    .where('erasedAt', 'is', null)
    .executeTakeFirst()
  if (!person) throw badField('personId', 'reputation.noPerson')
}

export async function changeInvitation(
  world: World,
  caller: Caller,
  { brandId, invitationId }: { brandId: string; invitationId: string },
  change: z.output<typeof ChangeInvitation>,
): Promise<void> {
  const at = world.clock.now()
  const given = storable(change)
  await inTransaction(world.db, async (tx) => {
    const before = await tx
      .selectFrom('advocateInvitation')
      .selectAll()
      .select(dueDay)
      .where('brandId', '=', brandId)
      .where('id', '=', invitationId)
      .forUpdate()
      .executeTakeFirst()
    if (!before) throw notFound('reputation.gone')
    const state = given.state ?? before.state
    await refuseSecond(tx, before, state)
    await tx
      .updateTable('advocateInvitation')
      .set({ ...given, changedBy: caller.userId, changedAt: at })
      .where('id', '=', before.id)
      .execute()
    const changes = changesIn({ ...before, dueOn: before.due }, given)
    await tell(tx, caller, { brandId, id: before.id, state, note: given.note ?? '', at }, { what: 'changed', changes })
  })
}

async function refuseSecond(tx: Tx, { id, personId }: { id: string; personId: string }, state: string): Promise<void> {
  if (state !== 'to-ask' && state !== 'asked') return
  const other = await tx
    .selectFrom('advocateInvitation')
    .select('id')
    .where(standingPerson(sql.ref('personId')), '=', standingPerson(sql`${personId}`))
    .where('id', '<>', id)
    .where('state', 'in', ['to-ask', 'asked'])
    .executeTakeFirst()
  if (other) throw conflict('reputation.invitedAlready')
}

const dueDay = sql<string | null>`to_char(due_on, 'YYYY-MM-DD')`.as('due')

type Step = { brandId: string; id: string; state: string; note: string; at: Date }
type Done = { what: 'made'; dueOn: string | null } | { what: 'changed'; changes: ReturnType<typeof changesIn> }

async function tell(tx: Tx, caller: Caller, { brandId, id, state, note, at }: Step, { what, ...details }: Done) {
  await tx
    .insertInto('advocateLine')
    .values({ id: newId(at), invitationId: id, at, by: caller.userId, state, note })
    .execute()
  await recordAct(tx, { by: caller, name: `advocate-invitation.${what}`, brandId, subject: id, details, at })
  await announce(tx, 'advocate.changed', { invitationId: id }, { brandId })
}

/** Those under way first, by the day they are due; then the others, the latest first. */
export async function invitationsOf(world: World, brandId: string): Promise<z.input<typeof Invitations>> {
  const rows = await world.db
    .selectFrom('advocateInvitation')
    .innerJoin('person', (join) => join.on('person.id', '=', standingPerson(sql.ref('advocateInvitation.personId'))))
    .selectAll('advocateInvitation')
    .select(['person.id as standingId', nameOf('person').as('name')])
    .select(dueDay)
    .where('advocateInvitation.brandId', '=', brandId)
    .where('person.erasedAt', 'is', null)
    .orderBy(sql`state not in ('to-ask', 'asked')`)
    .orderBy(sql`due_on nulls last`)
    .orderBy('advocateInvitation.changedAt', 'desc')
    .limit(500)
    .execute()
  if (rows.length === 0) return { items: [] }
  const lines = await world.db
    .selectFrom('advocateLine')
    .selectAll()
    .where(
      'invitationId',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('at')
    .execute()
  const names = await namesOf(world.db, [...new Set([...rows, ...lines].map((one) => one.by))])
  const who = (id: string) => ({ id, name: names.get(id) ?? '' })
  const today = world.clock.now().toISOString().slice(0, 10)
  return {
    items: rows.map(
      (row): z.input<typeof Invitation> => ({
        ...{ id: row.id, personId: row.standingId, name: row.name, state: row.state, note: row.note, dueOn: row.due },
        isLate: (row.state === 'to-ask' || row.state === 'asked') && row.due !== null && row.due < today,
        ...{ by: who(row.by), at: row.at.toISOString() },
        log: lines
          .filter((one) => one.invitationId === row.id)
          .map(({ at, by, state, note }) => ({ at: at.toISOString(), by: who(by), state: stateOf(state), note })),
      }),
    ),
  }
}

const stateOf = (state: string) => state as z.input<typeof Invitation>['state']
