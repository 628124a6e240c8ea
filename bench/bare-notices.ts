import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'

/** A row and a notice of it in one transaction, until another connection hears it. */
export async function bareNotices(pool: pg.Pool, perSecond: number, bareInserts = 2_000): Promise<number[]> {
  await pool.query('create table bare_heard (id integer primary key, said jsonb)')
  const listener = await pool.connect()
  const [sent, times] = [new Map<string, number>(), [] as number[]]
  listener.on('notification', ({ payload = '' }) => times.push(performance.now() - (sent.get(payload) ?? 0)))
  await listener.query('listen bare_heard')
  const begun = performance.now()
  const under: Promise<unknown>[] = []
  for (let n = 0; n < bareInserts; n++) {
    const wait = begun + (n * 1000) / perSecond - performance.now()
    if (wait > 1) await pause(wait)
    sent.set(String(n), performance.now())
    const text = `with kept as (insert into bare_heard values ($1, $2)) select pg_notify('bare_heard', $1::text)`
    under.push(pool.query({ name: 'bare', text, values: [n, { text: 'How much is it?' }] }))
  }
  await Promise.all(under)
  while (times.length < bareInserts) await pause(20)
  await listener.query('unlisten *')
  listener.release()
  return times
}
