import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { newId } from '../kernel/id.ts'
import type { JsonObject } from '../kernel/json.ts'
import { createLog } from '../kernel/log.ts'
import { databaseAccount } from '../kernel/postgres/account.ts'
import { databaseName, urlOf } from '../kernel/postgres/embedded.ts'
import { socketFolder } from '../kernel/postgres/place.ts'
import { untaught } from '../modules/listening/index.ts'
import { type Ear, judge } from '../modules/listening/pipeline/judge.ts'
import { mentionIdOf } from '../modules/listening/pipeline/mention-row.ts'
import { QueriesInHand } from '../modules/listening/pipeline/queries-in-hand.ts'
import { bareNotices } from './bare-notices.ts'
import { defineFigure, percentile } from './figure.ts'
import { type Flood, postsOf, refOf, type Said } from './listen/fire-hose.ts'
import { startHose } from './listen/hose-process.ts'
import { makeQuery } from './listen/queries.ts'
import { Talk } from './listen/talk.ts'
import { type Caller, startDesk, withFreshFolder } from './running-desk.ts'
import { listen, signedIn } from './screen.ts'

const [perSecond, queries, brands] = [5_700, 10_000, 20]
const seconds = Number(process.env.RIALTO_LIVE_SECONDS ?? 600)
const network = 'bluesky'
/** Of the queries so many ask for one rare word alone, as for a brand's name; the others for it within what analysts write. */
const names = 200
const [rareName, rareWord] = [4_000, 8_000]
const intake = 'stream of the bench'

type Wanted = { id: string; brandId: string; text: string }

export default defineFigure({
  id: 'listen.live',
  about: `${perSecond} posts a second against ${queries} queries for ${seconds} s: from the stream to the screen (p99 at most 1,000 ms)`,
  run: (say) =>
    withFreshFolder(async (dataDir) => {
      const hose = await startHose()
      await mkdir(dataDir, { recursive: true })
      await writeFile(join(dataDir, 'rialto.config.json'), JSON.stringify({ allowPrivateAddresses: [hose.origin] }))
      const first = await startDesk(dataDir)
      const url = urlOf(
        socketFolder(databaseAccount(join(dataDir, 'postgres')), join(dataDir, 'postgres')),
        databaseName,
      )
      const { ask, cookie } = await signedIn(first.address)
      const pool = new pg.Pool({ connectionString: url, max: 4 })
      const wanted = await fill(pool, ask, hose.origin)
      await pool.end()
      await first.stop()
      const desk = await startDesk(dataDir)
      const measuring = new pg.Pool({ connectionString: url, max: 4 })
      try {
        await hose.heard
        const screen = await listen(desk.address, cookie, keptIn)
        const flood: Flood = { seed: 7, perSecond, seconds }
        const said = await hose.flood(flood)
        say(`${said.ticks.length * said.perTick} posts said in ${spanOf(said).toFixed(1)} s`)
        const due = await expected(wanted, flood, said)
        say(`${due.size} mentions are due, ${(due.size / spanOf(said)).toFixed(0)} a second`)
        const heard = await screen.until(due.keys(), 60_000)
        const times = [...due].map(([id, at]) => toEpoch(heard.get(id)) - at)
        const { rows } = await measuring.query<{ id: string }>('select id from mention')
        const kept = new Set(rows.map(({ id }) => id))
        const [lost, others] = [
          [...due.keys()].filter((id) => !kept.has(id)).length,
          [...kept].filter((id) => !due.has(id)).length,
        ]
        say(
          `lost ${lost}, not due ${others}, twice ${rows.length - kept.size}; never on the screen ${times.filter((ms) => !Number.isFinite(ms)).length}`,
        )
        say(`p50 ${percentile(times, 0.5).toFixed(0)} ms, p95 ${percentile(times, 0.95).toFixed(0)} ms`)
        const baseline = percentile(await bareNotices(measuring, Math.round(due.size / spanOf(said))), 0.99)
        const beside = 'a bare insert and notify at the rate of the mentions'
        return [
          { id: 'listen.live', value: percentile(times, 0.99), unit: 'ms', baseline, n: times.length, beside },
          { id: 'listen.live.lost', value: lost, unit: 'mentions', baseline: null, n: due.size },
        ]
      } finally {
        await measuring.end()
        await desk.stop()
        await hose.stop()
      }
    }),
})

