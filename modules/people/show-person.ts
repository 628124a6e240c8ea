import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { Words } from '../../kernel/i18n.ts'
import type { World } from '../../kernel/world.ts'
import { iso, namesOf, wordsIn } from '../team/index.ts'
import type { Compared, Person, PersonMerge, PersonNote } from './api.ts'
import { likenessOf, likePairsOf } from './likeness.ts'
import {
  type Now,
  nameOf,
  presentBrief,
  presentBriefs,
  presentIdentity,
  presentReasons,
  presentWarmth,
} from './present.ts'
import { identitiesOf, type PersonRow, peopleByIds, personOf } from './store.ts'
import { windowsOf } from './windows.ts'

type Of = { brandId: string; personId: string }

/** Everything the desk knows of a person, besides what they said. */
export async function showPerson(world: World, of: Of, locale: string): Promise<z.input<typeof Person>> {
  const { db } = world
  const row = await personOf(db, of.brandId, of.personId)
  const at = { windows: await windowsOf(db, of.brandId), now: world.clock.now() }
  const words = wordsIn(locale)
  const [identities, notes, merges, alike, days] = await Promise.all([
    identitiesOf(db, [row.id]).then((all) => all.get(row.id) ?? []),
    notesOf(db, row.id),
    mergesOf(db, row.id, words),
    alikeTo(db, row, at, words),
    daysOf(db, row.id),
  ])
  const { temperature: _, identities: __, ...brief } = presentBrief(row, identities, at)
  return {
    ...brief,
    ...{ givenName: row.name, consent: row.consent, notes, merges, alike, days },
    identities: identities.map(presentIdentity),
    warmth: presentWarmth(row, at, words),
  }
}

async function notesOf(db: DbOrTx, personId: string): Promise<z.input<typeof PersonNote>[]> {
  const rows = await db
    .selectFrom('personNote')
    .leftJoin('deskUser', 'deskUser.id', 'personNote.by')
    .select(['personNote.id', 'text', 'at', 'by', 'deskUser.name'])
    .where('personId', '=', personId)
    .orderBy('personNote.id', 'desc')
    .limit(200)
    .execute()
  return rows.map(({ id, text, at, by, name }) => ({ id, text, at: iso(at), by: by && name ? { id: by, name } : null }))
}

async function mergesOf(db: DbOrTx, personId: string, words: Words): Promise<z.input<typeof PersonMerge>[]> {
  const rows = await db
    .selectFrom('personMerge')
    .innerJoin('person', 'person.id', 'mergedId')
    .select(['personMerge.id', 'identityIds', 'reasons', 'by', 'at', 'undoneAt', 'undoneBy', 'person.name'])
    .where('keptId', '=', personId)
    .orderBy('personMerge.id', 'desc')
    .limit(100)
    .execute()
  const ids = rows.flatMap((row) => row.identityIds)
  const moved = ids.length > 0 ? await db.selectFrom('identity').selectAll().where('id', 'in', ids).execute() : []
  const names = await namesOf(
    db,
    rows.flatMap(({ by, undoneBy }) => [by, undoneBy].flatMap((id) => id ?? [])),
  )
  const who = (id: string | null) => (id ? { id, name: names.get(id) ?? '' } : null)
  return rows.map((row) => {
    const identities = moved.filter(({ id }) => row.identityIds.includes(id))
    return {
      ...{ id: row.id, name: nameOf(row, identities), by: who(row.by), at: iso(row.at) },
      identities: identities.map(({ network, handle }) => ({ network, handle })),
      reasons: presentReasons(row.reasons, words),
      undone: row.undoneAt ? { by: who(row.undoneBy), at: iso(row.undoneAt) } : null,
    }
  })
}

async function alikeTo(db: DbOrTx, { id, brandId }: PersonRow, at: Now, words: Words) {
  const pairs = await likePairsOf(db, brandId, id, 5)
  const others = pairs.map(({ aId, bId }) => (aId === id ? bId : aId))
  const briefs = await presentBriefs(db, await peopleByIds(db, brandId, others), at)
  return pairs.flatMap(({ reasons }, place) => {
    const person = briefs.find((one) => one.id === others[place])
    return person ? [{ person, reasons: presentReasons(reasons, words) }] : []
  })
}

async function daysOf(db: DbOrTx, personId: string): Promise<number> {
  const { days } = await db
    .selectFrom('identityDay')
    .innerJoin('identity', 'identity.id', 'identityId')
    .select((is) => is.fn.count<number>('day').distinct().as('days'))
    .where('personId', '=', personId)
    .executeTakeFirstOrThrow()
  return days
}

/** Two side by side, what they have in common, and how they would stand as one. */
export async function comparePersons(
  { db, clock }: World,
  of: Of & { otherId: string },
  locale: string,
): Promise<z.input<typeof Compared>> {
  const at = { windows: await windowsOf(db, of.brandId), now: clock.now() }
  const [one, other] = await Promise.all([personOf(db, of.brandId, of.personId), personOf(db, of.brandId, of.otherId)])
  const all = await identitiesOf(db, [one.id, other.id])
  const [own, theirs] = [all.get(one.id) ?? [], all.get(other.id) ?? []]
  const together = [...own, ...theirs].sort((a, b) => b.lastAt.getTime() - a.lastAt.getTime())
  const asOne = {
    ...one,
    name: one.name || other.name,
    tags: [...new Set([...one.tags, ...other.tags])],
    language: one.language ?? other.language,
    firstAt: one.firstAt < other.firstAt ? one.firstAt : other.firstAt,
    lastAt: one.lastAt > other.lastAt ? one.lastAt : other.lastAt,
  }
  const reasons = await likenessOf(db, of.brandId, one.id, other.id)
  return {
    person: presentBrief(one, own, at),
    other: presentBrief(other, theirs, at),
    reasons: presentReasons(reasons, wordsIn(locale)),
    together: presentBrief(asOne, together, at),
  }
}
