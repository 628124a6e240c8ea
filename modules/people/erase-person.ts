import { sql } from 'kysely'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import type { World } from '../../kernel/world.ts'
import { type Caller, recordAct } from '../team/index.ts'
import { lockPersons } from './lock-persons.ts'
import { digestOf } from './meet-authors.ts'
import { type Erased, erasing } from './ports.ts'
import { personOf } from './store.ts'

/**
 * Forgets a person for good, with all who became a part of them: names, addresses, notes, tags and consent go, and what comes
 * again of the time before is not kept. What remains is that somebody was erased, when and by whom. Rooms that keep more of
 * them hear `person.erased` with the ids of the identities, which are empty then.
 */
export async function erasePerson(world: World, caller: Caller, of: { brandId: string; personId: string }) {
  const { brandId } = of
  await inTransaction(world.db, async (tx) => {
    const { id: personId } = await personOf(tx, brandId, of.personId)
    const personIds = await wholeOf(tx, personId)
    const erased = { brandId, personIds, by: caller.name, ...(await knownBy(tx, personIds)) }
    // Before persons are locked: whoever hears takes accounts first, and persons then.
    for (const forget of erasing.all()) await forget(world, tx, erased)
    await lockPersons(tx, brandId, personIds)
    const at = world.clock.now()
    const identityIds = await emptyIdentities(tx, personIds, at)
    await dropWhatHangs(tx, personIds)
    const empty = { name: '', language: null, tags: [], consent: null, firstAt: at, lastAt: at, erasedAt: at }
    await tx.updateTable('person').set(empty).where('id', 'in', personIds).execute()
    await recordAct(tx, { by: caller, name: 'person.erased', brandId, subject: personId, at })
    await announce(tx, 'person.erased', { personId, personIds, identityIds }, { brandId })
  })
}

async function knownBy(tx: Tx, personIds: string[]): Promise<Pick<Erased, 'identityIds' | 'names'>> {
  const identities = await tx
    .selectFrom('identity')
    .select(['id', 'name', 'handle', 'url'])
    .where('personId', 'in', personIds)
    .execute()
  const persons = await tx.selectFrom('person').select('name').where('id', 'in', personIds).execute()
  const names = [
    ...persons.map((one) => one.name),
    ...identities.flatMap((one) => [one.name, one.handle, one.url ?? '']),
  ]
  return { identityIds: identities.map((one) => one.id), names: [...new Set(names)].filter((name) => name !== '') }
}

/** The person and all who were merged into them. */
export async function wholeOf(tx: Tx, personId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive part as (
      select ${personId}::text as id
      union select person.id from part join person on person.merged_into = part.id)
    select id from part`.execute(tx)
  return rows.map(({ id }) => id)
}

async function emptyIdentities(tx: Tx, personIds: string[], at: Date): Promise<string[]> {
  const identities = await tx
    .selectFrom('identity')
    .select(['id', 'brandId', 'network', 'server', 'remoteId'])
    .where('personId', 'in', personIds)
    .execute()
  const identityIds = identities.map(({ id }) => id)
  if (identityIds.length === 0) return []
  await tx
    .insertInto('forgotten')
    .values(identities.map((one) => ({ brandId: one.brandId, digest: digestOf(one), at })))
    .onConflict((known) => known.columns(['brandId', 'digest']).doUpdateSet({ at }))
    .execute()
  await tx.deleteFrom('identityDay').where('identityId', 'in', identityIds).execute()
  await tx
    .updateTable('identity')
    .set({
      remoteId: sql<string>`'erased ' || id`,
      told: '{}',
      firstAt: at,
      lastAt: at,
      subscribedAt: null,
    })
    .where('id', 'in', identityIds)
    .execute()
  return identityIds
}

async function dropWhatHangs(tx: Tx, personIds: string[]): Promise<void> {
  await tx.deleteFrom('personNote').where('personId', 'in', personIds).execute()
  await tx
    .deleteFrom('personMerge')
    .where((is) => is.or([is('keptId', 'in', personIds), is('mergedId', 'in', personIds)]))
    .execute()
  await tx
    .deleteFrom('personUnlike')
    .where((is) => is.or([is('aId', 'in', personIds), is('bId', 'in', personIds)]))
    .execute()
  await tx.updateTable('personSale').set({ personId: null }).where('personId', 'in', personIds).execute()
}