const spanOf = ({ ticks }: Said) => ((ticks.at(-1) ?? 0) - (ticks[0] ?? 0)) / 1000
const toEpoch = (at: number | undefined) => (at === undefined ? Number.POSITIVE_INFINITY : performance.timeOrigin + at)
const keptIn = (type: string, { mentionIds }: JsonObject) =>
  type === 'mention.kept' && Array.isArray(mentionIds) ? mentionIds.map(String) : []

/** Brands with their queries, all hearing one stream. */
async function fill(pool: pg.Pool, ask: Caller, server: string): Promise<Wanted[]> {
  const now = new Date()
  const brandIds: string[] = []
  for (let n = 0; n < brands; n++) {
    const made = (await (await ask('POST', '/api/brands', { name: `Brand ${n}`, zone: 'Europe/Sofia' })).json()) as {
      id: string
    }
    brandIds.push(made.id)
  }
  await pool.query(
    `insert into listening_intake (key, kind, settings, wake_at, made_at) values ($1, 'stream', $2, now(), now())`,
    [intake, JSON.stringify({ network, server: `${server}/subscribe` })],
  )
  const topics = brandIds.map((brandId) => ({ brandId, id: newId(now) }))
  for (const { brandId, id } of topics) {
    await pool.query(
      `insert into listening_topic (id, brand_id, kind, name, place, made_at) values ($1, $2, 'brand', 'Brand', 0, now())`,
      [id, brandId],
    )
    await pool.query(
      `insert into listening_source (id, brand_id, intake_key, name, takes, is_on, made_at)
       values ($1, $2, $3, 'The stream', 'matching', true, now())`,
      [newId(now), brandId, intake],
    )
  }
  const talk = new Talk(7)
  const wanted = Array.from({ length: queries }, (_, n): Wanted => {
    const brandId = brandIds[n % brands] ?? ''
    return {
      id: newId(now),
      brandId,
      text: n < names ? word(talk, rareName) : `${word(talk, rareWord)} AND (${makeQuery(talk).query})`,
    }
  })
  const topicOf = Object.fromEntries(topics.map(({ brandId, id }) => [brandId, id]))
  await pool.query(
    `insert into listening_query (id, brand_id, topic_id, name, text, version, is_on, since, changed_at)
     select given.id, given."brandId", $2::jsonb ->> given."brandId", given.text, given.text, 1, true, now(), now()
       from jsonb_to_recordset($1::jsonb) as given (id text, "brandId" text, text text)`,
    [JSON.stringify(wanted), JSON.stringify(topicOf)],
  )
  return wanted
}

const word = (talk: Talk, rarest: number) => talk.lemma(rarest)[0] ?? ''

/** Which mentions there have to be, by a second look of the same matcher, and when their posts were said. */
async function expected(
  wanted: readonly Wanted[],
  flood: Flood,
  { ticks, perTick }: Said,
): Promise<Map<string, number>> {
  const inHand = new QueriesInHand(createLog('error'))
  for (const { id, brandId, text } of wanted) inHand.set({ id, brandId, version: 1 }, text, [])
  const ears = [...new Set(wanted.map(({ brandId }) => brandId))].map(
    (brandId): Ear => ({ sourceId: '', brandId, workspaceId: '', takes: 'matching', daily: null }),
  )
  const due = new Map<string, number>()
  let n = 0
  for (const post of postsOf(flood)) {
    const at = ticks[Math.floor(n / perTick)] ?? Number.NaN
    const key = `${network} ${refOf(n++)}`
    const author = { handle: 'made', key: 'made' }
    const { text, language } = post
    const heard = {
      key,
      at: new Date(at),
      kind: 'post' as const,
      network,
      site: '',
      text,
      author,
      ...(language && { language }),
    }
    const { found } = await judge([{ what: 'said', post: heard }], { queries: inHand, ears, adapterOf: () => untaught })
    for (const { ear } of found) due.set(mentionIdOf(ear.brandId, key), at)
  }
  return due
}
