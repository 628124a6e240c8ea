import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { findMigrations, type Migration, migrate } from './migrate.ts'
import { emptyDatabase } from './testing.ts'

const migration = (name: string, sql: string): Migration => ({
  ...{ name, sql },
  checksum: createHash('sha256').update(sql).digest('hex'),
})
const first = migration('20260101-tea.sql', 'create table tea (name text)')
const second = migration('20260102-cups.sql', 'create table cup (tea text)')

test('a database is brought up to date once, however many processes try', async (t) => {
  const { pool, close } = await emptyDatabase()
  t.after(close)
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(pool, [first, second])))
  assert.deepEqual(applied.flat().sort(), [first.name, second.name])
  assert.deepEqual(await migrate(pool, [first, second]), [])
})

test('a migration that fails leaves nothing of itself, and those before it stand', async (t) => {
  const { pool, close } = await emptyDatabase()
  t.after(close)
  const broken = migration('20260102-broken.sql', 'create table half (a text); select nonsense')
  await assert.rejects(migrate(pool, [first, broken]), /20260102-broken\.sql failed and changed nothing/)
  const { rows } = await pool.query(
    `select to_regclass('tea') is not null as tea, to_regclass('half') is not null as half`,
  )
  assert.deepEqual(rows, [{ tea: true, half: false }])
})

test('a migration that was altered after it was applied is refused by name', async (t) => {
  const { pool, close } = await emptyDatabase()
  t.after(close)
  await migrate(pool, [first])
  const altered = migration(first.name, 'create table tea (name text, origin text)')
  await assert.rejects(migrate(pool, [altered]), /20260101-tea\.sql was altered/)
})

test('a database of a newer version is left alone', async (t) => {
  const { pool, close } = await emptyDatabase()
  t.after(close)
  await migrate(pool, [first, second])
  await assert.rejects(migrate(pool, [first]), /newer Rialto/)
})

test('the migrations of all rooms stand in one order and have names of their own', async () => {
  const names = (await findMigrations()).map((one) => one.name)
  assert.ok(names[0]?.endsWith('-kernel.sql'))
  assert.deepEqual(names, [...names].sort())
})
