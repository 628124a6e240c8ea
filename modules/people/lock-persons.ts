import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/tables.ts'
import type { PersonRow } from './store.ts'

/**
 * Holds these persons and all they are known by until the transaction ends. What people of the desk do to persons of one brand
 * is done one after the other; who is met meanwhile locks in the same order, identities by their key before persons.
 */
export async function lockPersons(tx: Tx, brandId: string, ids: string[]): Promise<PersonRow[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`people ${brandId}`}, 0))`.execute(tx)
  await tx
    .selectFrom('identity')
    .select('id')
    .where('brandId', '=', brandId)
    .where('personId', 'in', ids)
    .orderBy('network')
    .orderBy('server')
    .orderBy('remoteId')
    .forUpdate()
    .execute()
  return tx
    .selectFrom('person')
    .selectAll()
    .where('id', 'in', ids)
    .where('brandId', '=', brandId)
    .orderBy('id')
    .forUpdate()
    .execute()
}
