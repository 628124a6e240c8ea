import type { Call, OwnPosts, ReadBack, RemotePost } from '../contract.ts'
import { listed } from '../families/graph-api/paging.ts'
import { askIfThere } from '../families/graph-api/wire.ts'
import { accountOf, wireOf } from './client.ts'
import type { Media } from './entities.ts'
import { momentOf } from './publish.ts'

const one = 'id,media_type,media_url,thumbnail_url,alt_text'
const fields = `${one},caption,media_product_type,permalink,timestamp,username,children{${one}}`

export const readBack: ReadBack = async (call, ref) => {
  const media = await askIfThere<Media>(wireOf(call), { path: ref.id, params: { fields } })
  return media ? shown(call, media) : 'gone'
}

export const ownPosts: OwnPosts = async (call, cursor) => {
  const { items, ...rest } = await listed<Media>(
    wireOf(call),
    `${accountOf(call)}/media`,
    { fields, limit: 25 },
    cursor,
  )
  return { items: items.map((media) => shown(call, media)), ...rest }
}

export const shown = (call: Call, media: Media): RemotePost => ({
  ref: { id: media.id, url: media.permalink },
  text: media.caption ?? '',
  at: momentOf(media.timestamp),
  author: { id: accountOf(call), handle: media.username ?? call.account.handle },
  media: (media.children?.data ?? [media]).map((file) => ({
    kind: file.media_type === 'VIDEO' ? 'video' : 'image',
    url: file.media_url ?? file.thumbnail_url,
    alt: file.alt_text,
  })),
  raw: JSON.parse(JSON.stringify(media)),
})
