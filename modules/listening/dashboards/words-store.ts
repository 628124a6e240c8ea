import { sql } from 'kysely'
import type { DbOrTx } from '../../../kernel/db/tables.ts'
import { heardIn, type Span, within } from './heard-in.ts'

export type Sampled = {
  size: number
  words: { word: string; count: number }[]
  tags: { word: string; count: number }[]
}

/**
 * In how many of about `size` originals, drawn evenly over the span by a number that comes of their moment (so that the same
 * are drawn each time), each word and each hashtag stands.
 */
export async function sampledWords(db: DbOrTx, span: Span, { originals, size }: { originals: number; size: number }) {
  const one = Math.max(1, Math.ceil(originals / size))
  const { rows } = await sql<{ told: Sampled }>`
    with moments as materialized (
      select distinct at from ${heardIn(span)} heard
       where not is_copy and mod(hashint8((extract(epoch from at) * 1000)::bigint), ${one}) = 0 limit ${size * 2}),
    drawn as materialized (
      select m.words, m.tags from moments join mention m on m.at = moments.at
       where ${within(span)} and m.original_id is null and m.repost_of is null limit ${size * 2}),
    words as (select word, count(*) from drawn cross join unnest(tsvector_to_array(words)) as word group by 1 having count(*) >= 2),
    tags as (select lower(word) as word, count(*) from drawn cross join unnest(tags) as word group by 1 having count(*) >= 2)
    select json_build_object('size', (select count(*) from drawn),
      'words', (select coalesce(json_agg(words), '[]') from words),
      'tags', (select coalesce(json_agg(tags), '[]') from tags)) as told`.execute(db)
  return rows[0]?.told ?? { size: 0, words: [], tags: [] }
}
