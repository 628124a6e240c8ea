import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { JsonObject } from '../kernel/json.ts'
import { databaseAccount } from '../kernel/postgres/account.ts'
import { databaseName, urlOf } from '../kernel/postgres/embedded.ts'
import { socketFolder } from '../kernel/postgres/place.ts'
import { createSecrets } from '../kernel/secrets.ts'
import { openMasterKey } from '../server/master-key.ts'
import { bareNotices } from './bare-notices.ts'
import { defineFigure, percentile } from './figure.ts'
import { type Door, deliveryOf } from './inbox/deliveries.ts'
import { type Caller, startDesk, withFreshFolder } from './running-desk.ts'
import { listen, signedIn } from './screen.ts'

const perSecond = 200
const seconds = 30
const accounts = 4

export default defineFigure({
  id: 'inbox.latency',
  about: '200 interactions a second by webhooks, each until a screen hears of it (p95 at most 1,000 ms)',
  run: (say) =>
    withFreshFolder(async (dataDir) => {
      const desk = await startDesk(dataDir)
      const url = urlOf(
        socketFolder(databaseAccount(join(dataDir, 'postgres')), join(dataDir, 'postgres')),
        databaseName,
      )
      const pool = new pg.Pool({ connectionString: url, max: 4 })
      try {
        const { ask, cookie } = await signedIn(desk.address)
        const doors = await openDoors(ask, pool, dataDir)
        await send(desk.address, doors, { from: 0, count: 200 })
        const screen = await listen(desk.address, cookie, deliveredIn)
        const sent = await send(desk.address, doors, { from: 200, count: perSecond * seconds })
        const heard = await screen.until(sent.at.keys(), 30_000)
        const times = [...sent.at].map(([id, at]) => (heard.get(id) ?? Number.POSITIVE_INFINITY) - at)
        const thanked = [...sent.thanked]
        say(
          `p50 ${percentile(times, 0.5).toFixed(0)} ms, p99 ${percentile(times, 0.99).toFixed(0)} ms; the network was thanked after p95 ${percentile(thanked, 0.95).toFixed(0)} ms`,
        )
        say(`sent in ${(sent.ms / 1000).toFixed(1)} s, the last ${(perSecond * seconds) / (sent.ms / 1000)} a second`)
        const baseline = percentile(await bareNotices(pool, perSecond), 0.95)
        const beside = 'a bare insert and notify at the same rate'
        return [{ id: 'inbox.latency', value: percentile(times, 0.95), unit: 'ms', baseline, n: times.length, beside }]
      } finally {
        await pool.end()
        await desk.stop()
      }
    }),
})

/** Practice accounts of a network whose every account has a door of its own. */
async function openDoors(ask: Caller, pool: pg.Pool, dataDir: string): Promise<Door[]> {
  const answer = async <T>(...call: Parameters<Caller>) => (await (await ask(...call)).json()) as T
  const brand = await answer<{ id: string }>('POST', '/api/brands', { name: 'Roastery', zone: 'Europe/Sofia' })
  for (let n = 0; n < accounts; n++)
    await answer('POST', `/api/brands/${brand.id}/accounts/practice`, { network: 'vk' })
  const secrets = createSecrets([openMasterKey({ masterKey: undefined, dataDir })])
  const { rows } = await pool.query<{ id: string; remote_id: string; secrets: string }>(
    'select id, remote_id, secrets from account where brand_id = $1',
    [brand.id],
  )
  return rows.map((row) => {
    const { hook } = JSON.parse(secrets.open(row.secrets, `account ${row.id}`)) as { hook?: string }
    if (!hook) throw new Error('the account has no door')
    return { accountId: row.id, group: Number(row.remote_id), secret: hook }
  })
}

type Sent = { at: Map<string, number>; thanked: number[]; ms: number }

async function send(address: string, doors: Door[], of: { from: number; count: number }): Promise<Sent> {
  const sent: Sent = { at: new Map(), thanked: [], ms: 0 }
  const begun = performance.now()
  const under: Promise<void>[] = []
  for (let n = 0; n < of.count; n++) {
    const wait = begun + (n * 1000) / perSecond - performance.now()
    if (wait > 1) await pause(wait)
    const { door, body, id } = deliveryOf(of.from + n, doors, new Date())
    sent.at.set(id, performance.now())
    under.push(deliver(address, door, body).then((ms) => void sent.thanked.push(ms)))
  }
  await Promise.all(under)
  sent.ms = performance.now() - begun
  return sent
}

async function deliver(address: string, door: Door, body: string): Promise<number> {
  const begun = performance.now()
  const answer = await fetch(new URL(`/webhooks/vk/${door.accountId}`, address), {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body },
  })
  if (answer.status !== 200) throw new Error(`a delivery was answered ${answer.status} ${await answer.text()}`)
  await answer.text()
  return performance.now() - begun
}

const deliveredIn = (type: string, { interactions }: JsonObject) =>
  type === 'account.delivered' && Array.isArray(interactions) ? interactions.map(String) : []
