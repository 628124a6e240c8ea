import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { Log } from '../log.ts'
import { databaseAccount } from './account.ts'
import { findBinaries } from './binaries.ts'
import { ensureCluster, superuser } from './cluster.ts'
import { socketFolder } from './place.ts'
import { type Cluster, openPostmaster, type Postmaster } from './postmaster.ts'
import type { Settings } from './settings.ts'

export type Embedded = {
  url: string
  /** What was done to get here. */
  how: 'made' | 'started' | 'adopted'
  /** Resolves with the reason when the database cannot be kept running. */
  failed: Promise<Error>
  stop: () => Promise<void>
}

/**
 * Runs the embedded PostgreSQL in `dataDir/postgres` and keeps it running: when it is killed it is started again, up to
 * five times in a minute. The caller holds the lock of `dataDir`.
 */
export async function startEmbedded(given: { dataDir: string; log: Log; settings?: Settings }): Promise<Embedded> {
  const folder = join(given.dataDir, 'postgres')
  const account = databaseAccount(folder)
  await mkdir(given.dataDir, { recursive: true, mode: 0o755 })
  const binaries = await findBinaries(account, given.dataDir)
  const made = await ensureCluster(folder, binaries, account)
  const cluster: Cluster = {
    ...{ folder, binaries, account, settings: given.settings ?? {} },
    socket: socketFolder(account, folder),
    logFile: join(given.dataDir, 'postgres.log'),
  }
  const first = await openPostmaster(cluster)
  await ensureDatabase(cluster.socket)
  const kept = keepRunning(cluster, first, given.log)
  const how = made === 'made' ? 'made' : first.adopted ? 'adopted' : 'started'
  return { url: urlOf(cluster.socket, databaseName), how, ...kept }
}

export const databaseName = 'rialto'

export const urlOf = (socket: string, database: string) =>
  `postgresql://${superuser}@/${database}?host=${encodeURIComponent(socket)}`

function keepRunning(cluster: Cluster, first: Postmaster, log: Log): Pick<Embedded, 'failed' | 'stop'> {
  let current = first
  let stopping = false
  const restarts: number[] = []
  const watch = async (): Promise<Error> => {
    for (;;) {
      await current.ended
      if (stopping) return await new Promise<Error>(() => {})
      restarts.push(performance.now())
      if (restarts.filter((at) => at > performance.now() - 60_000).length > 5)
        return new Error(`the database ended six times within a minute; its log is ${cluster.logFile}`)
      log.warn({ pid: current.pid }, 'the database ended; starting it again')
      try {
        current = await openPostmaster(cluster)
      } catch (error) {
        return error instanceof Error ? error : new Error(String(error))
      }
      if (stopping) await current.stop()
    }
  }
  return {
    failed: watch(),
    stop: async () => {
      stopping = true
      await current.stop()
      await rm(cluster.socket, { recursive: true, force: true })
    },
  }
}

async function ensureDatabase(socket: string): Promise<void> {
  const client = new pg.Client({ host: socket, user: superuser, database: 'postgres' })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [databaseName])
    if (!rowCount) await client.query(`create database ${databaseName}`)
  } finally {
    await client.end()
  }
}
