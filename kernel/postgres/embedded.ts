import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
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
  /** Resolves with the reason when there is nothing left to run. */
  failed: Promise<Error>
  stop: () => Promise<void>
}

/**
 * Runs the embedded PostgreSQL in `dataDir/postgres` and keeps it running: whenever it ends, also while it repairs itself,
 * it is started again, for as long as its data is there. The caller holds the lock of `dataDir`.
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
  const stopping = new AbortController()
  let current = first
  const reopen = async (): Promise<Postmaster | undefined> => {
    try {
      return await openPostmaster(cluster, stopping.signal)
    } catch (error) {
      if (!stopping.signal.aborted) log.error({ err: error }, 'the database did not start; it is tried again')
      return undefined
    }
  }
  const watch = async (): Promise<Error | undefined> => {
    let ends: number[] = []
    for (;;) {
      await current.ended
      if (stopping.signal.aborted) return undefined
      if (!existsSync(cluster.folder)) return new Error(`the data of the database is gone: ${cluster.folder}`)
      ends = [...ends.filter((at) => at > performance.now() - 60_000), performance.now()]
      const waitMs = restMs(ends.length)
      log.warn({ pid: current.pid, waitMs, log: cluster.logFile }, 'the database ended; it is started again')
      await pause(waitMs, undefined, { signal: stopping.signal }).catch(() => {})
      if (!stopping.signal.aborted) current = (await reopen()) ?? current
      // It may have come up after all while we were told to stop: whoever stops us stops that one too.
      if (stopping.signal.aborted) return undefined
    }
  }
  const watching = watch()
  return {
    failed: watching.then((error) => error ?? new Promise<never>(() => {})),
    stop: async () => {
      stopping.abort()
      await current.stop()
      await watching
      await current.stop()
      await rm(cluster.socket, { recursive: true, force: true })
    },
  }
}

const longestRestMs = 5_000

/** The first times at once, then after growing pauses: whatever ends it may be over soon, and somebody still wants it. */
const restMs = (endsInAMinute: number) =>
  endsInAMinute < 3 ? 0 : Math.min(100 * 2 ** (endsInAMinute - 2), longestRestMs)

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
