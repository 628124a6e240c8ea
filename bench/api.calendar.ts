import { join } from 'node:path'
import pg from 'pg'
import { newId } from '../kernel/id.ts'
import { databaseAccount } from '../kernel/postgres/account.ts'
import { databaseName, urlOf } from '../kernel/postgres/embedded.ts'
import { socketFolder } from '../kernel/postgres/place.ts'
import { defineFigure, percentile } from './figure.ts'
import { type Caller, setUp, startDesk, withFreshFolder } from './running-desk.ts'

const posts = 10_000
const calls = 100
const month = { from: '2031-03-01T00:00:00.000Z', to: '2031-04-01T00:00:00.000Z' }
const bareQuery = `select id, brand_id, plan_at, plan_zone, left(excerpt, 80), rubric_id, stage, account_ids, thumbnail_media_id
  from post where brand_id = $1 and plan_at >= $2 and plan_at < $3 order by plan_at`

export default defineFigure({
  id: 'api.calendar',
  about: 'A month of 10,000 posts on two accounts over the API, until its last byte has come (p95 at most 80 ms)',
  run: (say) =>
    withFreshFolder(async (dataDir) => {
      const desk = await startDesk(dataDir)
      const database = await openDatabaseOf(dataDir)
      try {
        const ask = await setUp(desk.address)
        const brandId = await fillMonth(ask, database)
        const [{ served, kilobytes }, bare] = [await askMonths(ask), await bareMonths(database, brandId)]
        say(`${kilobytes} kB; p50 ${shown(served, 0.5)} ms; the bare query p50 ${shown(bare, 0.5)} ms`)
        const value = percentile(served, 0.95)
        const baseline = percentile(bare, 0.95)
        return [{ id: 'api.calendar', value, unit: 'ms', baseline, n: calls, beside: 'a bare query of those posts' }]
      } finally {
        await database.end()
        await desk.stop()
      }
    }),
})

const shown = (times: number[], share: number) => percentile(times, share).toFixed(1)

async function openDatabaseOf(dataDir: string): Promise<pg.Client> {
  const folder = join(dataDir, 'postgres')
  const client = new pg.Client({ connectionString: urlOf(socketFolder(databaseAccount(folder), folder), databaseName) })
  client.on('error', () => {})
  await client.connect()
  return client
}

async function fillMonth(ask: Caller, database: pg.Client): Promise<string> {
  const answer = async <T>(...call: Parameters<Caller>) => (await (await ask(...call)).json()) as T
  const brand = await answer<{ id: string }>('POST', '/api/brands', { name: 'Roastery', zone: 'Europe/Sofia' })
  const of = `/api/brands/${brand.id}`
  const { items } = await answer<{ items: { id: string; practice: boolean }[] }>('GET', '/api/networks')
  const accounts: { id: string; network: string }[] = []
  for (const { id: network } of items.filter((one) => one.practice).slice(0, 2)) {
    const connected = await answer<{ accounts: { id: string }[] }>('POST', `${of}/accounts/practice`, { network })
    accounts.push(...connected.accounts.map(({ id }) => ({ id, network })))
  }
  const ids = Array.from({ length: posts }, () => newId(new Date()))
  await database.query(fillPosts, [ids, brand.id, accounts.map((one) => one.id), month.from])
  const values = [brand.id, accounts.map((one) => one.id), accounts.map((one) => one.network)]
  await database.query(fillPublications, values)
  // As the database does by itself within a minute.
  await database.query('vacuum analyze')
  return brand.id
}

const fillPosts = `
  insert into post (id, brand_id, body, account_ids, plan_wall, plan_zone, plan_at, excerpt, words, stage,
                    created_by, created_at, changed_by, changed_at)
  select id, $2, jsonb_build_object('parts', jsonb_build_array(jsonb_build_object('text', words, 'media', '[]'::jsonb))),
         $3::text[], to_char(at at time zone 'Europe/Sofia', 'YYYY-MM-DD"T"HH24:MI'), 'Europe/Sofia', at,
         left(words, 120), words, 'draft', 'bench', now(), 'bench', now()
  from (select id, $4::timestamptz + n * interval '4 minutes' as at,
               'A washed Ethiopian roasted on Monday, with notes of bergamot and peach; lot ' || n
               || '. Rösten, смляна на място, мелена вранці ☕ and at your door by Thursday morning.' as words
        from unnest($1::text[]) with ordinality as given (id, n)) as made`

const fillPublications = `
  insert into publication (id, brand_id, post_id, account_id, network, state, wall, zone, due_at, wake_at, work,
                           created_by, created_at, changed_at)
  select gen_random_uuid()::text, $1, post.id, account_id, network, 'planned', plan_wall, plan_zone, plan_at, plan_at,
         'publish', 'bench', now(), now()
  from post, unnest($2::text[], $3::text[]) as given (account_id, network)`

async function askMonths(ask: Caller): Promise<{ served: number[]; kilobytes: number }> {
  const served: number[] = []
  let bytes = 0
  for (let n = 0; n < calls; n++) {
    const began = performance.now()
    const body = Buffer.from(await (await ask('GET', `/api/calendar?${new URLSearchParams(month)}`)).arrayBuffer())
    served.push(performance.now() - began)
    const { entries } = JSON.parse(body.toString()) as { entries: unknown[] }
    if (entries.length !== posts) throw new Error(`the calendar has ${entries.length} of ${posts} posts`)
    bytes = body.length
  }
  return { served, kilobytes: Math.round(bytes / 1000) }
}

async function bareMonths(database: pg.Client, brandId: string): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < calls; n++) {
    const began = performance.now()
    await database.query({ name: 'bare', text: bareQuery, values: [brandId, month.from, month.to] })
    times.push(performance.now() - began)
  }
  return times
}
