import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { newId } from '../../kernel/id.ts'
import { storableJson } from '../../kernel/storable.ts'
import type { Interaction, Person } from '../../networks/contract.ts'

/** Who was heard on one network's server, when and by what. */
export type Meeting = {
  brandId: string
  network: string
  /** The account's server: the ids of one network on two servers are different people. */
  server: string
  authors: { person: Person; at: Date; kind: Interaction['kind'] }[]
}
export type Met = { identityId: string; personId: string }

/**
 * Remembers who spoke to a brand. Told in any order and however often, it ends alike: of all moments the first and the last
 * stand, of all they told of themselves the newest. By the network's id of each author; absent are those without an id, and
 * those who asked to be forgotten, as long as nothing newer is heard of them: neither name nor words of theirs may be kept.
 */
export async function meetAuthors(tx: Tx, meeting: Meeting, now: Date): Promise<Map<string, Met>> {
  const [met] = await meetAll(tx, [meeting], now)
  return met ?? new Map()
}

/**
 * The same for many at once, in two or three statements. A transaction that meets people of several accounts calls this once:
 * rows are locked in the order of their key, identities before persons, so that none waits for another in a circle.
 */
export async function meetAll(tx: Tx, meetings: Meeting[], now: Date): Promise<Map<string, Met>[]> {
  const given = meetings.flatMap((meeting) =>
    meeting.authors.filter(({ person }) => person.id !== '').map((author) => rowOf(meeting, author, now)),
  )
  if (given.length === 0) return meetings.map(() => new Map())
  const identities = await writeIdentities(tx, given, now)
  if (identities.length > 0) await writePersons(tx, identities, now)
  await tellOfNew(tx, identities)
  const byKey = new Map(identities.map((one) => [keyOf(one, one.remoteId), one]))
  return meetings.map((meeting) => {
    const found = meeting.authors.flatMap(({ person }): [string, Met][] => {
      const one = byKey.get(keyOf(meeting, shortId(person.id)))
      return one ? [[person.id, { identityId: one.id, personId: one.personId }]] : []
    })
    return new Map(found)
  })
}

const keyOf = (of: { brandId: string; network: string; server: string }, remoteId: string) =>
  JSON.stringify([of.brandId, of.network, of.server, remoteId])

const longestId = 300
const longestWords = 300

/** An index takes no endless key. */
function shortId(given: string): string {
  const id = given.toWellFormed().replaceAll('\0', '\uFFFD')
  return id.length <= longestId ? id : `${id.slice(0, 200).toWellFormed()}${sha256(id)}`
}
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** What stands for somebody whose name may not be kept. The brand's own id in it makes it useless elsewhere. */
export const digestOf = (of: { brandId: string; network: string; server: string; remoteId: string }): string =>
  sha256(keyOf(of, of.remoteId))

type Row = ReturnType<typeof rowOf>

function rowOf(meeting: Meeting, { person, at, kind }: Meeting['authors'][number], now: Date) {
  const { brandId, network, server } = meeting
  const moment = momentOf(at, now)
  const remoteId = shortId(person.id)
  return {
    ...{ id: newId(now), person_id: newId(now), brand_id: brandId, network, server, remote_id: remoteId },
    ...{ at: moment, follows: kind === 'follow', told: toldBy(person, moment) },
    digest: digestOf({ brandId, network, server, remoteId }),
  }
}

/** A moment that is none, or beyond any calendar, is told as now; nobody speaks in the future. */
const momentOf = (at: Date, now: Date) => {
  const ms = at.getTime()
  return (ms >= 0 && ms < now.getTime() ? at : now).toISOString()
}

/** What is left out or empty tells nothing, and leaves what was told before. */
function toldBy(person: Person, at: string): Record<string, [string, unknown]> {
  const { followers, bot } = person
  const words = { name: person.name, handle: person.handle, avatarUrl: person.avatarUrl, url: person.url }
  const told = Object.entries(words).flatMap(([field, value]): [string, unknown][] => {
    const text = value?.trim().slice(0, field === 'avatarUrl' || field === 'url' ? 2_000 : longestWords)
    return text ? [[field, text]] : []
  })
  if (followers !== undefined && Number.isFinite(followers))
    told.push(['followers', Math.min(2 ** 31 - 1, Math.max(0, Math.round(followers)))])
  if (bot !== undefined) told.push(['bot', bot])
  return Object.fromEntries(told.map(([field, value]) => [field, [at, value]]))
}

