import { createHash } from 'node:crypto'
import { chownSync, closeSync, lstatSync, mkdirSync, openSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { canReach, type DatabaseAccount } from './account.ts'

/**
 * Lets a program of another account work in a folder below folders it may not enter (such as one in root's home):
 * we hand it the open folder, and it reaches it as `/proc/self/fd/3` whatever stands above.
 */
export type Place = { path: string; stdio: number[]; close: () => void }

const handedOver = 3

export function placeFor(account: DatabaseAccount, folder: string): Place {
  if (canReach(account, folder)) return { path: folder, stdio: [], close: () => {} }
  if (process.platform !== 'linux')
    throw new Error(
      `the user ${account.name}, who runs the database, cannot reach ${folder}: put the data elsewhere (RIALTO_DATA_DIR)`,
    )
  const open = openSync(folder, 'r')
  return { path: `/proc/self/fd/${handedOver}`, stdio: [open], close: () => closeSync(open) }
}

/**
 * Where the socket of a cluster stands: a short path, since the operating system takes no more than about 100 bytes,
 * the same at every start, and closed to other users.
 */
export function socketFolder(account: DatabaseAccount, clusterFolder: string): string {
  const name = createHash('sha256').update(realpathSync(clusterFolder)).digest('hex').slice(0, 12)
  const folder = join('/tmp', `rialto-${account.uid}-${name}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const stands = lstatSync(folder)
  if (!stands.isDirectory() || ![account.uid, process.getuid?.()].includes(stands.uid))
    throw new Error(`${folder} was made by somebody else: remove it, then start again`)
  if (account.ids) chownSync(folder, account.ids.uid, account.ids.gid)
  return folder
}
