import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pool, PoolClient } from 'pg'

export type Migration = { name: string; sql: string; checksum: string }

const root = join(import.meta.dirname, '../..')
/** Any number, the same in every Rialto: whoever holds it migrates. */
const migrationLock = 7_425_461

/** The migrations of the kernel and of all modules (or only of the rooms named), in order of file name. */
export async function findMigrations(rooms?: string[]): Promise<Migration[]> {
  const modules = existsSync(join(root, 'modules')) ? await readdir(join(root, 'modules')) : []
  const wanted = ['kernel', ...modules].filter((name) => name === 'kernel' || !rooms || rooms.includes(name))
  const folders = wanted.map((name) => join(root, name === 'kernel' ? name : `modules/${name}`, 'migrations'))
  const found = (await Promise.all(folders.filter(existsSync).map(readFolder))).flat()
  found.sort((a, b) => (a.name < b.name ? -1 : 1))
  const twice = found.find((one, n) => one.name === found[n + 1]?.name)
  if (twice) throw new Error(`two migrations are called ${twice.name}; rename the newer one`)
  return found
}

export const checksumOf = (migrations: Migration[]) =>
  sha256(migrations.map((one) => `${one.name} ${one.checksum}`).join('\n'))

/**
 * Applies what is missing, each in its own transaction, and returns the names applied.
 * Throws when an applied one was altered since, or is not known to this version of Rialto.
 */
export async function migrate(pool: Pool, migrations: Migration[]): Promise<string[]> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    try {
      const missing = await missingOf(client, migrations)
      for (const one of missing) await apply(client, one)
      return missing.map((one) => one.name)
    } finally {
      await client.query('select pg_advisory_unlock($1)', [migrationLock])
    }
  } finally {
    client.release()
  }
}

async function readFolder(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql'))
  const misnamed = names.find((name) => !/^\d{8}-[a-z0-9-]+\.sql$/.test(name))
  if (misnamed) throw new Error(`${join(folder, misnamed)} should be called YYYYMMDD-what-it-does.sql`)
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8')
      return { name, sql, checksum: sha256(sql.replaceAll('\r\n', '\n')) }
    }),
  )
}

async function missingOf(client: PoolClient, migrations: Migration[]): Promise<Migration[]> {
  await client.query(
    'create table if not exists migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
  )
  const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from migrations')
  for (const row of rows) {
    const known = migrations.find((one) => one.name === row.name)
    if (!known) throw new Error(`this database was made by a newer Rialto (it has ${row.name}): start that version`)
    if (known.checksum !== row.checksum)
      throw new Error(
        `the migration ${row.name} was altered after it was applied: restore it, and put the change into a new one`,
      )
  }
  const applied = new Set(rows.map((row) => row.name))
  return migrations.filter((one) => !applied.has(one.name))
}

async function apply(client: PoolClient, migration: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(migration.sql)
    await client.query('insert into migrations (name, checksum) values ($1, $2)', [migration.name, migration.checksum])
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback')
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`the migration ${migration.name} failed and changed nothing: ${why}`, { cause })
  }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
