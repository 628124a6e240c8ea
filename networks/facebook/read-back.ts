import type { Call, OwnPosts, ReadBack, RemotePost } from '../contract.ts'
import { listed } from '../families/graph-api/paging.ts'
import { askIfThere } from '../families/graph-api/wire.ts'
import { pageOf, wireOf } from './client.ts'
import type { Attachment, Post } from './entities.ts'

const attachments = 'attachments{media_type,type,title,description,url,unshimmed_url,media,target,subattachments}'
const fields = `id,message,created_time,permalink_url,from,${attachments}`

export const readBack: ReadBack = async (call, ref) => {
  const post = await askIfThere<Post>(wireOf(call), { path: ref.id, params: { fields } })
  if (!post) return 'gone'
  const shown = postShown(call, post)
  return {
    ...shown,
    ref: { ...ref, url: shown.ref.url },
    media: await Promise.all(mediaIn(post).map((one) => seen(call, one))),
  }
}

export const ownPosts: OwnPosts = async (call, cursor) => {
  const { items, ...rest } = await listed<Post>(
    wireOf(call),
    `${pageOf(call)}/published_posts`,
    { fields, limit: 25 },
    cursor,
  )
  return { items: items.map((post) => postShown(call, post)), ...rest }
}

function postShown(call: Call, post: Post): RemotePost {
  return {
    ref: { id: post.id, url: post.permalink_url },
    text: post.message ?? '',
    at: momentOf(post.created_time),
    author: { id: post.from?.id ?? pageOf(call), handle: post.from?.name ?? call.account.handle },
    media: mediaIn(post).map((one) => ({ kind: kindOf(one), url: one.media?.image?.src })),
    raw: JSON.parse(JSON.stringify(post)),
  }
}

/** Photos and videos; a link's card is no file. */
export const mediaIn = (post: Pick<Post, 'attachments'>): Attachment[] =>
  (post.attachments?.data ?? [])
    .flatMap((one) => one.subattachments?.data ?? [one])
    .filter((one) => ['photo', 'video'].includes(one.media_type ?? '') || /^(photo|video)/.test(one.type ?? ''))

const kindOf = (one: Attachment) => (/video/.test(one.media_type ?? one.type ?? '') ? 'video' : 'image')

/** The alternative text stands with the photo, not with the post. */
async function seen(call: Call, one: Attachment): Promise<RemotePost['media'][number]> {
  const shown = { kind: kindOf(one), url: one.media?.image?.src }
  if (shown.kind !== 'image' || !one.target?.id) return shown
  const photo = await askIfThere<{ alt_text_custom?: string }>(wireOf(call), {
    path: one.target.id,
    params: { fields: 'id,alt_text_custom' },
  })
  return { ...shown, alt: photo?.alt_text_custom }
}

/** The graph writes `+0000`. */
export const momentOf = (written: string): Date => new Date(written.replace(/\+0000$/, 'Z'))
