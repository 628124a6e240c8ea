import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** The system user that runs the database. `uid` and `gid` are absent when it is simply us. */
export type DatabaseAccount = { name: string; ids: { uid: number; gid: number } | undefined; uid: number }

/**
 * PostgreSQL refuses to run as root: then it runs as whoever owns its folder already, or as `postgres` or `nobody`.
 * Throws with what to do when root finds no such user.
 */
export function databaseAccount(clusterFolder: string): DatabaseAccount {
  const own = process.getuid?.() ?? -1
  if (own !== 0) return { name: 'you', ids: undefined, uid: own }
  const owner = existsSync(clusterFolder) ? statSync(clusterFolder).uid : 0
  const names = [...(owner ? [String(owner)] : []), 'postgres', 'nobody']
  for (const name of names) {
    const uid = idOf('-u', name)
    const gid = idOf('-g', name)
    if (uid && gid !== undefined) return { name, ids: { uid, gid }, uid }
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as: create one (useradd --system postgres), start Rialto as an ordinary user, or set DATABASE_URL',
  )
}

/** May that user walk down to this path? Ownership of the last part is left aside. */
export function canReach(account: DatabaseAccount, path: string): boolean {
  if (!account.ids) return true
  const { uid, gid } = account.ids
  for (let at = dirname(path); ; at = dirname(at)) {
    const { mode, uid: owner, gid: group } = statSync(at)
    const search = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001
    if (!(mode & search)) return false
    if (at === dirname(at)) return true
  }
}

function idOf(flag: '-u' | '-g', name: string): number | undefined {
  const answer = spawnSync('id', [flag, name], { encoding: 'utf8' })
  return answer.status === 0 ? Number(answer.stdout) : undefined
}
