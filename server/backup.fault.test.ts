import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import pg from 'pg'
import { readConfig } from '../kernel/config.ts'
import { createFiles } from '../kernel/files.ts'
import { lockFolder } from '../kernel/lock.ts'
import { createLog } from '../kernel/log.ts'
import { startEmbedded } from '../kernel/postgres/embedded.ts'
import { makeBackup } from './commands/backup.ts'
import { restoreFrom } from './commands/restore.ts'

const configOf = (dataDir: string) => ({ ...readConfig({ RIALTO_DATA_DIR: dataDir }), logLevel: 'silent' as const })

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

test('a backup made while the desk writes restores to a whole, equal desk', { timeout: 120_000 }, async (t) => {
  const home = mkdtempSync(join(tmpdir(), 'rialto-backup-'))
  t.after(() => rmSync(home, { recursive: true, force: true }))
  const [from, copy, to] = ['from', 'copy', 'to'].map((name) => join(home, name)) as [string, string, string]
  const log = createLog('silent')

  // Held, as by a desk that runs: the backup then comes as a guest.
  mkdirSync(from)
  const lock = lockFolder(from)
  const desk = await startEmbedded({ dataDir: from, log })
  await ask(desk.url, 'create table row (n integer primary key, text text)')
  await ask(desk.url, `insert into row select n, repeat('x', 500) from generate_series(1, 50000) n`)
  const { key } = await (await createFiles(join(from, 'files'))).put(Readable.from(['a picture']), { maxBytes: 100 })
  let writing = true
  let written = 50_000
  const writer = (async () => {
    while (writing) await ask(desk.url, `insert into row values (${written + 1}, 'late')`).then(() => written++)
  })()
  const before = written
  await makeBackup(configOf(from), copy)
  writing = false
  await writer
  await desk.stop()
  lock.release()

  await restoreFrom(configOf(to), copy)
  const restored = await startEmbedded({ dataDir: to, log })
  const [found] = (await ask(restored.url, 'select count(*)::int, max(n), min(n) from row')) as [
    { count: number; max: number },
  ]
  await restored.stop()
  assert.equal(found.count, found.max, 'no row is missing in between')
  assert.ok(found.count >= before && found.count <= written)
  assert.equal((await buffer(await (await createFiles(join(to, 'files'))).read(key))).toString(), 'a picture')
})

test('a restore never touches data that is there, and refuses a backup cut short', { timeout: 60_000 }, async (t) => {
  const home = mkdtempSync(join(tmpdir(), 'rialto-backup-'))
  t.after(() => rmSync(home, { recursive: true, force: true }))
  const [data, copy, cut] = ['data', 'copy', 'cut'].map((name) => join(home, name)) as [string, string, string]
  await (await startEmbedded({ dataDir: data, log: createLog('silent') })).stop()
  await makeBackup(configOf(data), copy)
  await assert.rejects(restoreFrom(configOf(data), copy), /holds data already\. Nothing was changed/)
  await assert.rejects(restoreFrom(configOf(join(home, 'new')), cut), /not a whole backup/)
})
