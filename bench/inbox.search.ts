import { join } from 'node:path'
import pg from 'pg'
import { databaseAccount } from '../kernel/postgres/account.ts'
import { databaseName, urlOf } from '../kernel/postgres/embedded.ts'
import { socketFolder } from '../kernel/postgres/place.ts'
import { defineFigure, type Measured, percentile } from './figure.ts'
import { type Filled, fillInbox } from './inbox/fill.ts'
import { type Caller, setUp, startDesk, withFreshFolder } from './running-desk.ts'

const rounds = 20
const bareQuery = `select id, excerpt, last_at from conversation
  where brand_id = $1 and moved_to is null and state <> 'spam' order by last_at desc, id desc limit 51`

export default defineFigure({
  id: 'inbox.search',
  about:
    'A million interactions: lists, filters and searches over the API, each p95 of the slowest kind (at most 150 ms)',
  run: (say) =>
    withFreshFolder(async (dataDir) => {
      const desk = await startDesk(dataDir)
      const folder = join(dataDir, 'postgres')
      const url = urlOf(socketFolder(databaseAccount(folder), folder), databaseName)
      const pool = new pg.Pool({ connectionString: url, max: 1 })
      try {
        const ask = await setUp(desk.address)
        const began = performance.now()
        const filled = await fill(ask, pool)
        say(`filled in ${((performance.now() - began) / 1000).toFixed(0)} s`)
        const baseline = percentile(
          await timesOf(() => pool.query({ name: 'bare', text: bareQuery, values: [filled.brandIds[0]] })),
          0.95,
        )
        const measured: Measured[] = []
        for (const [kind, asked] of Object.entries(questions(filled))) {
          let [value, n] = [0, 0]
          for (const query of asked) {
            const times = await timesOf(() => answered(ask, query))
            say(
              `${kind} ${query}: p50 ${percentile(times, 0.5).toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms`,
            )
            value = Math.max(value, percentile(times, 0.95))
            n += times.length
          }
          measured.push({
            id: `inbox.search.${kind}`,
            value,
            unit: 'ms',
            baseline,
            n,
            beside: 'a bare page by its index',
          })
        }
        return measured
      } finally {
        await pool.end()
        await desk.stop()
      }
    }),
})

async function fill(ask: Caller, pool: pg.Pool): Promise<Filled> {
  const answer = async <T>(...call: Parameters<Caller>) => (await (await ask(...call)).json()) as T
  const brandIds: string[] = []
  for (const name of ['Roastery', 'Tea room']) {
    const { id } = await answer<{ id: string }>('POST', '/api/brands', { name, zone: 'Europe/Sofia' })
    brandIds.push(id)
  }
  for (let n = 0; n < 4; n++)
    await answer('POST', `/api/brands/${brandIds[n % 2]}/accounts/practice`, { network: n < 2 ? 'vk' : 'mastodon' })
  const me = await answer<{ id: string }>('GET', '/api/me')
  return fillInbox(pool, brandIds, me.id)
}

function questions({ brandIds, userId, words }: Filled): Record<string, string[]> {
  const deep = `after=${encodeURIComponent(`${new Date(Date.now() - 400 * 86_400_000).toISOString()} 2`)}`
  const folders = ['unread', 'mine', 'unassigned', 'waiting', 'snoozed', 'done', 'spam', 'all']
  const q = (text: string, more = '') => `q=${encodeURIComponent(text)}${more}`
  return {
    list: ['', deep, 'order=oldest', 'order=due', ...folders.map((one) => `folder=${one}`), 'counts'],
    filter: [
      ...[
        'kinds=review',
        'networks=mastodon',
        'labels=vip',
        'labels=price',
        'tone=negative',
        'language=uk',
        'lateWithin=60',
      ],
      ...[
        `assignee=${userId}`,
        'assignee=none',
        `brands=${brandIds[1]}`,
        'kinds=review&tone=positive&language=cs&labels=vip',
      ],
      ...[
        `from=${new Date(Date.now() - 500 * 86_400_000).toISOString()}&to=${new Date(Date.now() - 490 * 86_400_000).toISOString()}`,
      ],
      ...['folder=waiting&order=due&kinds=message', 'person=00000000-0000-7000-8000-000000000021'],
    ],
    search: [
      ...[
        q(words.frequent),
        q(words.middling),
        q(words.rare),
        q(words.two),
        q('nowhere to be found'),
        q('Person 1777'),
      ],
      ...[
        q('вк'),
        q('zz'),
        q(words.frequent, '&folder=spam'),
        q(words.rare, '&folder=done'),
        q(words.frequent, '&labels=vip'),
      ],
      ...[q(words.middling, '&order=oldest'), q(words.frequent, `&brands=${brandIds[1]}`), q('ДОСТАВК')],
    ],
  }
}

const answered = async (ask: Caller, query: string) =>
  (await ask('GET', query === 'counts' ? '/api/inbox/counts' : `/api/inbox?${query}`)).arrayBuffer()

async function timesOf(act: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < rounds; n++) {
    const began = performance.now()
    await act()
    times.push(performance.now() - began)
  }
  return times
}
