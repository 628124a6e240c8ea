import { textOfHtml } from '../../kernel/html/text-of-html.ts'
import type { Json } from '../../kernel/json.ts'
import type { Call, ReadBack, RemotePost, RemoteRef } from '../contract.ts'
import { filesInBlocks, textOfBlocks } from './blocks.ts'
import { ask, listIn, made, wireOf } from './client.ts'
import { type Media, momentOf, type Post } from './entities.ts'

/** What is in the trash is gone for everybody who reads the site. */
export const readBack: ReadBack = async (call, ref) => {
  const query = { context: 'edit' }
  const answer = await ask(wireOf(call), { path: `/wp/v2/${collectionIn(ref)}/${ref.id}`, query, fine: [404] })
  if (answer.status === 404) return 'gone'
  const post = made<Post>(answer)
  if (post.status === 'trash') return 'gone'
  return { ...postOf(post, call.account.handle), media: await filesOf(call, post) }
}

export const refOf = (post: Post, removal?: string): RemoteRef => ({
  id: String(post.id),
  url: post.link,
  more: { type: post.type, ...(removal ? { removal } : {}) },
})

export const collectionIn = (ref: RemoteRef) => (ref.more?.type === 'page' ? 'pages' : 'posts')

export const postOf = (post: Post, handle: string): RemotePost => ({
  ref: refOf(post),
  kind: 'article',
  title: textOfHtml(post.title.raw ?? post.title.rendered),
  text: post.content.raw === undefined ? textOfHtml(post.content.rendered) : textOfBlocks(post.content.raw),
  at: momentOf(post.date_gmt ?? post.modified_gmt),
  author: { id: String(post.author), handle },
  media: [],
  raw: post as unknown as Json,
})

async function filesOf(call: Call, post: Post): Promise<RemotePost['media']> {
  const ids = filesInBlocks(post.content.raw ?? '')
  if (ids.length === 0) return []
  const query = { include: ids.join(','), per_page: 100, context: 'edit' }
  const media = listIn<Media>(await ask(wireOf(call), { path: '/wp/v2/media', query }))
  return ids.flatMap((id) => {
    const one = media.find((file) => file.id === id)
    return one ? [{ kind: kindOf(one.mime_type), alt: one.alt_text || undefined, url: one.source_url }] : []
  })
}

function kindOf(mime: string): string {
  if (mime === 'image/gif') return 'gif'
  const [kind = ''] = mime.split('/')
  return ['image', 'video', 'audio'].includes(kind) ? kind : 'document'
}
