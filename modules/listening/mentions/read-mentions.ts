import { type RawBuilder, sql } from 'kysely'
import type { MomentKey } from '../../../kernel/db/moment-key.ts'
import type { DbOrTx } from '../../../kernel/db/tables.ts'
import { storable } from '../../../kernel/storable.ts'
import { type MentionRow, mentionColumns } from './kept-mention.ts'
import { all, type Condition, folderOf, listsOf, measuresOf, type Wish } from './wish.ts'

/** What is asked for, in two parts: what an index leads along, and what is then looked at one by one. */
export type Reading = {
  wish: Wish
  /** The text of a `tsquery`. */
  words: string | undefined
}
export type Read = { rows: MentionRow[]; end: MomentKey | undefined }

/**
 * From the newest on, behind `from`: of so many of them at most, the first `enough` that are asked for. `end`: how far was
 * read; undefined when nothing is left.
 */
export async function readOn(
  db: DbOrTx,
  reading: Reading,
  from: MomentKey | undefined,
  { within, enough }: { within: number; enough: number },
): Promise<Read> {
  const { rows } = await sql<MentionRow>`
    select ${mentionColumns} from (${along(reading.wish, from, within)}) m
     where ${all([...lookedAt(reading), sql`true`])} order by m.at desc, m.id desc limit ${enough}`.execute(db)
  if (rows.length === enough) return { rows, end: rows.at(-1) }
  const bound = await sql<MomentKey>`
    select m.at, m.id from (${along(reading.wish, from, within)}) m offset ${within - 1}`.execute(db)
  return { rows, end: bound.rows[0] }
}

/** In so many of the newest, how many hold the words, whatever else is asked for. */
export async function countWords(db: DbOrTx, { wish, words }: Reading, from: MomentKey | undefined, within: number) {
  const { rows } = await sql<{ count: number }>`
    select count(*) from (${along(wish, from, within)}) m where m.words @@ ${words}::text::tsquery`.execute(db)
  return rows[0]?.count ?? 0
}

/** By the index of words, in any order; no more than `most` of a span of time. */
export async function findByWords(
  db: DbOrTx,
  reading: Reading,
  span: { from: Date; to: MomentKey | undefined },
  most: number,
): Promise<MomentKey[]> {
  const { wish } = reading
  const { rows } = await sql<MomentKey>`
    select m.at, m.id from mention m
     where ${all([...ledBy(wish), ...lookedAt(reading), ...before(span.to), sql`m.at >= ${span.from}::timestamptz`])}
     limit ${most}`.execute(db)
  return rows
}

export async function mentionsAt(db: DbOrTx, keys: MomentKey[]): Promise<MentionRow[]> {
  const [moments, ids] = [keys.map((one) => one.at.toISOString()), keys.map((one) => one.id)]
  const { rows } = await sql<MentionRow>`
    select ${mentionColumns} from unnest(${moments}::timestamptz[], ${ids}::text[]) as k (at, id)
      join mention m on m.at = k.at and m.id = k.id order by m.at desc, m.id desc`.execute(db)
  return rows
}

export async function oldestOf(db: DbOrTx, brandId: string): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date }>`
    select m.at from mention m where m.brand_id = ${brandId} order by m.at limit 1`.execute(db)
  return rows[0]?.at
}

/** Those an index leads along, newest first. */
function along(wish: Wish, from: MomentKey | undefined, most: number): RawBuilder<unknown> {
  if (wish.queries) return alongQueries(wish, wish.queries, from, most)
  return sql`
    select m.* from mention m where ${all([...ledBy(wish), ...before(from)])}
     order by m.at desc, m.id desc limit ${most}`
}

/** What several queries found stands there once. */
function alongQueries(wish: Wish, queries: string[], from: MomentKey | undefined, most: number) {
  return sql`
    select m.* from (
      select h.at, h.mention_id from unnest(${queries}::text[]) as q (id) cross join lateral (
        select m.at, m.mention_id from mention_hit m
         where m.query_id = q.id and ${all([sql`true`, ...datesOf(wish), ...before(from, sql`m.mention_id`)])}
         order by m.at desc, m.mention_id desc limit ${most}) h
       group by 1, 2 order by 1 desc, 2 desc limit ${most}) h
      join mention m on m.at = h.at and m.id = h.mention_id and ${all(ledBy(wish))} and m.queries && ${queries}::text[]
     order by m.at desc, m.id desc limit ${most}`
}

/** What there is an index for. */
function ledBy(wish: Wish): Condition[] {
  const { brandId, userId, filter } = wish
  const conditions = [sql<boolean>`m.brand_id = ${brandId}`, ...folderOf(filter.folder, userId), ...datesOf(wish)]
  if (filter.author) conditions.push(sql`m.author_key = ${storable(filter.author)}`)
  if (filter.like)
    conditions.push(sql`(m.original_id = ${filter.like} or m.repost_of = (
      select o.post_key from mention_key o where o.mention_id = ${filter.like} and o.brand_id = ${brandId}))`)
  return conditions
}

function datesOf({ filter }: Wish): Condition[] {
  const conditions: Condition[] = []
  if (filter.from) conditions.push(sql`m.at >= ${filter.from}::timestamptz`)
  if (filter.to) conditions.push(sql`m.at < ${filter.to}::timestamptz`)
  return conditions
}

/** The moment is said by itself too: by it alone the months are told that need not be opened. */
const before = (key: MomentKey | undefined, id: RawBuilder<unknown> = sql`m.id`): Condition[] =>
  key ? [sql`m.at <= ${key.at}::timestamptz`, sql`(m.at, ${id}) < (${key.at}::timestamptz, ${key.id})`] : []

function lookedAt({ wish, words }: Reading): Condition[] {
  const conditions = [...listsOf(wish.filter), ...measuresOf(wish.filter)]
  return words === undefined ? conditions : [...conditions, sql`m.words @@ ${words}::text::tsquery`]
}

export const isLookedAt = (reading: Reading): boolean => lookedAt(reading).length > 0
