import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Config, readConfig } from '../../kernel/config.ts'
import { lockFolder } from '../../kernel/lock.ts'
import { createLog } from '../../kernel/log.ts'
import { databaseAccount } from '../../kernel/postgres/account.ts'
import { copyFolder } from '../../kernel/postgres/copy-cluster.ts'
import { openDatabase } from '../database.ts'
import { masterKeyFile } from '../master-key.ts'
import { keptFolders, type Manifest, manifestName } from './backup.ts'

export async function restore([folder]: string[]): Promise<void> {
  if (!folder) throw new Error('Say where from: rialto restore FOLDER')
  const config = readConfig(process.env)
  const manifest = await restoreFrom(config, resolve(folder))
  console.log(`The data of ${manifest.made} stands in ${config.dataDir}.`)
  if (!manifest.database) console.log('The backup holds no database: restore that one yourself before the start.')
  if (!config.masterKey && !existsSync(masterKeyFile(config.dataDir)))
    console.log(
      `Put the master key you kept at ${masterKeyFile(config.dataDir)} before the start; without it accounts must be connected anew.`,
    )
}

/** All or nothing: the data gets its name only once the database has been started on it and has recovered. */
export async function restoreFrom(config: Config, from: string): Promise<Manifest> {
  const manifest = await readManifest(from)
  if (manifest.database && config.databaseUrl)
    throw new Error('DATABASE_URL is set, and the backup holds an embedded database: unset it to restore.')
  await mkdir(config.dataDir, { recursive: true })
  const lock = lockFolder(config.dataDir)
  const names = [...keptFolders, ...(manifest.database ? ['postgres'] : [])].filter((name) =>
    existsSync(join(from, name)),
  )
  try {
    await refuseOntoData(config.dataDir)
    const staging = join(config.dataDir, 'restoring')
    await rm(staging, { recursive: true, force: true })
    for (const name of names) await copyFolder(join(from, name), join(staging, name), () => true)
    if (manifest.database) await proveDatabase({ ...config, dataDir: staging })
    for (const name of names) await rename(join(staging, name), join(config.dataDir, name))
    await rm(staging, { recursive: true })
  } finally {
    lock.release()
  }
  return manifest
}

async function readManifest(from: string): Promise<Manifest> {
  const file = join(from, manifestName)
  if (!existsSync(file)) throw new Error(`${from} is not a whole backup: ${manifestName} is not there.`)
  const manifest = JSON.parse(await readFile(file, 'utf8')) as Manifest
  if (manifest.format !== 1) throw new Error(`${from} was made by a newer Rialto: restore it with that version.`)
  return manifest
}

async function refuseOntoData(dataDir: string): Promise<void> {
  for (const name of ['postgres', ...keptFolders]) {
    const folder = join(dataDir, name)
    if (existsSync(folder) && (await readdir(folder)).some((entry) => entry !== 'arriving'))
      throw new Error(
        `${dataDir} holds data already. Nothing was changed. Name an empty folder (RIALTO_DATA_DIR), or move the old data away.`,
      )
  }
  for (const name of keptFolders) await rm(join(dataDir, name), { recursive: true, force: true })
}

async function proveDatabase(config: Config): Promise<void> {
  const folder = join(config.dataDir, 'postgres')
  const { ids } = databaseAccount(folder)
  if (ids) await giveTo(folder, ids)
  await chmod(folder, 0o700)
  const database = await openDatabase(config, createLog(config.logLevel))
  await database.stop()
  await rm(join(config.dataDir, 'postgres.log'), { force: true })
}

async function giveTo(path: string, ids: { uid: number; gid: number }): Promise<void> {
  await chown(path, ids.uid, ids.gid)
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const inner = join(path, entry.name)
    if (entry.isDirectory()) await giveTo(inner, ids)
    else await chown(inner, ids.uid, ids.gid)
  }
}
