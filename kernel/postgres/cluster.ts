import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chown, mkdir, rename, rm } from 'node:fs/promises'
import type { DatabaseAccount } from './account.ts'
import type { Binaries } from './binaries.ts'
import { placeFor } from './place.ts'

export const superuser = 'rialto'

/** Makes the cluster if there is none. It is made beside and renamed, so that one cut short is never used. */
export async function ensureCluster(
  folder: string,
  binaries: Binaries,
  account: DatabaseAccount,
): Promise<'made' | 'was there'> {
  if (existsSync(folder)) return 'was there'
  const fresh = `${folder}.new`
  await rm(fresh, { recursive: true, force: true })
  await mkdir(fresh, { recursive: true, mode: 0o700 })
  if (account.ids) await chown(fresh, account.ids.uid, account.ids.gid)
  await initdb(fresh, binaries, account, lettersOfAll).catch(() => initdb(fresh, binaries, account, lettersOfLatin))
  await rename(fresh, folder)
  return 'made'
}

/** The index of trigrams asks the system, not the database's own rules, what a letter is; not every system has this locale. */
const lettersOfAll = ['--lc-ctype=C.UTF-8']
/** Words of other alphabets are then found without that index. */
const lettersOfLatin: string[] = []

async function initdb(folder: string, binaries: Binaries, account: DatabaseAccount, letters: string[]): Promise<void> {
  const place = placeFor(account, folder)
  const args = [
    ...['-D', place.path, '-U', superuser, '--auth=trust', '--encoding=UTF8'],
    ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', ...letters],
  ]
  try {
    await run(binaries.initdb, args, account, place.stdio)
  } finally {
    place.close()
  }
}

function run(program: string, args: string[], account: DatabaseAccount, handed: number[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const stdio = ['ignore' as const, 'pipe' as const, 'pipe' as const, ...handed]
    const child = spawn(program, args, { stdio, cwd: '/', env: databaseEnvironment, ...account.ids })
    const said: Buffer[] = []
    const keep = (chunk: Buffer) => said.push(chunk)
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) return resolve()
      reject(
        new Error(
          `the database could not be made (${program} ended with ${code}): ${Buffer.concat(said).toString().trim()}`,
        ),
      )
    })
  })
}

/** Nothing of our own environment (secrets among it) reaches the database. */
export const databaseEnvironment: NodeJS.ProcessEnv = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }
