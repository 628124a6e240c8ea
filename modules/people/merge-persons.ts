import { sql } from 'kysely'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { badField, conflict, notFound } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { World } from '../../kernel/world.ts'
import { type Caller, recordAct } from '../team/index.ts'
import { likenessOf } from './likeness.ts'
import { lockPersons } from './lock-persons.ts'
import { type PersonRow, personOf } from './store.ts'
import type { Gained } from './tables.ts'

/**
 * The other becomes a part of this person: identities, notes and tags go over, and what they had is remembered, so that it can
 * be undone. Rooms that keep something of persons hear `person.merged`. Throws 404, 409 while one of them is no longer whole.
 */
export async function mergePersons(
  world: World,
  caller: Caller,
  of: { brandId: string; keptId: string; otherId: string },
): Promise<void> {
  const { brandId, keptId, otherId } = of
  if (keptId === otherId) throw badField('other', 'people.sameOne')
  await inTransaction(world.db, async (tx) => {
    const [kept, other] = await bothOf(tx, of)
    const at = world.clock.now()
    const reasons = await likenessOf(tx, brandId, keptId, otherId)
    const moved = await moveTo(tx, keptId, otherId)
    const gained = gainedBy(kept, other)
    await takeOver(tx, kept, other, gained)
    await tx.updateTable('person').set({ mergedInto: keptId }).where('id', '=', otherId).execute()
    const merge = { id: newId(at), brandId, keptId, mergedId: otherId, by: caller.userId, at, ...moved }
    await tx
      .insertInto('personMerge')
      .values({ ...merge, gained: JSON.stringify(gained), reasons: JSON.stringify(reasons) })
      .execute()
    await recordAct(tx, { by: caller, name: 'person.merged', brandId, subject: keptId, details: { with: otherId }, at })
    await tellMoved(tx, brandId, { personId: keptId, otherId, identityIds: moved.identityIds })
  })
}

async function bothOf(tx: Tx, of: { brandId: string; keptId: string; otherId: string }) {
  const found = await lockPersons(tx, of.brandId, [of.keptId, of.otherId])
  const [kept, other] = [of.keptId, of.otherId].map((id) => found.find((one) => one.id === id))
  if (!kept || kept.erasedAt) throw notFound()
  if (!other || other.erasedAt) throw badField('other', 'people.unknownOther')
  if (kept.mergedInto || other.mergedInto) throw conflict('people.alreadyMerged')
  return [kept, other] as const
}

/** Everything that hangs on the other goes over. */
async function moveTo(tx: Tx, keptId: string, otherId: string): Promise<{ identityIds: string[]; noteIds: string[] }> {
  const identities = await tx
    .updateTable('identity')
    .set({ personId: keptId })
    .where('personId', '=', otherId)
    .returning('id')
    .execute()
  const notes = await tx
    .updateTable('personNote')
    .set({ personId: keptId })
    .where('personId', '=', otherId)
    .returning('id')
    .execute()
  return { identityIds: identities.map(({ id }) => id), noteIds: notes.map(({ id }) => id) }
}

/** What was said of consent last counts, wherever it was said. */
function gainedBy(kept: PersonRow, other: PersonRow): Gained {
  const theirs = other.consent !== null && (kept.consent === null || other.consent.at > kept.consent.at)
  return {
    tags: other.tags.filter((tag) => !kept.tags.includes(tag)),
    ...(kept.name === '' && other.name !== '' ? { name: other.name } : {}),
    ...(kept.language === null && other.language !== null ? { language: other.language } : {}),
    ...(theirs ? { consent: { before: kept.consent, after: other.consent } } : {}),
  }
}

async function takeOver(tx: Tx, kept: PersonRow, other: PersonRow, gained: Gained): Promise<void> {
  await tx
    .updateTable('person')
    .set({
      tags: [...kept.tags, ...gained.tags],
      name: gained.name ?? kept.name,
      language: gained.language ?? kept.language,
      ...(gained.consent ? { consent: JSON.stringify(gained.consent.after) } : {}),
      firstAt: kept.firstAt < other.firstAt ? kept.firstAt : other.firstAt,
      lastAt: kept.lastAt > other.lastAt ? kept.lastAt : other.lastAt,
    })
    .where('id', '=', kept.id)
    .execute()
}

