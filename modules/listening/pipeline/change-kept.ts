import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/tables.ts'
import { feel } from '../feeling/feel.ts'
import { hitsOf, insertHits, recordset } from './hits.ts'
import type { Found, Judged } from './judge.ts'
import { JudgedPost } from './judged-post.ts'
import { finite, saidIn } from './mention-row.ts'
import { withoutWords } from './without-words.ts'

/** A post that is a mention of a brand already. */
export type Known = { postKey: string; brandId: string; id: string; at: Date }

/** What is heard again may have been met by more queries since, and be seen by more people. */
export async function hearAgain(tx: Tx, found: Found[], known: Known[]): Promise<Known[]> {
  const kept = new Map(known.map((one) => [`${one.postKey} ${one.brandId}`, one]))
  const again = found.flatMap((one) => {
    const there = kept.get(`${one.post.key} ${one.ear.brandId}`)
    return there ? [{ ...there, found: one }] : []
  })
  if (again.length === 0) return []
  const rows = again.map(({ id, at, found: { queries, reasons, post } }) => ({
    ...{ id, at, queries: queries.map((query) => query.id), reasons, numbers: finite(post.numbers) },
  }))
  const { rows: changed } = await sql<{ id: string }>`
    update mention m
       set queries = case when 'topics' = any(m.corrected) then m.queries
                          else array(select distinct unnest(m.queries || given.queries)) end, reasons = m.reasons || given.reasons,
           numbers = m.numbers || given.numbers
      from ${recordset(rows, 'id text, at timestamptz, queries text[], reasons jsonb, numbers jsonb')}
     where m.at = given.at and m.id = given.id and m.edition < 2
       and not (m.queries @> given.queries and m.numbers @> given.numbers)
    returning m.id`.execute(tx)
  await insertHits(
    tx,
    again.flatMap((one) => hitsOf(one, one.found)),
  )
  const ids = new Set(changed.map(({ id }) => id))
  return again.filter(({ id }) => ids.has(id))
}

/** New words stand in place of the old ones. What a person corrected stays. */
export async function changeKept(tx: Tx, { edited, found }: Judged, known: Known[]): Promise<Known[]> {
  const byKey = new Map(edited.map((post) => [post.key, post]))
  const changed = known.filter(({ postKey }) => byKey.has(postKey))
  if (changed.length === 0) return []
  const judged = new Map(found.map((one) => [`${one.post.key} ${one.ear.brandId}`, one]))
  const rows = changed.flatMap(({ id, at, postKey, brandId }) => {
    const post = byKey.get(postKey)
    if (!post) return []
    const language = new JudgedPost(post).language
    const again = judged.get(`${postKey} ${brandId}`) ?? {
      post,
      language,
      felt: feel(post.text, { language }),
      reasons: {},
    }
    return [{ id, at, ...saidIn(again), reasons: again.reasons }]
  })
  await sql`
    update mention m
       set title = given.title, text = given.text, media = given.media, links = given.links, tags = given.tags, edition = 1,
           language = case when 'language' = any(m.corrected) then m.language else given.language end,
           sentiment = case when 'sentiment' = any(m.corrected) then m.sentiment else given.sentiment end,
           intent = case when 'intent' = any(m.corrected) then m.intent else given.intent end,
           confidence = case when 'sentiment' = any(m.corrected) then m.confidence else given.confidence end,
           reasons = given.reasons, words = array_to_tsvector(given.words)
      from ${recordset(
        rows,
        `id text, at timestamptz, title text, text text, media jsonb, links text[], tags text[], language text,
         sentiment smallint, intent text, confidence real, reasons jsonb, words text[]`,
      )}
     where m.at = given.at and m.id = given.id and m.edition < 2`.execute(tx)
  return changed
}

/** That something was said stays for the counts; what was said, and by whom, does not. */
export async function forgetDeleted(
  tx: Tx,
  { deleted, left }: Judged,
  known: Known[],
): Promise<{ id: string; brandId: string }[]> {
  const by = new Map(deleted.map(({ key, authorKey = null }) => [key, authorKey]))
  const gone = known
    .filter(({ postKey }) => by.has(postKey))
    .map(({ id, at, postKey }) => ({ id, at, by: by.get(postKey) ?? null }))
  const { rows: of } =
    left.length > 0
      ? await sql<{ id: string; at: Date; by: null }>`
    select id, at, null as by from mention where author_key = any(${left}::text[])`.execute(tx)
      : { rows: [] }
  const all = [...gone, ...of]
  if (all.length === 0) return []
  const { rows } = await sql<{ id: string; brandId: string }>`
    update mention m
       set ${withoutWords}
      from ${recordset(all, 'id text, at timestamptz, by text')}
     where m.at = given.at and m.id = given.id and (given.by is null or given.by = m.author_key) returning m.id, m.brand_id`.execute(
    tx,
  )
  return rows
}
