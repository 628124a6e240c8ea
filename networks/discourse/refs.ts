import type { RemoteRef } from '../contract.ts'
import type { Post } from './entities.ts'

/** A place in a topic: `123/4` is the fourth post of topic 123. */
export const placeOf = ({ topic_id, post_number }: Pick<Post, 'topic_id' | 'post_number'>) =>
  `${topic_id}/${post_number}`

export function placeIn(id: string): { topic: number; number: number } {
  const [topic, number] = id.split('/').map(Number)
  return { topic: topic ?? 0, number: number ?? 1 }
}

export const refOf = (post: Post, server: string): RemoteRef => ({
  id: placeOf(post),
  url: `${server}/t/${post.topic_slug || '-'}/${placeOf(post)}`,
  more: { postId: post.id },
})
