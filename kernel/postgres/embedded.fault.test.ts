import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type TestContext, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { createLog } from '../log.ts'
import { until } from '../testing.ts'
import { databaseAccount } from './account.ts'
import { startEmbedded } from './embedded.ts'
import { readPostmaster } from './postmaster.ts'

/** A desk in small: it holds the data, runs the database, and tells each write once it is acknowledged. */
const writer = `
  import { connect } from '${join(import.meta.dirname, '../db/connect.ts')}'
  import { lockFolder } from '${join(import.meta.dirname, '../lock.ts')}'
  import { createLog } from '${join(import.meta.dirname, '../log.ts')}'
  import { startEmbedded } from '${join(import.meta.dirname, 'embedded.ts')}'
  const [dataDir] = process.argv.slice(1)
  lockFolder(dataDir)
  const log = createLog('silent')
  const database = await startEmbedded({ dataDir, log })
  const { pool } = connect({ url: database.url, log })
  process.on('SIGTERM', async () => { await pool.end(); await database.stop(); process.exit(0) })
  database.failed.then((error) => { console.log('failed ' + error.message); process.exit(3) })
  await pool.query('create table if not exists row (n bigint primary key)')
  console.log(database.how)
  for (let n = Date.now() * 100; ; n++) {
    try {
      await pool.query('insert into row values ($1)', [n])
      console.log('row ' + n)
    } catch { await new Promise((resolve) => setTimeout(resolve, 20)) }
  }
`

type Running = { child: ChildProcess; acknowledged: string[]; said: string[] }

async function run(t: TestContext, dataDir: string, ids?: { uid: number; gid: number }): Promise<Running> {
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', writer, dataDir], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...ids,
  })
  t.after(() => child.kill('SIGKILL'))
  const running: Running = { child, acknowledged: [], said: [] }
  child.stderr?.on('data', (chunk) => running.said.push(String(chunk)))
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('row ')) running.acknowledged.push(line.slice(4))
    else running.said.push(line)
  })
  await until(() => running.acknowledged.length > 5 || child.exitCode !== null, 90_000)
  assert.equal(child.exitCode, null, running.said.join('\n'))
  return running
}

function freshFolder(t: TestContext): string {
  const home = mkdtempSync(join(tmpdir(), 'rialto-life-'))
  const dataDir = join(home, 'data')
  mkdirSync(dataDir)
  t.after(async () => {
    const left = readPostmaster(join(dataDir, 'postgres'))
    if (left) process.kill(left.pid, 'SIGQUIT')
    await until(() => !readPostmaster(join(dataDir, 'postgres')))
    rmSync(home, { recursive: true, force: true })
  })
  return dataDir
}

