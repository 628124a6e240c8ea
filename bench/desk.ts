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

export type Desk = { world: NetworkedWorld; databaseUrl: string; close: () => Promise<void> }

/** A desk as an operator has it: embedded PostgreSQL with all its care for durability, in a folder of its own. */
export async function openDesk(labOrigin: string, logLevel = 'error'): Promise<Desk> {
  const dataDir = await mkdtemp(join(tmpdir(), 'rialto-bench-'))
  const log = createLog(logLevel)
  const database = await startEmbedded({ dataDir, log })
  const config = configFor(dataDir, labOrigin, logLevel)
  const { world, close } = await openWorld(config, log, database.url)
  await migrate(world.pool, await findMigrations())
  return {
    world,
    databaseUrl: database.url,
    close: async () => {
      await close()
      await database.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export const configFor = (dataDir: string, labOrigin: string, logLevel: string): Config => ({
  ...{ dataDir, databaseUrl: undefined, host: '127.0.0.1', port: 0, publicUrl: 'http://127.0.0.1:4400' },
  ...{ masterKey: randomBytes(32), retiredMasterKeys: [], smtpUrl: undefined, mailFrom: 'Rialto <rialto@localhost>' },
  ...{ logLevel, practice: false, roles: ['worker'], trustProxy: false, allowPrivateAddresses: [labOrigin] },
})
