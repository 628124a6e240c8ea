import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { type MomentKey, readKey, writtenKey } from '../../kernel/db/moment-key.ts'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { Person } from '../../networks/contract.ts'
import type { InboxPage, InboxQuery } from './api.ts'
import { type BriefRow, briefColumns, briefsOf } from './brief.ts'
import { foundIn } from './found-in.ts'
import { all, type Condition, conditionsOf, type Wish } from './wish.ts'

type Asked = { q: string; order: z.output<typeof InboxQuery>['order']; after?: string; limit: number; now: Date }
/** In a note there is nobody but who wrote it. */
type Hit = BriefRow & { hitAt: Date; hitId: string; hitText: string; hitAuthor: Person | null }

/** Of each brand, so many of the newest are read through at first: what is said often is found there. */
const readFirst = 3_000
/** Of those read first: where as many have the words, the index finds too many. */
const frequentFrom = 60
/** What the index finds is put in order as long as it is no more than this. */
const mostFound = 5_000
/** Where the filter leaves no more conversations than these, their words are looked at one by one. */
const fewConversations = 2_000
const readOn = 8_000
const longestMs = 60
const mostWords = 6

/** The conversations in which all these words were said or noted, those with the newest find first. */
export async function searchInbox(db: DbOrTx, wish: Wish, asked: Asked): Promise<z.input<typeof InboxPage>> {
  const search = { wish, asked, from: asked.after ? readKey(asked.after) : undefined, says: saysOf(asked.q) }
  const { hits, end } = await said(db, search)
  const noted = await notedBefore(db, search, end)
  return pageOf(db, noted.length > 0 ? inOrder([...hits, ...noted], asked) : hits, asked, end)
}

type Found = { hits: Hit[]; end: MomentKey | undefined }

/**
 * Frequent words are found by reading from the newest on, rare ones by the index; what is neither is read through for as long as
 * a person waits gladly, and then it is gone on from `end`.
 */
async function said(db: DbOrTx, search: Search): Promise<Found> {
  const { wish, asked } = search
  const first = await readThrough(db, search, readFirst)
  if (isEnough(first, asked)) return first
  if (isNarrow(wish)) {
    const few = await amongFew(db, search)
    if (few) return { hits: few, end: undefined }
  }
  if (mayBeIndexed(asked.q) && first.said < frequentFrom) {
    const found = await byIndex(db, search)
    if (found) return { hits: found, end: undefined }
  }
  let read: Read = first
  const begun = performance.now()
  do {
    const more = await readThrough(db, { ...search, from: read.end }, readOn)
    read = { ...more, hits: [...read.hits, ...more.hits] }
  } while (!isEnough(read, asked) && performance.now() - begun < longestMs)
  return read
}

type Search = { wish: Wish; asked: Asked; from: MomentKey | undefined; says: (of: string) => Condition }
/** `end`: how far was read; undefined when nothing is left. `said`: in how many the words are, whatever the filter. */
type Read = { hits: Hit[]; end: MomentKey | undefined; said: number }

const isEnough = ({ hits, end }: Found, { limit }: Asked) => hits.length > limit || end === undefined

async function pageOf(db: DbOrTx, hits: Hit[], { q, limit }: Asked, end: MomentKey | undefined) {
  const shown = hits.slice(0, limit)
  const last = shown.at(-1)
  const next = hits.length > limit && last ? { at: last.hitAt, id: last.hitId } : end
  const found = new Map(shown.map((hit) => [hit.id, foundIn(hit.hitText, hit.hitAuthor, wordsOf(q))]))
  return { items: await briefsOf(db, shown, found), next: next ? writtenKey(next) : null }
}

const wordsOf = (q: string) => q.split(/\s+/u).slice(0, mostWords)

const saysOf = (q: string) => (of: string) =>
  all(
    wordsOf(q).map((word) => {
      const pattern = `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`
      return sql<boolean>`${sql.ref(`${of}.words`)} like lower(${pattern})`
    }),
  )

/** The index knows three characters in a row, not fewer. */
const mayBeIndexed = (q: string) => wordsOf(q).some((word) => /[\p{L}\p{N}]{3}/u.test(word))

/** From the newest on, or the oldest: all that is within so many. */
async function readThrough(db: DbOrTx, search: Search, most: number): Promise<Read> {
  const { way, back } = waysOf(search.asked)
  const { rows } = await sql<Hit & { endAt: Date; endId: string; count: number; said: number }>`
    with scanned as materialized (
      select i.* from unnest(${search.wish.brandIds}::text[]) as brand (id) cross join lateral (
        select i.id, i.at, i.conversation_id, i.words from interaction i
         where i.brand_id = brand.id and ${beyond(search)} order by i.at ${way}, i.id ${way} limit ${most}) i
       order by i.at ${way}, i.id ${way} limit ${most}
    ), said as materialized (select i.id, i.at, i.conversation_id from scanned i where ${search.says('i')}
    ), bound as (
      select at as end_at, id as end_id, (select count(*) from scanned) as count, (select count(*) from said) as said
        from scanned order by at ${back}, id ${back} limit 1
    ), hits as (${hitsIn(search, sql`said`)})
    select bound.*, hits.* from bound left join hits on true order by hit_at ${way}, hit_id ${way}`.execute(db)
  const bound = rows[0]
  if (!bound) return { hits: [], end: undefined, said: 0 }
  const end = bound.count < most ? undefined : { at: bound.endAt, id: bound.endId }
  return { hits: rows.filter((row) => row.hitId !== null), end, said: bound.said }
}

