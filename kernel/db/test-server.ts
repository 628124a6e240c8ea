import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { Held, lockFolder } from '../lock.ts'
import { createLog } from '../log.ts'
import { startEmbedded } from '../postgres/embedded.ts'
import { readPostmaster } from '../postgres/postmaster.ts'
import { memoryFolder } from './memory-folder.ts'

/**
 * The PostgreSQL that all test processes of one user share. The first who needs it starts this program; it ends, and takes
 * its folder along, when nobody has been connected for a while.
 */
const idleMs = 45_000

async function serve(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  const lock = lockFolder(folder)
  const inMemory = memoryFolder()
  const dataDir = inMemory ? join(inMemory, basename(folder)) : join(folder, 'data')
  await endOrphan(join(dataDir, 'postgres'))
  rmSync(dataDir, { recursive: true, force: true })
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' }
  const server = await startEmbedded({ dataDir, log: createLog('warn'), settings })
  writeFileSync(join(folder, 'url'), server.url)
  await Promise.race([untilIdle(server.url), server.failed, asked()])
  rmSync(join(folder, 'url'))
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
  rmSync(socketOf(server.url), { recursive: true, force: true })
  lock.release()
}

/** Left by an earlier one of us that was killed. */
async function endOrphan(cluster: string): Promise<void> {
  const orphan = readPostmaster(cluster)
  if (!orphan) return
  process.kill(orphan.pid, 'SIGQUIT')
  while (readPostmaster(cluster)) await pause(50)
}

const asked = () => new Promise((resolve) => process.once('SIGTERM', resolve).once('SIGINT', resolve))

const socketOf = (url: string) => new URL(url.replace('@/', '@localhost/')).searchParams.get('host') ?? dirname(url)

async function untilIdle(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  let busyAt = performance.now()
  while (performance.now() - busyAt < idleMs) {
    await pause(2_000)
    const { rows } = await client.query(
      `select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    )
    if (rows.length) busyAt = performance.now()
  }
  await client.end()
}

try {
  await serve(process.argv[2] ?? '')
} catch (error) {
  if (!(error instanceof Held)) throw error
}
