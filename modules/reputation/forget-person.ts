import { sql } from 'kysely'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { DeskEvent } from '../../kernel/events.ts'
import type { World } from '../../kernel/world.ts'
import type { Whose } from '../people/index.ts'
import { standingPerson } from './standing-person.ts'

/** Who is erased is no longer among those invited or won back. */
export async function forgetPerson(world: World, { payload: { personId, personIds } }: DeskEvent): Promise<void> {
  const ids = [personId, ...(Array.isArray(personIds) ? personIds : [])].map(String)
  await inTransaction(world.db, async (tx) => {
    await tx.deleteFrom('advocateInvitation').where('personId', 'in', ids).execute()
    await tx.deleteFrom('caseWonBack').where('personId', 'in', ids).execute()
  })
}

/** What is kept of a person beside their words. */
export async function* whatWasNoted(db: DbOrTx, { brandId, personId }: Whose): AsyncIterable<unknown> {
  const invitations = await db
    .selectFrom('advocateInvitation')
    .select(['state', 'note', 'at'])
    .where('brandId', '=', brandId)
    .where(standingPerson(sql.ref('personId')), '=', personId)
    .execute()
  yield* invitations.map((one) => ({ kind: 'invitation', ...one }))
  const won = await db
    .selectFrom('caseWonBack')
    .select(['reason', 'at'])
    .where('brandId', '=', brandId)
    .where(standingPerson(sql.ref('personId')), '=', personId)
    .execute()
  yield* won.map((one) => ({ kind: 'won-back', ...one }))
}
