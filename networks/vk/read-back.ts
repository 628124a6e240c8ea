import type { Json } from '../../kernel/json.ts'
import type { Call, OwnPosts, PostNumbers, ReadBack, RemotePost } from '../contract.ts'
import { pointersIn } from '../families/text/links-in.ts'
import { ask, wireOf } from './client.ts'
import { shownOf } from './markup.ts'
import { ownerOf } from './media.ts'
import type { Attachment, WallPost } from './objects.ts'
import { refOfPost } from './refs.ts'
import { isStory, readStory } from './story.ts'

export const readBack: ReadBack = async (call, ref) => {
  if (isStory(ref)) return readStory(call, ref)
  const [post] = await postsById(call, [ref.id])
  return post ? postOf(post, call.account.handle) : 'gone'
}

export async function postsById(call: Call, ids: string[]): Promise<WallPost[]> {
  const { items = [] } = await ask<{ items?: WallPost[] }>(wireOf(call), {
    method: 'wall.getById',
    params: { posts: ids },
  })
  return items.filter((one) => !one.is_deleted)
}

export function postOf(post: WallPost, handle: string): RemotePost {
  const text = shownOf(post.text)
  const [original] = post.copy_history ?? []
  return {
    ref: refOfPost(post.owner_id, post.id),
    kind: original ? 'repost' : 'post',
    ...(original ? { repostOf: refOfPost(original.owner_id, original.id).id } : {}),
    text,
    ...(post.edited ? { editedAt: new Date(post.edited * 1000) } : {}),
    ...pointersIn(
      text,
      (post.attachments ?? []).map(({ link }) => link?.url),
    ),
    numbers: numbersOf(post),
    at: new Date(post.date * 1000),
    author: { id: String(post.from_id), handle },
    media: (post.attachments ?? []).flatMap(mediaOf),
    raw: JSON.parse(JSON.stringify(post)) as Json,
  }
}

export const numbersOf = ({ likes, reposts, comments, views }: WallPost): PostNumbers => ({
  ...(likes && { likes: likes.count }),
  ...(reposts && { reshares: reposts.count }),
  ...(comments?.count !== undefined && { comments: comments.count }),
  ...(views?.count !== undefined && { views: views.count }),
})

export function mediaOf({ photo, video, doc }: Attachment): { kind: string; url?: string }[] {
  const largest = photo?.sizes?.toSorted((a, b) => b.width - a.width)[0]?.url
  if (photo) return [{ kind: 'image', ...(largest ? { url: largest } : {}) }]
  if (video) return [{ kind: 'video', ...(video.player ? { url: video.player } : {}) }]
  if (doc) return [{ kind: doc.ext === 'gif' ? 'gif' : 'document', ...(doc.url ? { url: doc.url } : {}) }]
  return []
}

const pageSize = 100

/** The cursor is how many were read; a pinned post stands first on the wall and is put where its time is. */
export const ownPosts: OwnPosts = async (call, cursor) => {
  const offset = Number(cursor ?? 0)
  const params = { owner_id: ownerOf(call.account), count: pageSize, offset, filter: 'owner' }
  const { items } = await ask<{ items: WallPost[] }>(wireOf(call), { method: 'wall.get', params })
  const newestFirst = items.toSorted((a, b) => b.date - a.date || b.id - a.id)
  return {
    items: newestFirst.map((one) => postOf(one, call.account.handle)),
    ...(items.length < pageSize ? {} : { cursor: String(offset + pageSize) }),
  }
}
