import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../kernel/config.ts'
import { masterKey } from '../kernel/setting.ts'

export const masterKeyFile = (dataDir: string) => join(dataDir, 'master.key')

/** The key that seals all tokens: the configured one, else that of `dataDir/master.key`, made at the first start. */
export function openMasterKey(config: Pick<Config, 'masterKey' | 'dataDir'>): Buffer {
  const file = masterKeyFile(config.dataDir)
  if (!config.masterKey && !existsSync(file)) makeKey(file)
  const key = readMasterKey(config)
  if (!key) throw new Error(`${file} vanished`)
  return key
}

/** The same, but none is made when there is none. */
export function readMasterKey(config: Pick<Config, 'masterKey' | 'dataDir'>): Buffer | undefined {
  const file = masterKeyFile(config.dataDir)
  if (config.masterKey) return config.masterKey
  if (!existsSync(file)) return undefined
  try {
    return masterKey(readFileSync(file, 'utf8'))
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : cause
    throw new Error(`${file} ${why}. Put back the copy you kept: without it the connected accounts cannot be opened`, {
      cause,
    })
  }
}

/** Written whole before it gets its name, so that a key cut short is never used. */
function makeKey(file: string): void {
  const fresh = `${file}.${process.pid}`
  writeFileSync(fresh, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flush: true })
  try {
    linkSync(fresh, file)
  } finally {
    rmSync(fresh)
  }
}
