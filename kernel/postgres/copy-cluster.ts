import { copyFile, lstat, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ClientBase } from 'pg'

/** Made anew at a start, or worthless without the server that wrote them. */
const leftOut = new Set([
  ...['postmaster.pid', 'postmaster.opts', 'pg_internal.init', 'pg_stat_tmp'],
  ...['pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_subtrans', 'pg_replslot'],
])

/**
 * Copies the cluster of a running server so that a server started on the copy holds everything committed when the copying
 * ended. The log of changes is held back by a slot meanwhile, so that none of it is recycled.
 */
export async function copyCluster(client: ClientBase, from: string, to: string): Promise<void> {
  const slot = `backup_${process.pid}`
  await client.query('select pg_create_physical_replication_slot($1, true, true)', [slot])
  await client.query(`select pg_backup_start('rialto', true)`)
  await copyFolder(from, to, (name) => !leftOut.has(name) && name !== 'pg_wal')
  const { rows } = await client.query<{ labelfile: string; spcmapfile: string }>(
    'select labelfile, spcmapfile from pg_backup_stop(false)',
  )
  const label = rows[0]?.labelfile
  if (!label) throw new Error('the database did not end the backup')
  await copyFolder(join(from, 'pg_wal'), join(to, 'pg_wal'), () => true)
  await writeFile(join(to, 'backup_label'), label, { mode: 0o600, flush: true })
  for (const name of ['pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_subtrans', 'pg_replslot'])
    await mkdir(join(to, name), { mode: 0o700 })
}

/** What vanishes while it is copied is passed over: the database removes files as it goes, and its log knows. */
export async function copyFolder(from: string, to: string, takes: (name: string) => boolean): Promise<number> {
  await mkdir(to, { recursive: true, mode: 0o700 })
  let copied = 0
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (!takes(entry.name)) continue
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) copied += await copyFolder(source, target, takes)
    else if (entry.isFile() && !(await isSame(source, target))) copied += await copyIfThere(source, target)
  }
  return copied
}

async function copyIfThere(source: string, target: string): Promise<number> {
  try {
    await copyFile(source, target)
    return 1
  } catch (error) {
    if (isAbsent(error)) return 0
    throw error
  }
}

/** Was it copied whole already, in an earlier pass? */
async function isSame(source: string, target: string): Promise<boolean> {
  try {
    const [a, b] = await Promise.all([lstat(source), lstat(target)])
    return a.size === b.size && b.mtimeMs >= a.mtimeMs
  } catch (error) {
    if (isAbsent(error)) return false
    throw error
  }
}

const isAbsent = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT'
