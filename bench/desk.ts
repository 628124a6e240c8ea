import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../kernel/config.ts'
import { findMigrations, migrate } from '../kernel/db/migrate.ts'
import { createLog } from '../kernel/log.ts'
import { startEmbedded } from '../kernel/postgres/embedded.ts'
import type { NetworkedWorld } from '../networks/world.ts'
import { openWorld } from '../server/open-world.ts'
import { serveFiles } from './file-server.ts'

export type Desk = {
  world: NetworkedWorld
  /** Where networks fetch files. */
  publicUrl: string
  databaseUrl: string
  /** In hexadecimal, for other processes of the same desk. */
  masterKey: string
  close: () => Promise<void>
}

/** A desk as an operator has it: embedded PostgreSQL with all its care for durability, in a folder of its own. */
export async function openDesk(labOrigin: string): Promise<Desk> {
  const dataDir = await mkdtemp(join(tmpdir(), 'rialto-bench-'))
  const desk = await openDeskIn(dataDir, labOrigin)
  const close = async () => {
    await desk.close()
    await rm(dataDir, { recursive: true, force: true })
  }
  return { ...desk, close }
}

export async function openDeskIn(dataDir: string, labOrigin: string, logLevel = 'error'): Promise<Desk> {
  const log = createLog(logLevel)
  const database = await startEmbedded({ dataDir, log })
  const files = await serveFiles()
  const config = { ...configFor(dataDir, labOrigin, logLevel), publicUrl: files.url }
  const { world, close } = await openWorld(config, log, database.url)
  await migrate(world.pool, await findMigrations())
  files.open(world)
  return {
    ...{ world, publicUrl: files.url, databaseUrl: database.url, masterKey: config.masterKey.toString('hex') },
    close: async () => {
      await close()
      await files.close()
      await database.stop()
    },
  }
}

export const configFor = (dataDir: string, labOrigin: string, logLevel = 'error'): Config & { masterKey: Buffer } => ({
  ...{ dataDir, databaseUrl: undefined, host: '127.0.0.1', port: 0, publicUrl: 'http://127.0.0.1:4400' },
  ...{ masterKey: randomBytes(32), retiredMasterKeys: [], smtpUrl: undefined, mailFrom: 'Rialto <rialto@localhost>' },
  ...{ logLevel, practice: false, roles: ['worker'], trustProxy: false, allowPrivateAddresses: [labOrigin] },
  networkApps: {},
  ...{ ffmpeg: undefined, statementTimeoutSeconds: 0, listeningDays: 7, listeningGigabytes: 1 },
})
