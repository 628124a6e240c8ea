import { inTransaction } from '../../kernel/db/connect.ts'
import { announce } from '../../kernel/events.ts'
import { conflict } from '../../kernel/failure.ts'
import type { World } from '../../kernel/world.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { publicationsOfPosts } from './ports.ts'
import type { PostRow } from './post.ts'
import { postOf, postToChange } from './store.ts'
import { makePost, type Writer } from './write-post.ts'

const stillToCome = new Set(['planned', 'sending', 'removing'])

/** To the bin. Throws 409 `content.stillPlanned` while something of it is yet to be published or taken down. */
export async function binPost(world: World, writer: Writer, brandId: string, postId: string): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    await postToChange(tx, brandId, postId)
    const publications = (await publicationsOfPosts.ask()(tx, [postId])).get(postId) ?? []
    const waiting = publications.filter((one) => stillToCome.has(one.state)).length
    if (waiting > 0) throw conflict('content.stillPlanned', { count: waiting })
    await tx.updateTable('post').set({ deletedAt: world.clock.now() }).where('id', '=', postId).execute()
    await announce(tx, 'post.binned', { postId }, { workspaceId: writer.workspaceId, brandId })
  })
}

export async function restorePost(world: World, writer: Writer, brandId: string, postId: string): Promise<PostRow> {
  return inTransaction(world.db, async (tx) => {
    await postToChange(tx, brandId, postId, { deleted: true })
    await announce(tx, 'post.written', { postId }, { workspaceId: writer.workspaceId, brandId })
    return tx
      .updateTable('post')
      .set({ deletedAt: null })
      .where('id', '=', postId)
      .returningAll()
      .executeTakeFirstOrThrow()
  })
}

/** The same words and files as a new draft; the plan is not copied, since two posts at one minute are rarely meant. */
export async function copyPost(
  world: NetworkedWorld,
  writer: Writer,
  brandId: string,
  postId: string,
): Promise<PostRow> {
  const { title, rubricId, language, labels, body, variants, accountIds, expiry } = await postOf(
    world.db,
    brandId,
    postId,
  )
  return makePost(world, writer, brandId, { title, rubricId, language, labels, body, variants, accountIds, expiry })
}
