import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export type Lock = { release: () => void }

/** Another living process holds the folder; `pid` when it could be read. */
export class Held extends Error {
  readonly pid: number | undefined
  constructor(folder: string, pid: number | undefined) {
    super(`${folder} is in use by ${pid ? `process ${pid}` : 'another process'}`)
    this.name = 'Held'
    this.pid = pid
  }
}

/**
 * Takes a folder for this process alone. The kernel of the operating system gives the lock back when the process ends,
 * however it ends, so no stale lock is ever left. SQLite is used for nothing but its file lock, which Node lacks.
 * Throws `Held`.
 */
export function lockFolder(folder: string): Lock {
  const database = new DatabaseSync(join(folder, 'lock'), { timeout: 0 })
  try {
    database.exec('pragma journal_mode = memory; begin exclusive')
  } catch (cause) {
    database.close()
    if (cause instanceof Error && cause.message.includes('locked')) throw new Held(folder, readHolder(folder))
    throw cause
  }
  writeFileSync(holderFile(folder), String(process.pid))
  return { release: () => database.close() }
}

const holderFile = (folder: string) => join(folder, 'lock.pid')

function readHolder(folder: string): number | undefined {
  try {
    return Number(readFileSync(holderFile(folder), 'utf8')) || undefined
  } catch {
    return undefined
  }
}
