import type { Json } from '../../kernel/json.ts'
import type { Call, ReadBack, RemotePost, RemoteRef } from '../contract.ts'
import { ask, heldIn, wireOf } from './client.ts'
import type { Post } from './entities.ts'
import { filesInSource, textOfSource } from './markdown.ts'

export const readBack: ReadBack = async (call, ref) => {
  const post = await postAt(call, ref.id)
  return post ? postOf(post, await sourceAt(call, ref.id), call.account.server) : 'gone'
}

/** The post as it stands; one that was deleted is gone for readers, though moderators may bring it back. */
export async function postAt(call: Call, pid: string): Promise<Post | undefined> {
  const answer = await ask(wireOf(call), { path: `/api/v3/posts/${pid}`, fine: [403, 404] })
  if (answer.status !== 200) return undefined
  const post = heldIn<Post>(answer, 'pid')
  return post.deleted ? undefined : post
}

export async function sourceAt(call: Call, pid: string | number): Promise<string> {
  const answer = await ask(wireOf(call), { path: `/api/v3/posts/${pid}/raw`, fine: [403, 404] })
  return answer.status === 200 ? heldIn<{ content: string }>(answer, 'content').content : ''
}

export const refOf = (post: Pick<Post, 'pid' | 'tid'>, server: string, removal?: string): RemoteRef => ({
  id: String(post.pid),
  url: `${server}/post/${post.pid}`,
  more: { tid: post.tid, ...(removal ? { removal } : {}) },
})

export const postOf = (post: Post, source: string, server: string): RemotePost => ({
  ref: refOf(post, server),
  text: textOfSource(source),
  at: new Date(post.timestamp),
  author: { id: String(post.uid), handle: post.user?.username ?? String(post.uid) },
  media: filesInSource(source, server),
  ...(post.toPid ? { replyTo: String(post.toPid) } : {}),
  raw: post as unknown as Json,
})
