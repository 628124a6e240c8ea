import type { Json } from '../../kernel/json.ts'
import type { ReadBack, RemotePost, RemoteRef } from '../contract.ts'
import { filesInPost, textOfPost } from './cards.ts'
import { ask, firstOf, wireOf } from './client.ts'
import type { Post } from './entities.ts'

export const readBack: ReadBack = async (call, ref) => {
  const path = `/${collectionIn(ref)}/${ref.id}/`
  const answer = await ask(wireOf(call), { path, query: { formats: 'html' }, fine: [404] })
  return answer.status === 404 ? 'gone' : postOf(firstOf<Post>(answer, collectionIn(ref), false), call.account.handle)
}

export const refOf = (post: Post, type: 'post' | 'page'): RemoteRef => ({ id: post.id, url: post.url, more: { type } })

export const collectionIn = (ref: RemoteRef) => (ref.more?.type === 'page' ? 'pages' : 'posts')

export const postOf = (post: Post, handle: string): RemotePost => ({
  ref: refOf(post, 'post'),
  text: textOfPost(post.html ?? ''),
  at: new Date(post.published_at ?? post.created_at),
  author: { id: post.authors?.[0]?.id ?? handle, handle },
  media: filesInPost(post.html ?? ''),
  raw: post as unknown as Json,
})
