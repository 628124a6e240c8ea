import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import { announce } from '../../kernel/events.ts'
import { notFound } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import { storable, storableJson } from '../../kernel/storable.ts'
import type { World } from '../../kernel/world.ts'
import { allow, type Caller, mayIn, recordAct } from '../team/index.ts'
import type { ChangePerson } from './api.ts'
import { lockPersons } from './lock-persons.ts'
import { personOf } from './store.ts'

type Change = z.output<typeof ChangePerson>
type Of = { brandId: string; personId: string }

/** The audit trail keeps which things were changed, not to what: what is known of a person must be able to go. */
export async function changePerson(world: World, caller: Caller, of: Of, change: Change): Promise<void> {
  const { name, language, tags, consent } = storable(change)
  const fields = Object.keys(change)
  if (fields.length === 0) return
  await inTransaction(world.db, async (tx) => {
    const { id } = await personOf(tx, of.brandId, of.personId)
    await lockPersons(tx, of.brandId, [id])
    const at = world.clock.now()
    const set = {
      ...(name !== undefined ? { name } : {}),
      ...(language !== undefined ? { language } : {}),
      ...(tags !== undefined ? { tags: [...new Set(tags)] } : {}),
      ...(consent !== undefined ? { consent: consent && storableJson(consent) } : {}),
    }
    await tx.updateTable('person').set(set).where('id', '=', id).where('erasedAt', 'is', null).execute()
    const details = { fields, ...(consent !== undefined ? { consent: consent?.state ?? null } : {}) }
    await recordAct(tx, { by: caller, name: 'person.changed', brandId: of.brandId, subject: id, details, at })
    await announce(tx, 'person.changed', { personId: id, fields }, { brandId: of.brandId })
  })
}

export async function notePerson(world: World, caller: Caller, of: Of, text: string): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    const { id: personId } = await personOf(tx, of.brandId, of.personId)
    const at = world.clock.now()
    const note = { id: newId(at), brandId: of.brandId, personId, by: caller.userId, text: storable(text), at }
    await tx.insertInto('personNote').values(note).execute()
    await announce(tx, 'person.changed', { personId, fields: ['notes'] }, { brandId: of.brandId })
  })
}

/** One's own, or any by an editor. */
export async function dropNote(world: World, caller: Caller, of: Of & { noteId: string }): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    const { id: personId } = await personOf(tx, of.brandId, of.personId)
    const ofPerson = { id: of.noteId, personId }
    const note = await tx
      .selectFrom('personNote')
      .select('by')
      .where((is) => is.and(ofPerson))
      .executeTakeFirst()
    if (!note) throw notFound()
    allow(note.by === caller.userId || mayIn(caller, of.brandId, 'editor'), 'people.notYourNote')
    await tx.deleteFrom('personNote').where('id', '=', of.noteId).execute()
    await announce(tx, 'person.changed', { personId, fields: ['notes'] }, { brandId: of.brandId })
  })
}