const postmasterOf = (dataDir: string): number => {
  const found = readPostmaster(join(dataDir, 'postgres'))
  assert.ok(found, 'the database runs')
  return found.pid
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

async function rowsOf(dataDir: string): Promise<Set<string>> {
  const database = await startEmbedded({ dataDir, log: createLog('silent') })
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const { rows } = await client.query<{ n: string }>('select n::text from row')
  await client.end()
  await database.stop()
  return new Set(rows.map((row) => row.n))
}

const lost = (acknowledged: string[], kept: Set<string>) => acknowledged.filter((n) => !kept.has(n))

test('a database killed under a running desk is started again, and no acknowledged write is lost', {
  timeout: 300_000,
}, async (t) => {
  const dataDir = freshFolder(t)
  const desk = await run(t, dataDir)
  for (let n = 0; n < 3; n++) {
    const pid = postmasterOf(dataDir)
    process.kill(pid, 'SIGKILL')
    // What it had begun may still be acknowledged by those it left behind.
    await until(() => (readPostmaster(join(dataDir, 'postgres'))?.pid ?? pid) !== pid)
    const before = desk.acknowledged.length
    await until(() => desk.acknowledged.length > before + 20)
  }
  desk.child.kill('SIGTERM')
  await once(desk.child, 'exit')
  assert.deepEqual(lost(desk.acknowledged, await rowsOf(dataDir)), [])
})

test('a desk killed leaves its database behind, and the next start takes that one over', {
  timeout: 300_000,
}, async (t) => {
  const dataDir = freshFolder(t)
  const first = await run(t, dataDir)
  const orphan = postmasterOf(dataDir)
  await killed(first.child)
  assert.equal(postmasterOf(dataDir), orphan)
  const second = await run(t, dataDir)
  assert.deepEqual(second.said, ['adopted'])
  assert.equal(postmasterOf(dataDir), orphan)
  process.kill(orphan, 'SIGKILL')
  const before = second.acknowledged.length
  await until(() => second.acknowledged.length > before + 20)
  second.child.kill('SIGTERM')
  await once(second.child, 'exit')
  assert.equal(readPostmaster(join(dataDir, 'postgres')), undefined)
  assert.deepEqual(lost([...first.acknowledged, ...second.acknowledged], await rowsOf(dataDir)), [])
})

test('everything killed at once, again and again, loses no acknowledged write', { timeout: 300_000 }, async (t) => {
  const dataDir = freshFolder(t)
  const acknowledged: string[] = []
  for (let round = 0; round < 5; round++) {
    const desk = await run(t, dataDir)
    await pause(30 * round)
    const database = postmasterOf(dataDir)
    desk.child.kill('SIGKILL')
    process.kill(database, 'SIGKILL')
    await killed(desk.child)
    acknowledged.push(...desk.acknowledged)
  }
  assert.deepEqual(lost(acknowledged, await rowsOf(dataDir)), [])
})

test('a database killed again and again, also while it repairs itself, comes back once it is let live', {
  timeout: 300_000,
}, async (t) => {
  const dataDir = freshFolder(t)
  const desk = await run(t, dataDir)
  let kills = 0
  for (const end = performance.now() + 8_000; performance.now() < end; await pause(40)) {
    const found = readPostmaster(join(dataDir, 'postgres'))
    if (!found) continue
    process.kill(found.pid, 'SIGKILL')
    kills += 1
  }
  assert.ok(kills >= 6, `killed only ${kills} times`)
  const before = desk.acknowledged.length
  await until(() => desk.acknowledged.length > before + 20, 60_000)
  assert.equal(desk.child.exitCode, null, desk.said.join('\n'))
  desk.child.kill('SIGTERM')
  await once(desk.child, 'exit')
  assert.deepEqual(lost(desk.acknowledged, await rowsOf(dataDir)), [])
})

test('a desk is stopped at whatever moment its database is being started again', { timeout: 300_000 }, async (t) => {
  const dataDir = freshFolder(t)
  for (let afterMs = 0; afterMs <= 320; afterMs += 40) {
    const desk = await run(t, dataDir)
    process.kill(postmasterOf(dataDir), 'SIGKILL')
    await pause(afterMs)
    desk.child.kill('SIGTERM')
    await once(desk.child, 'exit', { signal: AbortSignal.timeout(60_000) })
    assert.equal(readPostmaster(join(dataDir, 'postgres')), undefined)
  }
})

test('an ordinary user runs it as root does', { timeout: 300_000 }, async (t) => {
  if (process.getuid?.() !== 0) return t.skip('only root can become an ordinary user')
  const { ids } = databaseAccount('/nonexistent')
  assert.ok(ids)
  const dataDir = freshFolder(t)
  for (const folder of [join(dataDir, '..'), dataDir]) chownSync(folder, ids.uid, ids.gid)
  const desk = await run(t, dataDir, ids)
  await killed(desk.child)
  const again = await run(t, dataDir, ids)
  again.child.kill('SIGTERM')
  await once(again.child, 'exit')
  assert.deepEqual(lost([...desk.acknowledged, ...again.acknowledged], await rowsOf(dataDir)), [])
})