/** Whose these identities are from now on. */
const tellMoved = (tx: Tx, brandId: string, moved: { personId: string; otherId: string; identityIds: string[] }) =>
  announce(tx, 'person.merged', moved, { brandId })

/**
 * They are two again, each with what was theirs; what was added since stays where it is. They are not suggested as one any more.
 * Throws 404, 409 when it was undone already or who stayed has become a part of somebody else since.
 */
export async function undoMerge(world: World, caller: Caller, brandId: string, mergeId: string): Promise<PersonRow> {
  return inTransaction(world.db, async (tx) => {
    const merge = await tx
      .selectFrom('personMerge')
      .selectAll()
      .where('id', '=', mergeId)
      .where('brandId', '=', brandId)
      .executeTakeFirst()
    if (!merge) throw notFound()
    const { keptId, mergedId, identityIds } = merge
    const found = await lockPersons(tx, brandId, [keptId, mergedId])
    const [kept, other] = [keptId, mergedId].map((id) => found.find((one) => one.id === id))
    if (!kept || !other || kept.erasedAt) throw notFound()
    if (kept.mergedInto) throw conflict('people.undoLaterFirst')
    const at = world.clock.now()
    const undone = await tx
      .updateTable('personMerge')
      .set({ undoneAt: at, undoneBy: caller.userId })
      .where('id', '=', mergeId)
      .where('undoneAt', 'is', null)
      .executeTakeFirst()
    if (undone.numUpdatedRows === 0n) throw conflict('people.alreadyUndone')
    await giveBack(tx, kept, merge)
    for (const id of [keptId, mergedId]) await measureMoments(tx, id)
    await dismissPair(tx, caller, { brandId, one: keptId, other: mergedId, at })
    await recordAct(tx, {
      by: caller,
      name: 'person.parted',
      brandId,
      subject: keptId,
      details: { from: mergedId },
      at,
    })
    await tellMoved(tx, brandId, { personId: mergedId, otherId: keptId, identityIds })
    return personOf(tx, brandId, keptId)
  })
}

type Merge = { mergedId: string; identityIds: string[]; noteIds: string[]; gained: Gained }

async function giveBack(tx: Tx, kept: PersonRow, { mergedId, identityIds, noteIds, gained }: Merge): Promise<void> {
  const back = { personId: mergedId }
  if (identityIds.length > 0)
    await tx.updateTable('identity').set(back).where('id', 'in', identityIds).where('personId', '=', kept.id).execute()
  if (noteIds.length > 0)
    await tx.updateTable('personNote').set(back).where('id', 'in', noteIds).where('personId', '=', kept.id).execute()
  const { name, language, consent } = gained
  const isTheirs = consent && JSON.stringify(kept.consent) === JSON.stringify(consent.after)
  await tx
    .updateTable('person')
    .set({
      tags: kept.tags.filter((tag) => !gained.tags.includes(tag)),
      ...(name && kept.name === name ? { name: '' } : {}),
      ...(language && kept.language === language ? { language: null } : {}),
      ...(isTheirs ? { consent: consent.before ? JSON.stringify(consent.before) : null } : {}),
    })
    .where('id', '=', kept.id)
    .execute()
  await tx.updateTable('person').set({ mergedInto: null }).where('id', '=', mergedId).execute()
}

/** First and last from what they are known by now. */
async function measureMoments(tx: Tx, personId: string): Promise<void> {
  await sql`
    update person set first_at = known.first_at, last_at = known.last_at
      from (select min(first_at) as first_at, max(last_at) as last_at from identity where person_id = ${personId}) as known
     where id = ${personId} and known.first_at is not null`.execute(tx)
}

/** These two are not one: they are not suggested again. */
export async function dismissPair(
  tx: Tx,
  caller: Caller,
  of: { brandId: string; one: string; other: string; at: Date },
): Promise<void> {
  const [aId, bId] = of.one < of.other ? [of.one, of.other] : [of.other, of.one]
  await tx
    .insertInto('personUnlike')
    .values({ brandId: of.brandId, aId, bId, by: caller.userId, at: of.at })
    .onConflict((known) => known.doNothing())
    .execute()
}
