import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { memoryFolder } from '../kernel/db/memory-folder.ts'
import { canReach, type DatabaseAccount, databaseAccount } from '../kernel/postgres/account.ts'
import { runProgram } from './run-program.ts'

export type SystemPostgres = { version: number; programs: string }
export type Running = { url: string; stop: () => Promise<void> }

const debian = '/usr/lib/postgresql'
const oldest = 15

/** The newest PostgreSQL of the machine that Rialto supports, or why there is none. */
export function findSystemPostgres(folder = debian): SystemPostgres | { absent: string } {
  const versions = existsSync(folder) ? readdirSync(folder).map(Number).filter(Number.isInteger) : []
  const version = Math.max(...versions.filter((one) => existsSync(join(folder, String(one), 'bin/postgres'))))
  if (version >= oldest) return { version, programs: join(folder, String(version), 'bin') }
  const found = version > 0 ? `only PostgreSQL ${version} is` : 'no PostgreSQL is'
  return { absent: `${found} installed in ${folder}; ${oldest} or later is needed (apt-get install postgresql)` }
}

/** Runs it on a new cluster in a temporary folder (in memory where there is room), as a user without rights; stopping takes the folder along. */
export async function startSystemPostgres({ programs }: SystemPostgres): Promise<Running> {
  const home = mkdtempSync(join(memoryFolder() ?? tmpdir(), 'rialto-system-postgres-'))
  const account = databaseAccount(home)
  const remove = () => rmSync(home, { recursive: true, force: true })
  try {
    if (!canReach(account, home)) throw new Error(`the user ${account.name} cannot reach ${home}: set TMPDIR to /tmp`)
    if (account.ids) chownSync(home, account.ids.uid, account.ids.gid)
    await makeCluster(join(programs, 'initdb'), home, account)
    const stop = await serve(join(programs, 'postgres'), home, account)
    const url = `postgresql://postgres@/postgres?host=${encodeURIComponent(home)}`
    return { url, stop: () => stop().finally(remove) }
  } catch (error) {
    remove()
    throw error
  }
}

const environment = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }

async function makeCluster(initdb: string, home: string, { ids }: DatabaseAccount): Promise<void> {
  const args = ['-D', join(home, 'cluster'), '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8']
  const { code, said } = await runProgram(initdb, [...args, '--no-sync'], { cwd: '/', env: environment, ...ids })
  if (code !== 0) throw new Error(`initdb ended with ${code}: ${said}`)
}

const settings = {
  ...{ listen_addresses: '', max_connections: '200', shared_buffers: '64MB', timezone: 'UTC' },
  ...{ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
}

async function serve(postgres: string, home: string, { ids }: DatabaseAccount): Promise<() => Promise<void>> {
  const flags = Object.entries({ ...settings, unix_socket_directories: home }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const child = spawn(postgres, ['-D', join(home, 'cluster'), ...flags], {
    ...{ cwd: '/', env: environment, stdio: ['ignore', 'ignore', 'pipe'] as const, ...ids },
  })
  const said: Buffer[] = []
  child.stderr.on('data', (chunk) => said.push(chunk))
  const ended = once(child, 'close')
  const stop = async () => {
    child.kill('SIGINT')
    await ended
  }
  for (const deadline = performance.now() + 30_000; !(await answers(home)); await pause(100)) {
    if (child.exitCode === null && performance.now() < deadline) continue
    await stop()
    throw new Error(`postgres did not start: ${Buffer.concat(said)}`)
  }
  return stop
}

async function answers(host: string): Promise<boolean> {
  const client = new pg.Client({ host, user: 'postgres', database: 'postgres' })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}
