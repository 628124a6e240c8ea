import type { RemotePost } from '../../../networks/contract.ts'
import type { HeardPost } from './heard.ts'
import { siteOf } from './web/web-key.ts'

/** A network's post as all of listening knows it. */
export function postOf(network: string, server: string, post: RemotePost): HeardPost {
  const { ref, author } = post
  const has = [...new Set([...post.media.map(({ kind }) => kind), ...(post.links?.length ? ['link'] : [])])]
  const { id, ...known } = author
  return {
    ...{ key: keyOf(network, ref.id), at: post.at, network, site: hostOf(ref.url ?? server), text: post.text },
    kind: post.kind ?? (post.replyTo ? 'reply' : 'post'),
    author: { ...known, key: keyOf(network, id) },
    ...{ media: post.media, links: post.links ?? [], tags: post.tags ?? [], has },
    ...(ref.url !== undefined && { url: ref.url }),
    ...(post.title !== undefined && { title: post.title }),
    ...(post.language !== undefined && { language: post.language }),
    ...(post.country !== undefined && { country: post.country }),
    ...(post.numbers && { numbers: post.numbers }),
    ...(post.repostOf !== undefined && { repostOf: keyOf(network, post.repostOf) }),
  }
}

export const keyOf = (network: string, id: string) => `${network} ${id}`

function hostOf(address: string): string {
  return URL.canParse(address) ? siteOf(address) : address
}
