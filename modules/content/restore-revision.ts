import { badField } from '../../kernel/failure.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { accountsOf, isPublishedTo } from '../brand/index.ts'
import type { Caller } from '../team/index.ts'
import type { ChangePost } from './api.ts'
import type { PostRow } from './post.ts'
import { accountNames, postOf, writtenAt } from './store.ts'
import { changePost } from './write-post.ts'

export type Restored = { row: PostRow; leftOut: { accountId: string; name: string }[] }

/**
 * Writes an earlier version again, as a new change. What it had written apart for accounts that nothing can be published on
 * any more is left out, and told; a file that is gone from the library refuses all of it.
 */
export async function restoreRevision(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  postId: string,
  version: number,
): Promise<Restored> {
  const post = await postOf(world.db, brandId, postId)
  const written = await writtenAt(world.db, post.id, version)
  if (!written) throw badField('version', 'content.versionGone')
  const { body, variants = [], title, labels, language } = written as ReturnType<typeof ChangePost.parse>['changes']
  const usable = await usableAccounts(world, post)
  const { row } = await changePost(world, caller, brandId, post.id, {
    version: post.version,
    changes: { body, variants: variants.filter((one) => usable.has(one.accountId)), title, labels, language },
  })
  const gone = variants.map((one) => one.accountId).filter((id) => !usable.has(id))
  const names = await accountNames(world.db, brandId, gone)
  return { row, leftOut: gone.map((accountId) => ({ accountId, name: names.get(accountId) ?? '' })) }
}

/** Those that are connected and published to, and those the post holds as it is. */
async function usableAccounts(world: NetworkedWorld, { brandId, accountIds, variants }: PostRow): Promise<Set<string>> {
  const connected = await accountsOf(world.db, brandId)
  const onlyRead = new Set(connected.filter((one) => !isPublishedTo(world.networks, one)).map((one) => one.id))
  const held = [...accountIds, ...variants.map((one) => one.accountId)]
  return new Set([...connected.map((one) => one.id), ...held].filter((id) => !onlyRead.has(id)))
}
