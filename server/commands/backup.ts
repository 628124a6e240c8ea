import { existsSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { systemClock } from '../../kernel/clock.ts'
import { type Config, readConfig } from '../../kernel/config.ts'
import { createLog } from '../../kernel/log.ts'
import { copyCluster, copyFolder } from '../../kernel/postgres/copy-cluster.ts'
import { masterKeyFile } from '../master-key.ts'
import { openData } from '../open-data.ts'

/** Written last: a backup without it was cut short. */
export const manifestName = 'rialto-backup.json'
export type Manifest = { format: 1; made: string; database: boolean }

export async function backup([folder]: string[]): Promise<void> {
  if (!folder) throw new Error('Say where to: rialto backup FOLDER')
  const to = resolve(folder)
  if (existsSync(to) && (await readdir(to)).length) throw new Error(`${to} is not empty: name a new folder.`)
  const config = readConfig(process.env)
  await makeBackup(config, to)
  console.log(`The backup stands in ${to}.`)
  if (config.databaseUrl)
    console.log('Your database (DATABASE_URL) is not in it: back it up with pg_dump at the same time.')
  const key = config.masterKey ? 'RIALTO_MASTER_KEY' : masterKeyFile(config.dataDir)
  console.log(
    `Not in it, for safety: the master key (${key}). Keep a copy elsewhere; without it accounts must be connected anew.`,
  )
}

/** Files first and again last: what the copied database names is there, whatever came and went meanwhile. */
export async function makeBackup(config: Config, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 })
  await copyKept(config.dataDir, to)
  if (!config.databaseUrl) await copyDatabase(config, join(to, 'postgres'))
  await copyKept(config.dataDir, to)
  const manifest: Manifest = { format: 1, made: systemClock.now().toISOString(), database: !config.databaseUrl }
  await writeFile(join(to, manifestName), `${JSON.stringify(manifest, null, 2)}\n`, { flush: true })
}

export const keptFolders = ['files', 'practice']

async function copyKept(dataDir: string, to: string): Promise<void> {
  for (const name of keptFolders)
    if (existsSync(join(dataDir, name)))
      await copyFolder(join(dataDir, name), join(to, name), (entry) => entry !== 'arriving')
}

async function copyDatabase(config: Config, to: string): Promise<void> {
  const data = await openData(config, createLog(config.logLevel))
  const client = new pg.Client({ connectionString: data.url })
  client.on('error', () => {})
  try {
    await client.connect()
    await copyCluster(client, join(config.dataDir, 'postgres'), to)
  } finally {
    await client.end()
    await data.close()
  }
}