type Written = Met & {
  id: string
  brandId: string
  network: string
  server: string
  remoteId: string
  firstAt: Date
  lastAt: Date
  isNew: boolean
}

const fields = ['name', 'handle', 'avatarUrl', 'url', 'followers', 'bot']
const greatest = sql`jsonb_strip_nulls(jsonb_build_object(${sql.join(
  fields.map(
    (field) => sql`${sql.lit(field)}, greatest(known.told -> ${sql.lit(field)}, excluded.told -> ${sql.lit(field)})`,
  ),
)}))`
const greatestOfGroup = sql`jsonb_strip_nulls(jsonb_build_object(${sql.join(
  fields.map(
    (field) =>
      sql`${sql.lit(field)}, (array_agg(told -> ${sql.lit(field)} order by told -> ${sql.lit(field)} desc nulls last))[1]`,
  ),
)}))`

async function writeIdentities(tx: Tx, given: Row[], now: Date): Promise<Written[]> {
  const { rows } = await sql<Written>`
    with given as (
      select * from jsonb_to_recordset(${storableJson(given)}::jsonb) as given (
        id text, person_id text, brand_id text, network text, server text, remote_id text,
        at timestamptz, follows boolean, told jsonb, digest text)
       where not exists (select from forgotten where forgotten.brand_id = given.brand_id
                            and forgotten.digest = given.digest and forgotten.at >= given.at)
    ), met as (
      insert into identity as known (id, brand_id, network, server, remote_id, person_id, told, first_at, last_at,
                                     subscribed_at, created_at)
      select min(id), brand_id, network, server, remote_id, min(person_id), ${greatestOfGroup}, min(at), max(at),
             min(at) filter (where follows), ${now}::timestamptz
        from given group by brand_id, network, server, remote_id
       order by brand_id, network, server, remote_id
      on conflict (brand_id, network, server, remote_id) do update set
        told = ${greatest},
        first_at = least(known.first_at, excluded.first_at),
        last_at = greatest(known.last_at, excluded.last_at),
        subscribed_at = least(known.subscribed_at, excluded.subscribed_at)
      returning id, brand_id, network, server, remote_id, person_id, first_at, last_at, (xmax = 0) as is_new
    ), days as (
      insert into identity_day (identity_id, day)
      select distinct met.id, (given.at at time zone 'UTC')::date
        from met join given using (brand_id, network, server, remote_id)
       order by 1, 2
      on conflict do nothing
    )
    select *, id as identity_id from met`.execute(tx)
  return rows
}

/** One who is new is made here; of one who is known the moments are widened. */
async function writePersons(tx: Tx, identities: Written[], now: Date): Promise<void> {
  const rows = identities.map(({ personId, brandId, firstAt, lastAt }) => ({ personId, brandId, firstAt, lastAt }))
  await sql`
    insert into person as known (id, brand_id, first_at, last_at, created_at)
    select "personId", "brandId", min("firstAt"), max("lastAt"), ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as met ("personId" text, "brandId" text, "firstAt" timestamptz, "lastAt" timestamptz)
     group by "personId", "brandId" order by "personId"
    on conflict (id) do update set
      first_at = least(known.first_at, excluded.first_at),
      last_at = greatest(known.last_at, excluded.last_at)
    where known.first_at > excluded.first_at or known.last_at < excluded.last_at`.execute(tx)
}

const toldAtOnce = 500

async function tellOfNew(tx: Tx, identities: Written[]): Promise<void> {
  const byBrand = new Map<string, string[]>()
  for (const one of identities)
    if (one.isNew) {
      const ids = byBrand.get(one.brandId) ?? []
      ids.push(one.personId)
      byBrand.set(one.brandId, ids)
    }
  for (const [brandId, personIds] of byBrand)
    for (let from = 0; from < personIds.length; from += toldAtOnce)
      await announce(tx, 'person.met', { personIds: personIds.slice(from, from + toldAtOnce) }, { brandId })
}
