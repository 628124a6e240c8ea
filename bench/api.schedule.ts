import { join } from 'node:path'
import pg from 'pg'
import { databaseAccount } from '../kernel/postgres/account.ts'
import { databaseName, urlOf } from '../kernel/postgres/embedded.ts'
import { socketFolder } from '../kernel/postgres/place.ts'
import { wallAt } from '../kernel/wall-time.ts'
import { defineFigure, percentile } from './figure.ts'
import { type Caller, setUp, startDesk, withFreshFolder } from './running-desk.ts'

const calls = 200
const zone = 'Europe/Sofia'

export default defineFigure({
  id: 'api.schedule',
  about: 'Scheduling a post on an account over the API of a desk that runs',
  run: (say) =>
    withFreshFolder(async (dataDir) => {
      const desk = await startDesk(dataDir)
      try {
        const times = await scheduleMany(await setUp(desk.address))
        const bare = await bareInserts(dataDir)
        say(
          `p50 ${percentile(times, 0.5).toFixed(1)} ms; a bare durable insert p50 ${percentile(bare, 0.5).toFixed(2)} ms`,
        )
        const baseline = percentile(bare, 0.95)
        return [
          {
            id: 'api.schedule',
            value: percentile(times, 0.95),
            unit: 'ms',
            baseline,
            n: calls,
            beside: 'a bare insert',
          },
        ]
      } finally {
        await desk.stop()
      }
    }),
})

async function scheduleMany(ask: Caller): Promise<number[]> {
  const answer = async <T>(...call: Parameters<Caller>) => (await (await ask(...call)).json()) as T
  const brand = await answer<{ id: string }>('POST', '/api/brands', { name: 'Roastery', zone })
  const of = `/api/brands/${brand.id}`
  const { items } = await answer<{ items: { id: string; practice: boolean }[] }>('GET', '/api/networks')
  const network = items.find((one) => one.practice)?.id
  const { accounts } = await answer<{ accounts: { id: string }[] }>('POST', `${of}/accounts/practice`, { network })
  const accountIds = accounts.map((one) => one.id)
  const times: number[] = []
  for (let n = 0; n < calls; n++) {
    const body = { parts: [{ text: `Coffee of the day ${n}`, media: [] }] }
    const post = await answer<{ id: string }>('POST', `${of}/posts`, { body, accountIds })
    const plan = { wall: wallAt(new Date(Date.now() + 86_400_000 + n * 60_000), zone), zone }
    const began = performance.now()
    await ask('POST', `${of}/posts/${post.id}/schedule`, { plan })
    times.push(performance.now() - began)
  }
  return times
}

/** The least that anything written durably costs here: one row, on the same database. */
async function bareInserts(dataDir: string): Promise<number[]> {
  const folder = join(dataDir, 'postgres')
  const client = new pg.Client({ connectionString: urlOf(socketFolder(databaseAccount(folder), folder), databaseName) })
  await client.connect()
  await client.query('create table bare (n integer)')
  const times: number[] = []
  for (let n = 0; n < calls; n++) {
    const began = performance.now()
    await client.query('insert into bare values ($1)', [n])
    times.push(performance.now() - began)
  }
  await client.end()
  return times
}
