import type { Call, OwnPosts, ReadBack, RemotePost, Remove } from '../contract.ts'
import { momentOf } from '../families/graph-api/deliveries.ts'
import { listed } from '../families/graph-api/paging.ts'
import { askIfThere } from '../families/graph-api/wire.ts'
import { pointersIn } from '../families/text/links-in.ts'
import { wireOf } from './client.ts'
import type { Post } from './entities.ts'

const one = 'id,media_type,media_url,thumbnail_url,alt_text'
export const postFields = `${one},text,timestamp,username,permalink,children{${one}}`

export const readBack: ReadBack = async (call, ref) => {
  const fields = `${postFields},replied_to,link_attachment_url,poll_attachment{option_a,option_b,option_c,option_d},topic_tag`
  const post = await askIfThere<Post>(wireOf(call), { path: ref.id, params: { fields } })
  return post ? shown(call, post) : 'gone'
}

export const ownPosts: OwnPosts = async (call, cursor) => {
  const { items, ...rest } = await listed<Post>(wireOf(call), 'me/threads', { fields: postFields, limit: 50 }, cursor)
  return { items: items.map((post) => shown(call, post)), ...rest }
}

export function shown(call: Call, post: Post): RemotePost {
  const files = post.children?.data ?? (/IMAGE|VIDEO/.test(post.media_type ?? '') ? [post] : [])
  return {
    ref: { id: post.id, url: post.permalink },
    kind: post.replied_to ? 'reply' : 'post',
    text: post.text ?? '',
    ...pointersIn(post.text ?? '', [post.link_attachment_url]),
    at: momentOf(post.timestamp),
    author: { id: post.username ?? call.account.remoteId, handle: post.username ?? call.account.handle },
    media: files.map((file) => ({
      kind: /VIDEO/.test(file.media_type ?? '') ? 'video' : 'image',
      url: file.media_url ?? file.thumbnail_url,
      alt: file.alt_text,
    })),
    ...(post.replied_to ? { replyTo: post.replied_to.id } : {}),
    raw: JSON.parse(JSON.stringify(post)),
  }
}

/** Answers do not go with what they answer: the parts and the first comment are taken away too, the last first. */
export const remove: Remove = async (call, ref, done) => {
  const others = Object.values(done).flatMap((step) => (step.ref && step.ref.id !== ref.id ? [step.ref.id] : []))
  for (const id of others.reverse()) await askIfThere(wireOf(call), { method: 'DELETE', path: id })
  return (await askIfThere(wireOf(call), { method: 'DELETE', path: ref.id })) ? 'removed' : 'already-gone'
}