/** Undefined where the words are too frequent to put all that the index finds in order. */
async function byIndex(db: DbOrTx, search: Search): Promise<Hit[] | undefined> {
  const { way } = waysOf(search.asked)
  const { rows } = await sql<Hit & { count: number }>`
    with found as materialized (
      select i.id, i.at, i.conversation_id from interaction i
       where ${search.says('i')} and i.brand_id = any(${search.wish.brandIds}::text[]) and ${beyond(search)}
       limit ${mostFound + 1}
    ), hits as (${hitsIn(search, sql`found`)})
    select counted.count, hits.* from (select count(*) as count from found) counted
      left join hits on counted.count <= ${mostFound} order by hit_at ${way}, hit_id ${way}`.execute(db)
  return (rows[0]?.count ?? 0) > mostFound ? undefined : rows.filter((row) => row.hitId !== null)
}

const isNarrow = ({ brandIds: _, userId: __, folder, ...filter }: Wish) =>
  (folder !== undefined && folder !== 'all') || Object.values(filter).some((one) => one !== undefined)

/** Undefined where the filter leaves too many. */
async function amongFew(db: DbOrTx, search: Search): Promise<Hit[] | undefined> {
  const { wish, asked, says } = search
  const { way } = waysOf(asked)
  const { rows } = await sql<Hit & { count: number }>`
    with few as materialized (
      select c.id from conversation c where c.brand_id = any(${wish.brandIds}::text[]) and ${all(conditionsOf(wish, asked.now))}
       limit ${fewConversations + 1}
    ), counted as (select count(*) as count from few
    ), found as materialized (
      select i.id, i.at, i.conversation_id from counted, few, interaction i
       where counted.count <= ${fewConversations} and i.conversation_id = few.id and ${says('i')} and ${beyond(search)}
    ), hits as (${hitsIn(search, sql`found`)})
    select counted.count, hits.* from counted left join hits on true order by hit_at ${way}, hit_id ${way}`.execute(db)
  return (rows[0]?.count ?? 0) > fewConversations ? undefined : rows.filter((row) => row.hitId !== null)
}

/** Each conversation stands where its first find is. In the order of the finds, and no further than a page reaches. */
function hitsIn(search: Search, source: RawBuilder<unknown>): RawBuilder<unknown> {
  const { wish, asked } = search
  const { way } = waysOf(asked)
  return sql`
    select ${briefColumns}, i.at as hit_at, i.id as hit_id, hit.text as hit_text, hit.author as hit_author
      from (select * from ${source} said order by at ${way}, id ${way} offset 0) i
     cross join lateral (
       select c.* from conversation c where c.id = i.conversation_id and ${all(conditionsOf(wish, asked.now))} offset 0) c
     cross join lateral (
       select text, author from interaction hit where hit.id = i.id
          and not exists (select from interaction other where ${soonerOf(search)})
          and not exists (select from conversation_note other where ${soonerOf(search)}) offset 0) hit
      left join lateral (select person_id from identity where identity.id = c.identity_id offset 0) identity on true
     order by i.at ${way}, i.id ${way} limit ${asked.limit + 1}`
}

/** As far as the words were looked for in what was said. */
async function notedBefore(db: DbOrTx, search: Search, end: MomentKey | undefined): Promise<Hit[]> {
  const { wish, asked, says } = search
  const { way, isUpTo } = waysOf(asked)
  const within: Condition = end ? sql`(i.at, i.id) ${isUpTo} (${end.at}::timestamptz, ${end.id})` : sql`true`
  const { rows } = await sql<Hit>`
    select ${briefColumns}, i.at as hit_at, i.id as hit_id, i.text as hit_text, null as hit_author
      from (select * from conversation_note i
             where i.brand_id = any(${wish.brandIds}::text[]) and ${says('i')} and ${beyond(search)} and ${within}
             order by i.at ${way}, i.id ${way} offset 0) i
     cross join lateral (
       select c.* from conversation c where c.id = i.conversation_id and ${all(conditionsOf(wish, asked.now))}
          and not exists (select from interaction other where ${soonerOf(search)})
          and not exists (select from conversation_note other where ${soonerOf(search)}) offset 0) c
      left join lateral (select person_id from identity where identity.id = c.identity_id offset 0) identity on true
     order by i.at ${way}, i.id ${way} limit ${asked.limit + 1}`.execute(db)
  return rows
}

/** Does `other`, of the same conversation, have the words and come before `i`? */
const soonerOf = ({ asked, says }: Search): Condition =>
  sql`other.conversation_id = i.conversation_id and (other.at, other.id) ${waysOf(asked).isBefore} (i.at, i.id) and ${says('other')}`

function inOrder(hits: Hit[], { order }: Asked): Hit[] {
  const sign = order === 'oldest' ? 1 : -1
  const isFirst = (a: Hit, b: Hit) =>
    a.hitAt.getTime() - b.hitAt.getTime() || (a.hitId < b.hitId ? -1 : Number(a.hitId > b.hitId))
  return hits.sort((a, b) => sign * isFirst(a, b))
}

const beyond = (search: Search): Condition => (search.from ? isAfter(search, search.from) : sql`true`)

const isAfter = ({ asked }: Search, key: MomentKey): Condition =>
  sql`(i.at, i.id) ${waysOf(asked).isAfter} (${key.at}::timestamptz, ${key.id})`

const [asc, desc, less, more, atMost, atLeast] = [sql`asc`, sql`desc`, sql`<`, sql`>`, sql`<=`, sql`>=`]
const waysOf = ({ order }: Asked) =>
  order === 'oldest'
    ? { way: asc, back: desc, isBefore: less, isAfter: more, isUpTo: atMost }
    : { way: desc, back: asc, isBefore: more, isAfter: less, isUpTo: atLeast }
