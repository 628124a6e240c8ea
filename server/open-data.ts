import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../kernel/config.ts'
import { Held, lockFolder } from '../kernel/lock.ts'
import type { Log } from '../kernel/log.ts'
import { databaseName, urlOf } from '../kernel/postgres/embedded.ts'
import { readPostmaster } from '../kernel/postgres/postmaster.ts'
import { openDatabase } from './database.ts'

/** `visiting`: a desk runs on this data, and we are a guest of its database. */
export type OpenData = { url: string; visiting: boolean; told: string; close: () => Promise<void> }

/** The database for a command that comes and goes: that of the running desk, or started for as long as the command takes. */
export async function openData(config: Config, log: Log): Promise<OpenData> {
  if (config.databaseUrl) {
    const database = await openDatabase(config, log)
    return { url: database.url, visiting: true, told: database.told, close: database.stop }
  }
  if (!existsSync(join(config.dataDir, 'postgres')))
    throw new Error(`There is no database in ${config.dataDir} yet: run rialto start first, or set RIALTO_DATA_DIR.`)
  try {
    const lock = lockFolder(config.dataDir)
    const database = await openDatabase(config, log)
    const close = async () => {
      await database.stop()
      lock.release()
    }
    return { url: database.url, visiting: false, told: database.told, close }
  } catch (error) {
    if (!(error instanceof Held)) throw error
    return { ...visit(config.dataDir), visiting: true, close: async () => {} }
  }
}

function visit(dataDir: string): { url: string; told: string } {
  const running = readPostmaster(join(dataDir, 'postgres'))
  if (!running) throw new Error('A desk is just starting on this data: try again in a few seconds.')
  return { url: urlOf(running.socket, databaseName), told: `PostgreSQL 18, of the running desk` }
}
