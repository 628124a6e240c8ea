import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { createLog } from '../log.ts'
import { connect, type Database } from './connect.ts'
import { checksumOf, findMigrations, migrate } from './migrate.ts'

export type FreshDatabase = Database & { url: string }

/**
 * A new database of its own on a real PostgreSQL: the one of TEST_DATABASE_URL, else one started for all test processes
 * together. All migrations are applied, or only those of the modules in `rooms` besides the kernel's. `close` drops it.
 */
export async function freshDatabase(given: { rooms?: string[] } = {}): Promise<FreshDatabase> {
  const server = await testServer()
  const template = await migratedTemplate(server, given.rooms)
  return make(server, `template ${template} strategy file_copy`)
}

/** A new database without any table, for tests of what makes the tables. */
export async function emptyDatabase(): Promise<FreshDatabase> {
  return make(await testServer(), `template template0 encoding 'UTF8'`)
}

async function make(server: string, from: string): Promise<FreshDatabase> {
  const name = `test_${process.pid.toString(36)}_${randomBytes(6).toString('hex')}`
  await ask(server, `create database ${name} ${from}`)
  const url = ofDatabase(server, name)
  const opened = connect({ url, log: createLog('silent'), connections: 8 })
  const close = async () => {
    await opened.close()
    await ask(server, `drop database if exists ${name} with (force)`)
  }
  return { ...opened, url, close }
}

let found: Promise<string> | undefined

function testServer(): Promise<string> {
  found ??= process.env.TEST_DATABASE_URL ? Promise.resolve(process.env.TEST_DATABASE_URL) : sharedServer()
  return found
}

const sharedFolder = join('/tmp', `rialto-tests-${process.getuid?.() ?? 'me'}`)

async function sharedServer(): Promise<string> {
  const deadline = performance.now() + 60_000
  let started = Number.NEGATIVE_INFINITY
  while (performance.now() < deadline) {
    const url = readUrl()
    if (url && (await isUp(url))) return url
    if (performance.now() - started > 5_000) {
      startSharedServer()
      started = performance.now()
    }
    await pause(100)
  }
  throw new Error(`the PostgreSQL for tests did not start: see ${sharedFolder}/log`)
}

function startSharedServer(): void {
  mkdirSync(sharedFolder, { recursive: true, mode: 0o711 })
  const log = openSync(join(sharedFolder, 'log'), 'a')
  const program = join(import.meta.dirname, 'test-server.ts')
  const env = { PATH: process.env.PATH }
  spawn(process.execPath, [program, sharedFolder], { detached: true, stdio: ['ignore', log, log], env }).unref()
}

function readUrl(): string | undefined {
  try {
    return readFileSync(join(sharedFolder, 'url'), 'utf8')
  } catch {
    return undefined
  }
}

async function isUp(url: string): Promise<boolean> {
  try {
    await ask(url, 'select 1')
    return true
  } catch {
    return false
  }
}

/** Made once for each state of the migrations; others who need it meanwhile wait. */
async function migratedTemplate(server: string, rooms?: string[]): Promise<string> {
  const migrations = await findMigrations(rooms)
  const name = `rialto_template_${checksumOf(migrations).slice(0, 16)}`
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    if (await exists(client, name)) return name
    await client.query('select pg_advisory_lock(hashtext($1))', [name])
    if (await exists(client, name)) return name
    const fresh = `${name}_new`
    await client.query(`drop database if exists ${fresh} with (force)`)
    await client.query(`create database ${fresh} template template0 encoding 'UTF8'`)
    const pool = new pg.Pool({ connectionString: ofDatabase(server, fresh), max: 1 })
    await migrate(pool, migrations).finally(() => pool.end())
    await client.query(`alter database ${fresh} rename to ${name}`)
    return name
  } finally {
    await client.end()
  }
}

async function exists(client: pg.Client, name: string): Promise<boolean> {
  return (await client.query('select 1 from pg_database where datname = $1', [name])).rows.length > 0
}

async function ask(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

const ofDatabase = (server: string, name: string) => server.replace(/\/[^/?]*(\?|$)/, `/${name}$1`)
