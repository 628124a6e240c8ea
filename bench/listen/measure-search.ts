import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { findMigrations, migrate } from '../../kernel/db/migrate.ts'
import { createLog } from '../../kernel/log.ts'
import { startEmbedded } from '../../kernel/postgres/embedded.ts'
import type { World } from '../../kernel/world.ts'
import { MentionsQuery } from '../../modules/listening/api.ts'
import { listMentions } from '../../modules/listening/mentions/list-mentions.ts'
import { openWorld } from '../../server/open-world.ts'
import { configFor } from '../desk.ts'
import { type Measured, percentile } from '../figure.ts'
import { type FilledMentions, fillMentions } from './fill-mentions.ts'

type Say = (line: string) => void
const bareQuery = `select id, text, at from mention where brand_id = $1 order by at desc, id desc limit 51`

/** Lists and searches over so many mentions, of the slowest kind the p95, beside a bare page by its index in the same run. */
export async function measureSearch(id: string, count: number, rounds: number, say: Say): Promise<Measured[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'rialto-bench-'))
  const log = createLog('error')
  const database = await startEmbedded({ dataDir, log })
  const { world, close } = await openWorld(configFor(dataDir, 'http://127.0.0.1:1'), log, database.url)
  const pool = new pg.Pool({ connectionString: database.url, max: 2 })
  try {
    await migrate(world.pool, await findMigrations())
    const began = performance.now()
    const filled = await fillMentions(world, pool, count, new Date())
    say(`${count} mentions in ${((performance.now() - began) / 1_000).toFixed(0)} s, ${await sizeOf(pool)}`)
    await tellPlan(pool, filled, say)
    return await askAll(id, { world, pool, filled, rounds, say })
  } finally {
    await pool.end()
    await close()
    await database.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

type Asking = { world: World; pool: pg.Pool; filled: FilledMentions; rounds: number; say: Say }

async function askAll(id: string, { world, pool, filled, rounds, say }: Asking): Promise<Measured[]> {
  const { brandId } = filled
  const bare = () => pool.query({ name: 'bare', text: bareQuery, values: [brandId] })
  const baseline = percentile(await timesOf(bare, rounds * 5), 0.95)
  const caller = { userId: 'nobody' } as Parameters<typeof listMentions>[1]
  const measured: Measured[] = []
  for (const [kind, asked] of Object.entries(questions(filled))) {
    const all: number[] = []
    for (const query of asked) {
      const read = MentionsQuery.parse(query)
      let shown = 0
      const ask = async () => {
        const page = await listMentions(world.db, caller, brandId, read)
        shown = page.items.length
      }
      const times = await timesOf(ask, rounds)
      all.push(...times)
      const [half, most] = [percentile(times, 0.5), percentile(times, 0.95)].map((one) => one.toFixed(1))
      say(`${kind} ${JSON.stringify(query)}: ${shown} shown, p50 ${half} ms, p95 ${most} ms`)
    }
    const value = percentile(all, 0.95)
    measured.push({
      id: `${id}.${kind}`,
      value,
      unit: 'ms',
      baseline,
      n: all.length,
      beside: 'a bare page by its index',
    })
  }
  return measured
}

function questions({ words, queryId }: FilledMentions): Record<string, Record<string, string>[]> {
  const deep = `${new Date(Date.now() - 300 * 86_400_000).toISOString()} 0`
  const { frequent, middling, scarce, rare, pair } = words
  const one = (list: string[], at = 0) => list[at] ?? ''
  const q = (text: string, more: Record<string, string> = {}) => ({ q: text, ...more })
  return {
    list: [{}, { after: deep }, { folder: 'unseen' }, { queries: queryId }, { queries: queryId, after: deep }],
    filter: [
      ...[{ sentiment: 'negative' }, { languages: 'uk', countries: 'BG' }, { minFollowers: '8990' }],
      ...[{ author: 'agora u77' }, { queries: queryId, sentiment: 'negative' }],
    ],
    search: [
      ...[q(one(frequent)), q(one(middling)), q(one(scarce)), q(one(rare)), q('nowheretobefound')],
      ...[q(`${one(frequent)} ${one(frequent, 1)}`), q(`${one(middling)} ${one(middling, 1)}`)],
      ...[q(`${one(scarce)} ${one(scarce, 1)}`), q(`${one(rare)} OR ${one(rare, 1)} OR ${one(scarce, 2)}`)],
      ...[q(`"${pair}"`), q(`"${one(frequent)} ${one(frequent, 1)}"`), q(`${one(frequent)} NEAR/2 ${one(middling)}`)],
      ...[q(`${one(scarce).slice(0, 4)}*`), q(`${one(middling)} -${one(frequent)}`)],
      ...[q(`${one(rare)} lang:uk`), q(one(middling), { sentiment: 'negative', languages: 'uk' })],
      ...[q(one(scarce), { after: deep }), q(one(rare), { folder: 'unseen' }), q(one(scarce), { queries: queryId })],
    ],
  }
}

async function timesOf(act: () => Promise<unknown>, rounds: number): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < rounds; n++) {
    const began = performance.now()
    await act()
    times.push(performance.now() - began)
  }
  return times
}

async function sizeOf(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ size: string }>(
    'select pg_size_pretty(pg_database_size(current_database())) as size',
  )
  return rows[0]?.size ?? ''
}

/** That only the months asked for are opened, and their index is used. */
async function tellPlan(pool: pg.Pool, { brandId, words }: FilledMentions, say: Say): Promise<void> {
  const { rows } = await pool.query<{ 'QUERY PLAN': string }>(
    `explain (costs off) select m.at, m.id from mention m where m.brand_id = $1 and m.spam_at is null
        and m.words @@ $2::text::tsquery and m.at <= now() - interval '40 days' and m.at >= now() - interval '70 days' limit 8001`,
    [brandId, `'${words.rare[0]}'`],
  )
  for (const row of rows) say(row['QUERY PLAN'])
}
