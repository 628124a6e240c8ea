import type { Json } from '../../kernel/json.ts'
import type { Call, ReadBack, RemotePost } from '../contract.ts'
import { ask, made, wireOf } from './client.ts'
import type { Post } from './entities.ts'
import { filesInRaw, textOfRaw } from './raw-text.ts'
import { placeIn, refOf } from './refs.ts'

export const readBack: ReadBack = async (call, ref) => {
  const post = await postAt(call, ref.id)
  return post ? postOf(post, call.account.server) : 'gone'
}

/** The post that stands at a place; moderators see what was taken away, we do not. */
export async function postAt(call: Call, id: string): Promise<Post | undefined> {
  const { topic, number } = placeIn(id)
  const path = `/posts/by_number/${topic}/${number}.json`
  const answer = await ask(wireOf(call), { path, fine: [403, 404, 410] })
  if (answer.status !== 200) return undefined
  const post = made<Post>(answer)
  return post.deleted_at || post.user_deleted ? undefined : post
}

export const postOf = (post: Post, server: string): RemotePost => ({
  ref: refOf(post, server),
  text: textOfRaw(post.raw ?? ''),
  at: new Date(post.created_at),
  author: { id: String(post.user_id), handle: post.username },
  media: filesInRaw(post.raw ?? ''),
  ...(post.post_number > 1 ? { replyTo: `${post.topic_id}/${post.reply_to_post_number ?? 1}` } : {}),
  raw: post as unknown as Json,
})
