import type { DeskEvent } from '../../kernel/events.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { namesOf } from '../team/index.ts'
import { keepLine } from './store.ts'

/** Writes into the post's story that it was changed after it was approved. Told twice, it is written once. */
export async function noteChangeAfterApproval(world: NetworkedWorld, event: DeskEvent): Promise<void> {
  const { postId, version } = event.payload
  if (typeof postId !== 'string' || typeof version !== 'number') return
  const known = await world.db
    .selectFrom('approvalLine')
    .select('id')
    .where('postId', '=', postId)
    .where('kind', '=', 'changed-after')
    .where('version', '=', version)
    .executeTakeFirst()
  const post = await world.db.selectFrom('post').select('changedBy').where('id', '=', postId).executeTakeFirst()
  if (known || !post) return
  const names = await namesOf(world.db, [post.changedBy])
  const name = names.get(post.changedBy) ?? ''
  await keepLine(world.db, {
    postId,
    at: event.at,
    userId: post.changedBy,
    linkId: null,
    name,
    kind: 'changed-after',
    text: '',
    version,
  })
}
