import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import { announce } from '../../kernel/events.ts'
import { badField, notFound } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { accountsOf, brandOf } from '../brand/index.ts'
import { type MediaRow, mediaAnswer, mediaByIds, mediaIdsOf, type PostRow, planOf, postOf } from '../content/index.ts'
import { type Caller, hashOf, newToken } from '../team/index.ts'
import type { ApprovalLine, MakeLink, NewApprovalLink, SharedPost, SharedView } from './api.ts'
import {
  isShared,
  keepLink,
  type LinkRow,
  linesOf,
  noteOpened,
  openLink,
  postIdsOfLink,
  postsForApproval,
} from './store.ts'

/** A link by which a client sees these posts and decides on them without an account. Its address is told only here. */
export async function makeLink(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  wanted: z.infer<typeof MakeLink>,
): Promise<z.infer<typeof NewApprovalLink>> {
  const postIds = [...new Set(wanted.postIds)]
  const createdAt = world.clock.now()
  const expiresAt = new Date(createdAt.getTime() + wanted.expiresInDays * 86_400_000)
  const token = newToken()
  const link: LinkRow = {
    ...{ id: newId(createdAt), brandId, tokenHash: hashOf(token), name: wanted.name, madeBy: caller.userId },
    ...{ createdAt, expiresAt, openedAt: null, closedAt: null },
  }
  await inTransaction(world.db, async (tx) => {
    for (const [at, postId] of postIds.entries())
      await postOf(tx, brandId, postId).catch((cause: unknown) => {
        throw badField(`postIds.${at}`, 'content.postNotFound', { cause: String(cause) })
      })
    await keepLink(tx, link, postIds)
    await announce(tx, 'approval.link-made', { linkId: link.id }, { workspaceId: caller.workspaceId, brandId })
  })
  const address = new URL(`/shared/${token}`, world.config.publicUrl).href
  return { ...answerOf(link, postIds, 0), link: address }
}

export const answerOf = (link: LinkRow, postIds: string[], decided: number) => ({
  ...{ id: link.id, name: link.name, postIds, decided },
  createdAt: link.createdAt.toISOString(),
  expiresAt: link.expiresAt.toISOString(),
  openedAt: link.openedAt?.toISOString() ?? null,
})

/** What a client sees behind a link. */
export async function sharedView(world: NetworkedWorld, token: string): Promise<z.infer<typeof SharedView>> {
  const now = world.clock.now()
  const link = await openLink(world.db, hashOf(token), now)
  const postIds = await postIdsOfLink(world.db, link.id)
  const brand = await brandOf(world.db, link.brandId)
  await noteOpened(world.db, link.id, now)
  const posts = await Promise.all(postIds.map((id) => postOf(world.db, link.brandId, id)))
  return {
    ...{ brandName: brand.name, brandColor: brand.color, name: link.name, zone: brand.zone },
    expiresAt: link.expiresAt.toISOString(),
    posts: await presentShared(world, link.brandId, posts),
  }
}

const shownForMs = 14 * 86_400_000

/** The same for a client who has an account: what waits for a decision in the brand, and what was decided lately. */
export async function forApproval(world: NetworkedWorld, brandId: string): Promise<z.infer<typeof SharedView>> {
  const now = world.clock.now()
  const brand = await brandOf(world.db, brandId)
  const posts = await postsForApproval(world.db, brandId, new Date(now.getTime() - shownForMs))
  return {
    ...{ brandName: brand.name, brandColor: brand.color, name: brand.name, zone: brand.zone },
    expiresAt: new Date(now.getTime() + shownForMs).toISOString(),
    posts: await presentShared(world, brandId, posts),
  }
}

async function presentShared(
  world: NetworkedWorld,
  brandId: string,
  posts: PostRow[],
): Promise<z.infer<typeof SharedPost>[]> {
  const [accounts, media, lines] = await Promise.all([
    accountsOf(world.db, brandId),
    mediaByIds(world.db, brandId, [...new Set(posts.flatMap(mediaIdsOf))]),
    linesOf(
      world.db,
      posts.map((post) => post.id),
    ),
  ])
  return posts.map((post) => {
    const used = new Set(mediaIdsOf(post))
    return {
      ...{ id: post.id, version: post.version, title: post.title, stage: post.stage, plan: planOf(post) },
      accounts: accounts
        .filter((account) => post.accountIds.includes(account.id))
        .map(({ id, network, name, handle, avatarUrl, facts }) => ({ id, network, name, handle, avatarUrl, facts })),
      ...{ body: post.body, variants: post.variants, lines: (lines.get(post.id) ?? []).filter(isForClients) },
      media: media.filter((row) => used.has(row.id)).map((row) => mediaAnswer(row, 1)),
    }
  })
}

/** What the team says among itself stays there. */
const isForClients = (line: z.infer<typeof ApprovalLine>) => line.kind !== 'comment' || line.client

/** The brand and post a client decides on, when the link is for it. */
export async function throughLink(
  world: NetworkedWorld,
  token: string,
  postId: string,
): Promise<{ link: LinkRow; post: PostRow }> {
  const link = await openLink(world.db, hashOf(token), world.clock.now())
  if (!(await postIdsOfLink(world.db, link.id)).includes(postId)) throw notFound('approval.linkGone')
  return { link, post: await postOf(world.db, link.brandId, postId) }
}

/** A file, when a post of the link uses it. */
export async function mediaThroughLink(world: NetworkedWorld, token: string, mediaId: string): Promise<MediaRow> {
  const link = await openLink(world.db, hashOf(token), world.clock.now())
  if (!(await isShared(world.db, link.id, mediaId))) throw notFound('content.mediaNotFound')
  return mediaOfBrand(world, link.brandId, mediaId)
}

/** A file, when a post that waits for a decision uses it. */
export async function mediaForApproval(world: NetworkedWorld, brandId: string, mediaId: string): Promise<MediaRow> {
  const posts = await postsForApproval(world.db, brandId, new Date(world.clock.now().getTime() - shownForMs))
  if (!posts.some((post) => mediaIdsOf(post).includes(mediaId))) throw notFound('content.mediaNotFound')
  return mediaOfBrand(world, brandId, mediaId)
}

async function mediaOfBrand(world: NetworkedWorld, brandId: string, mediaId: string): Promise<MediaRow> {
  const [row] = await mediaByIds(world.db, brandId, [mediaId])
  if (!row) throw notFound('content.mediaNotFound')
  return row
}
