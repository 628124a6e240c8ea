import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { createLog } from '../log.ts'
import { connect, inTransaction } from './connect.ts'
import { freshDatabase } from './testing.ts'

test('counts are numbers, dates of the calendar are text, and JSON keeps its own keys', async (t) => {
  const { db, close } = await freshDatabase({ rooms: [] })
  t.after(close)
  const { rows } = await sql`
    select count(*) as how_many, date '2026-03-29' as the_day, jsonb_build_object('snake_key', 1) as the_json from (select 1) x
  `.execute(db)
  assert.deepEqual(rows, [{ howMany: 1, theDay: '2026-03-29', theJson: { snake_key: 1 } }])
})

test('what fails inside a transaction undoes all of it, joined parts too', async (t) => {
  const { db, close } = await freshDatabase({ rooms: [] })
  t.after(close)
  const listener = (name: string) => ({ name, xid: '0', seq: 0 })
  const failing = inTransaction(db, async (tx) => {
    await tx.insertInto('eventListener').values(listener('outer')).execute()
    await inTransaction(tx, (same) => same.insertInto('eventListener').values(listener('inner')).execute())
    throw new Error('no')
  })
  await assert.rejects(failing, /no/)
  assert.deepEqual(await db.selectFrom('eventListener').selectAll().execute(), [])
})

test('a connection that the server cuts while idle does not end the process', async (t) => {
  const { pool, close } = await freshDatabase({ rooms: [] })
  t.after(close)
  const other = await pool.connect()
  await pool.query('select 1')
  await other.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
  )
  other.release()
  assert.equal((await pool.query('select 1 as one')).rows[0].one, 1)
})

test('a statement that takes longer than it may is given up, and where there is no limit it takes the time it needs', async (t) => {
  const { url, close } = await freshDatabase({ rooms: [] })
  t.after(close)
  const log = createLog('silent')
  const hurried = connect({ url, log, statementTimeoutMs: 50 })
  t.after(hurried.close)
  await assert.rejects(hurried.pool.query('select pg_sleep(5)'), { code: '57014' })
  assert.equal((await hurried.pool.query('select 1 as one')).rows[0].one, 1)
  await hurried.pool.query(
    `alter database ${new URL(url.replace('@/', '@localhost/')).pathname.slice(1)} set statement_timeout = 50`,
  )
  const patient = connect({ url, log })
  t.after(patient.close)
  assert.equal((await patient.pool.query('select 1 as one from pg_sleep(0.2)')).rows[0].one, 1)
})

test('words of any alphabet can be found by the trigrams they hold', async (t) => {
  const { pool, close } = await freshDatabase({ rooms: [] })
  t.after(close)
  await pool.query('create extension if not exists pg_trgm')
  const { rows } = await pool.query(
    `select word, cardinality(show_trgm(word)) as grams from unnest(array['coffee', 'кафе', 'їжак', 'żółw']) as word`,
  )
  for (const { word, grams } of rows) assert.ok(grams > 3, `${word} has ${grams}`)
})
