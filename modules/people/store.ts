import { type RawBuilder, type Selectable, type SelectQueryBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { type MomentKey, readKey, writtenKey } from '../../kernel/db/moment-key.ts'
import type { DbOrTx, Tables } from '../../kernel/db/tables.ts'
import { notFound } from '../../kernel/failure.ts'
import { storable } from '../../kernel/storable.ts'
import type { PeopleQuery } from './api.ts'
import type { IdentityTable, PersonTable } from './tables.ts'
import { type Temperature, temperatures, type Window } from './temperature.ts'
import { isOfTemperature } from './windows.ts'

export type PersonRow = Selectable<PersonTable>
export type IdentityRow = Selectable<IdentityTable>
export type People = SelectQueryBuilder<Tables, 'person', object>

/** Neither merged into another nor erased. */
export const stands: RawBuilder<boolean> = sql`(person.merged_into is null and person.erased_at is null)`

type Asked = Omit<z.output<typeof PeopleQuery>, 'after'> & { brandId: string; after?: string }

/** A page of persons in the order asked for; `next` is the key of its end. */
export async function peopleOf(
  db: DbOrTx,
  asked: Asked,
  of: { windows: Window[]; now: Date },
): Promise<{ rows: PersonRow[]; next: string | null }> {
  const key = readPlace(asked.after)
  const isWarmFirst = asked.order === 'temperature' && !asked.temperature
  const stages: (Temperature | undefined)[] = isWarmFirst ? [...temperatures] : [asked.temperature]
  const rows: { row: PersonRow; stage: Temperature | undefined }[] = []
  const begin = isWarmFirst && key.stage ? stages.indexOf(key.stage) : 0
  for (const stage of stages.slice(begin)) {
    const after = !isWarmFirst || stage === key.stage ? key.at : undefined
    const found = await somePeople(db, { ...asked, limit: asked.limit + 1 - rows.length }, { ...of, stage, after })
    rows.push(...found.map((row) => ({ row, stage })))
    if (rows.length > asked.limit) break
  }
  const shown = rows.slice(0, asked.limit)
  const end = shown.at(-1)
  const place = end && writtenKey({ id: end.row.id, at: end.row[momentFor(asked.order)] })
  return {
    rows: shown.map(({ row }) => row),
    next: rows.length > shown.length && place ? `${isWarmFirst ? `${end.stage} ` : ''}${place}` : null,
  }
}

const momentFor = (order: Asked['order']) => (order === 'new' ? 'firstAt' : 'lastAt')

function readPlace(after: string | undefined): { stage?: Temperature; at?: MomentKey } {
  const stage = temperatures.find((one) => after?.startsWith(`${one} `))
  return { stage, at: readKey(stage ? (after ?? '').slice(stage.length + 1) : (after ?? '')) }
}

type Place = { windows: Window[]; now: Date; stage: Temperature | undefined; after: MomentKey | undefined }

async function somePeople(db: DbOrTx, asked: Asked, { windows, now, stage, after }: Place): Promise<PersonRow[]> {
  const moment = momentFor(asked.order)
  let query = db.selectFrom('person').selectAll('person').where('person.brandId', '=', asked.brandId).where(stands)
  if (stage) query = query.where(isOfTemperature(stage, windows, now))
  if (asked.tag) query = query.where(sql<boolean>`person.tags <> '{}' and person.tags @> array[${storable(asked.tag)}]`)
  if (asked.network) query = query.where(isOn(asked.brandId, storable(asked.network)))
  if (after) query = query.where((is) => is(is.refTuple(moment, 'id'), '<', is.tuple(after.at, after.id)))
  const ordered = query.orderBy(moment, 'desc').orderBy('id', 'desc')
  if (!asked.q) return ordered.limit(asked.limit).execute()
  return called(db, ordered, { words: storable(asked.q), moment, asked })
}

const nearEnough = 2_000

/** A common name is found among the first of the list; only a rare one is looked for among all. */
async function called(
  db: DbOrTx,
  people: SelectQueryBuilder<Tables, 'person', PersonRow>,
  { words, moment, asked }: { words: string; moment: 'firstAt' | 'lastAt'; asked: Asked },
): Promise<PersonRow[]> {
  const near = await db
    .selectFrom(people.limit(nearEnough).as('person'))
    .selectAll('person')
    .where(isCalledHere(words))
    .orderBy(moment, 'desc')
    .orderBy('id', 'desc')
    .limit(asked.limit)
    .execute()
  if (near.length === asked.limit) return near
  return people.where(isCalled(asked.brandId, words)).limit(asked.limit).execute()
}

const within = (words: string) => sql`'%' || folded(${words.replace(/[\\%_]/g, '\\$&')}) || '%'`

const isCalledHere = (words: string) => sql<boolean>`(
  exists (select from identity where person_id = person.id and search like ${within(words)})
  or (person.name <> '' and folded(person.name) like ${within(words)}))`

const isOn = (brandId: string, network: string) =>
  sql<boolean>`person.id in (select person_id from identity where brand_id = ${brandId} and network = ${network})`

/** By any of their names, whole or in part. */
function isCalled(brandId: string, words: string) {
  const byIndex = [...words].length < 3 ? sql`` : sql`grams(search) @> grams(folded(${words})) and`
  return sql<boolean>`person.id in (
    select person_id from identity where ${byIndex} brand_id = ${brandId} and search like ${within(words)}
    union all select id from person where brand_id = ${brandId} and name <> '' and folded(name) like ${within(words)})`
}

/** Throws 404 for who is not of that brand, or erased. Who was merged is found as who they became. */
export async function personOf(db: DbOrTx, brandId: string, personId: string): Promise<PersonRow> {
  const { rows } = await sql<PersonRow>`
    with recursive became as (
      select * from person where id = ${personId} and brand_id = ${brandId}
      union all select person.* from became join person on person.id = became.merged_into)
    select * from became where merged_into is null and erased_at is null`.execute(db)
  const [found] = rows
  if (!found) throw notFound()
  return found
}

/** In no order; only those that stand. */
export async function peopleByIds(db: DbOrTx, brandId: string, ids: string[]): Promise<PersonRow[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('person')
    .selectAll('person')
    .where('brandId', '=', brandId)
    .where('id', 'in', ids)
    .where(stands)
    .execute()
}

/** Their identities, those heard of last first. */
export async function identitiesOf(db: DbOrTx, personIds: string[]): Promise<Map<string, IdentityRow[]>> {
  const byPerson = new Map<string, IdentityRow[]>()
  if (personIds.length === 0) return byPerson
  const rows = await db
    .selectFrom('identity')
    .selectAll()
    .where('personId', 'in', personIds)
    .orderBy('lastAt', 'desc')
    .orderBy('id')
    .execute()
  for (const row of rows) {
    const of = byPerson.get(row.personId) ?? []
    of.push(row)
    byPerson.set(row.personId, of)
  }
  return byPerson
}

export async function tagsOf(db: DbOrTx, brandId: string): Promise<{ tag: string; people: number }[]> {
  const { rows } = await sql<{ tag: string; people: number }>`
    select tag, count(*)::integer as people from person, unnest(tags) as tag
     where brand_id = ${brandId} and ${stands} and tags <> '{}'
     group by tag order by people desc, tag limit 500`.execute(db)
  return rows
}

/** Everybody by how warm they are now. */
export async function countByTemperature(
  db: DbOrTx,
  brandId: string,
  of: { windows: Window[]; now: Date },
): Promise<Record<Temperature, number>> {
  const count = (temperature: Temperature) =>
    sql<number>`count(*) filter (where ${isOfTemperature(temperature, of.windows, of.now)})`.as(temperature)
  return db
    .selectFrom('person')
    .select([count('warm'), count('cooling'), count('cold')])
    .where('brandId', '=', brandId)
    .where(stands)
    .executeTakeFirstOrThrow()
}

/** What was sold, by how warm the buyers were then. */
export async function salesByTemperature(db: DbOrTx, brandId: string): Promise<Record<Temperature, number>> {
  const rows = await db
    .selectFrom('personSale')
    .select(['temperature', (is) => is.fn.countAll<number>().as('sales')])
    .where('brandId', '=', brandId)
    .groupBy('temperature')
    .execute()
  const of = (temperature: Temperature) => rows.find((row) => row.temperature === temperature)?.sales ?? 0
  return { warm: of('warm'), cooling: of('cooling'), cold: of('cold') }
}

/** Those met after that moment, newest first; programs are not greeted. */
export async function metAfter(db: DbOrTx, brandId: string, moment: Date): Promise<PersonRow[]> {
  return db
    .selectFrom('person')
    .selectAll('person')
    .where('brandId', '=', brandId)
    .where(stands)
    .where('firstAt', '>', moment)
    .where(sql<boolean>`exists (select from identity where person_id = person.id and not bot)`)
    .orderBy('firstAt', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
}
