import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { DatabaseAccount } from './account.ts'
import type { Binaries } from './binaries.ts'
import { databaseEnvironment, superuser } from './cluster.ts'
import { placeFor } from './place.ts'
import { asArguments, type Settings } from './settings.ts'

export type Cluster = {
  folder: string
  socket: string
  logFile: string
  binaries: Binaries
  account: DatabaseAccount
  settings: Settings
}

/** The running head of a cluster. `ended` resolves when it is gone, whoever started it. */
export type Postmaster = { pid: number; adopted: boolean; ended: Promise<void>; stop: () => Promise<void> }

const startTimeout = 60_000
const stopTimeout = 30_000

/**
 * Takes over a postmaster that an earlier process left behind, or starts one. A postmaster killed a moment ago may still
 * hold its lock or its memory: it is waited for. One that is killed while it starts is started again. Gives up after a minute.
 */
export async function openPostmaster(cluster: Cluster, signal?: AbortSignal): Promise<Postmaster> {
  const orphan = await adopt(cluster)
  if (orphan) return orphan
  const deadline = performance.now() + startTimeout
  for (;;) {
    const tried = await start(cluster, deadline, signal)
    if (tried.ok) return tried.postmaster
    signal?.throwIfAborted()
    const passing = tried.killed || /lock file .* already exists|pre-existing shared memory block/.test(tried.said)
    if (!passing || performance.now() > deadline)
      throw new Error(`the database did not start; its log ${cluster.logFile} says: ${tried.said || 'nothing'}`)
    await pause(200, undefined, { signal })
  }
}

/** Can be asked something now? */
export async function answers(socket: string): Promise<boolean> {
  const client = new pg.Client({ host: socket, user: superuser, database: 'postgres', connectionTimeoutMillis: 5_000 })
  try {
    client.on('error', () => {})
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/** The postmaster named by the cluster's own pid file, if that process lives and is a PostgreSQL. */
export function readPostmaster(folder: string): { pid: number; socket: string } | undefined {
  try {
    const lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    return pid > 1 && isPostgres(pid) ? { pid, socket: lines[4] ?? '' } : undefined
  } catch {
    return undefined
  }
}

async function adopt(cluster: Cluster): Promise<Postmaster | undefined> {
  const found = readPostmaster(cluster.folder)
  if (!found) return undefined
  const postmaster: Postmaster = {
    pid: found.pid,
    adopted: true,
    ended: untilGone(found.pid),
    stop: () => stop(found.pid, postmaster.ended),
  }
  const reachable = found.socket === cluster.socket && (await untilAnswering(cluster, found.pid))
  if (reachable) return postmaster
  await postmaster.stop()
  return undefined
}

async function untilAnswering(cluster: Cluster, pid: number): Promise<boolean> {
  const deadline = performance.now() + 15_000
  while (performance.now() < deadline && isPostgres(pid)) {
    if (await answers(cluster.socket)) return true
    await pause(100)
  }
  return false
}

type Started = { ok: true; postmaster: Postmaster } | { ok: false; killed: boolean; said: string }

async function start(cluster: Cluster, deadline: number, signal: AbortSignal | undefined): Promise<Started> {
  keepLogSmall(cluster.logFile)
  const logged = sizeOf(cluster.logFile)
  const place = placeFor(cluster.account, cluster.folder)
  const log = openSync(cluster.logFile, 'a', 0o600)
  const args = ['-D', place.path, '-c', `unix_socket_directories=${cluster.socket}`, ...asArguments(cluster.settings)]
  // A group of its own, so that Ctrl-C in a terminal reaches us alone and work in hand can still be finished.
  const child = spawn(cluster.binaries.postgres, args, {
    stdio: ['ignore', log, log, ...place.stdio],
    detached: true,
    cwd: '/',
    env: databaseEnvironment,
    ...cluster.account.ids,
  })
  closeSync(log)
  place.close()
  let running = true
  let killed = false
  const ended = new Promise<void>((resolve, reject) => {
    child.on('exit', (_code, by) => {
      running = false
      killed = by === 'SIGKILL'
      resolve()
    })
    child.on('error', reject)
  })
  ended.catch(() => {})
  while (running && performance.now() < deadline && !signal?.aborted) {
    if (child.pid && (await answers(cluster.socket))) {
      child.unref()
      const pid = child.pid
      return { ok: true, postmaster: { pid, adopted: false, ended, stop: () => stop(pid, ended) } }
    }
    await Promise.race([pause(40), ended])
  }
  if (running && child.pid) await stop(child.pid, ended)
  await ended
  return { ok: false, killed, said: readFileSync(cluster.logFile).subarray(logged).toString().trim().slice(-2_000) }
}

/** Fast first: open work is rolled back and everything is written; then at once, which the next start repairs. */
async function stop(pid: number, ended: Promise<void>): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!isPostgres(pid)) return
    process.kill(pid, signal)
    const waiting = new AbortController()
    const late = pause(stopTimeout, 'late' as const, { signal: waiting.signal }).catch(() => 'late' as const)
    const outcome = await Promise.race([ended, late])
    waiting.abort()
    if (outcome !== 'late') return
  }
}

async function untilGone(pid: number): Promise<void> {
  while (isPostgres(pid)) await pause(250, undefined, { ref: false })
}

/** Not merely alive: numbers of dead processes are given to others, and a killed one stays as a zombie for a while. */
function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  if (process.platform !== 'linux') return true
  try {
    const [, name, state] = /\((.*)\) (\S)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return name === 'postgres' && state !== 'Z' && state !== 'X'
  } catch {
    return false
  }
}

const largestLog = 10 * 1024 * 1024

function keepLogSmall(file: string): void {
  if (sizeOf(file) > largestLog) renameSync(file, `${file}.1`)
}

const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0
