import pg from 'pg'
import { emptyDatabase } from '../../kernel/db/testing.ts'
import type { Post } from '../../modules/listening/index.ts'
import type { Asked } from './queries.ts'

/** How many of the queries hold for a post, as PostgreSQL answers it: one core, all in memory. */
export type HoldingOf = (post: Post) => Promise<number>

export async function withTsquery<T>(asked: Iterable<Asked>, use: (holdingOf: HoldingOf) => Promise<T>): Promise<T> {
  const database = await emptyDatabase()
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    await client.query('create table saved (query tsquery not null, language text)')
    for (const some of inBatches(asked, 1_000)) await insert(client, some)
    await client.query('set max_parallel_workers_per_gather = 0; analyze saved; select count(*) from saved')
    return await use((post) => countHolding(client, post))
  } finally {
    await client.end()
    await database.close()
  }
}

async function insert(client: pg.Client, some: Asked[]): Promise<void> {
  await client.query(
    'insert into saved select one::tsquery, language from unnest($1::text[], $2::text[]) as _(one, language)',
    [some.map((one) => one.tsquery), some.map((one) => one.language)],
  )
}

async function countHolding(client: pg.Client, post: Post): Promise<number> {
  const { rows } = await client.query<{ holding: number }>({
    name: 'holding',
    text: `select count(*)::int as holding from saved, (select to_tsvector('simple', $1) as post) as one
      where post @@ query and (language is null or language = $2)`,
    values: [post.text, post.language],
  })
  return rows[0]?.holding ?? 0
}

function* inBatches<T>(all: Iterable<T>, size: number): Generator<T[]> {
  let some: T[] = []
  for (const one of all) {
    some.push(one)
    if (some.length === size) {
      yield some
      some = []
    }
  }
  if (some.length > 0) yield some
}
