import type pg from 'pg'
import type { World } from '../../kernel/world.ts'
import { wordsOfPost } from '../../modules/listening/matcher/words-of-post.ts'
import { ensureMonths } from '../../modules/listening/pipeline/months.ts'
import { Talk } from './talk.ts'

export type FilledMentions = { brandId: string; queryId: string; words: Asked }
/** Words by how many of the mentions hold them, and what is asked with them. */
export type Asked = { frequent: string[]; middling: string[]; scarce: string[]; rare: string[]; pair: string }

const months = 13
const monthMs = 30 * 86_400_000
const mostHalves = 120_000
const brandId = '00000000-0000-7000-8000-00000000000b'
const queryId = '00000000-0000-7000-8000-0000000000a1'

/**
 * So many mentions of one brand over thirteen months. Each says two halves of made talk, put together by the database, so that
 * ten million are made in minutes; indexes are built when all is there, as they would stand.
 */
export async function fillMentions(world: World, pool: pg.Pool, count: number, now: Date): Promise<FilledMentions> {
  const halves = Math.min(mostHalves, count)
  const asked = await writeHalves(pool, halves)
  await pool.query(`insert into workspace (id, name, created_at) values ('w', 'Bench', now())`)
  await pool.query(
    `insert into brand (id, workspace_id, name, color, zone, created_at) values ($1, 'w', 'Bench', '#885522', 'Europe/Sofia', now())`,
    [brandId],
  )
  await pool.query(
    `insert into listening_topic (id, brand_id, kind, name, place, made_at) values ($1, $1, 'brand', 'B', 0, now())`,
    [brandId],
  )
  await pool.query(
    `insert into listening_query (id, brand_id, topic_id, name, text, version, is_on, since, changed_at)
     values ($1, $2, $2, 'q', 'q', 1, true, now(), now())`,
    [queryId, brandId],
  )
  await ensureMonths(
    world.db,
    Array.from({ length: months + 2 }, (_, n) => new Date(now.getTime() - n * 28 * 86_400_000)),
  )
  const indexes = await takeIndexes(pool)
  const each = Math.ceil(count / months)
  for (let month = 0; month < months; month += 2)
    await Promise.all(
      [month, month + 1]
        .filter((one) => one < months)
        .map((one) => writeMonth(pool, one, { count: each, halves }, now)),
    )
  await buildIndexes(pool, indexes)
  await pool.query('vacuum analyze mention')
  await pool.query('vacuum analyze mention_hit')
  return { brandId, queryId, words: asked }
}

/** Returns words of the halves by how many hold them. */
async function writeHalves(pool: pg.Pool, halves: number): Promise<Asked> {
  await pool.query('create unlogged table half (n integer primary key, text text not null, words tsvector not null)')
  const talk = new Talk(11)
  const held = new Map<string, number>()
  const texts: string[] = []
  for (let n = 0; n < halves; n++) {
    const text = talk.post().text.split(' ').slice(0, 11).join(' ')
    texts.push(text)
    for (const word of wordsOfPost({ text })) held.set(word, (held.get(word) ?? 0) + 1)
  }
  for (let from = 0; from < halves; from += 10_000) {
    const some = texts.slice(from, from + 10_000)
    const words = JSON.stringify(some.map((text) => wordsOfPost({ text })))
    await pool.query(
      `insert into half select $3 + row_number() over () - 1, t.text, array_to_tsvector(array(select jsonb_array_elements_text(t.words)))
         from (select unnest($1::text[]) as text, jsonb_array_elements($2::jsonb) as words) t`,
      [some, words, from],
    )
  }
  return askedOf(held, texts)
}

function askedOf(held: Map<string, number>, texts: string[]): Asked {
  const plain = [...held].filter(([word]) => /^\p{L}{4,}$/u.test(word)).sort(([, a], [, b]) => b - a)
  const about = (share: number) => {
    const at = plain.findIndex(([, count]) => count / texts.length <= share / 2)
    const from = at < 0 ? plain.length - 4 : at
    return plain.slice(from, from + 4).map(([word]) => word)
  }
  const pair = texts
    .map((text) => /^(\p{L}{4,}) (\p{L}{4,})(?= )/u.exec(text)?.[0])
    .find((found) => found !== undefined)
  return { frequent: about(0.1), middling: about(0.01), scarce: about(0.001), rare: about(0.00004), pair: pair ?? '' }
}

type Index = { name: string; made: string }

/** Those that would slow the filling down; what is kept by a primary key stays. */
async function takeIndexes(pool: pg.Pool): Promise<Index[]> {
  const { rows } = await pool.query<Index>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as made from pg_index i
       join pg_class c on c.oid = i.indexrelid where i.indrelid = 'mention'::regclass and not i.indisprimary`,
  )
  for (const { name } of rows) await pool.query(`drop index ${name}`)
  return rows
}

async function buildIndexes(pool: pg.Pool, indexes: Index[]): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query(`set maintenance_work_mem = '1GB'; set max_parallel_maintenance_workers = 2`)
    for (const { made } of indexes) await client.query(made.replace(' ON ONLY ', ' ON '))
  } finally {
    client.release()
  }
}

type Size = { count: number; halves: number }

async function writeMonth(pool: pg.Pool, month: number, { count, halves }: Size, now: Date): Promise<void> {
  const end = now.getTime() - month * monthMs
  await pool.query(
    `insert into mention (id, brand_id, at, heard_at, post_key, network, site, url, kind, text, author_key, author, followers,
                          country, language, sentiment, confidence, intent, reach, queries, reasons, seen_at, words)
     select md5($5 || '-' || g)::uuid::text, $1, s.at, s.at, 'agora ' || $5 || '-' || g, 'agora', 'agora.example',
            'https://agora.example/' || g, 'post', a.text || ' ' || b.text, 'agora u' || g % 50000,
            jsonb_build_object('handle', 'u' || g % 50000, 'name', 'Somebody ' || g % 50000), g % 9000,
            case when g % 3 = 0 then 'BG' end, (array['bg','uk','ru','en','pl','cs','sv'])[1 + g % 7], g % 3 - 1, 0.8, 'other', g % 9000,
            case when g % 200 = 0 then array[$4] else '{}' end, '{}', case when g % 50 > 0 then s.at end, a.words || b.words
       from generate_series(1, $2::int) g
      cross join lateral (select to_timestamp(floor($3::bigint - (g::float8 / $2 * ${monthMs})::bigint) / 1000.0) as at) s
       join half a on a.n = (hashint4(g * 17 + ${month}) & 2147483647) % ${halves}
       join half b on b.n = (hashint4(g * 31 + ${month} + 7) & 2147483647) % ${halves}
      order by s.at`,
    [brandId, count, end, queryId, String(month)],
  )
  await pool.query(
    `insert into mention_hit (query_id, at, mention_id, brand_id, version)
     select $1, at, id, brand_id, 1 from mention
      where at > to_timestamp($2::bigint / 1000.0) and at <= to_timestamp($3::bigint / 1000.0) and queries <> '{}' on conflict do nothing`,
    [queryId, end - monthMs, end],
  )
}
