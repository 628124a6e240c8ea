import type { Json, JsonObject } from '../../kernel/json.ts'
import type { Call, OwnPosts, ReadBack, RemotePost, RemoteRef } from '../contract.ts'
import { ask, authorOf, inPath, wireOf } from './client.ts'
import { postUrl } from './hosts.ts'
import { readLittleText } from './little-text.ts'

type Media = { id: string; altText?: string; title?: string }
/** What of a post is read here: https://learn.microsoft.com/linkedin/marketing/community-management/shares/posts-api (read 2026-11-22). */
export type Post = {
  id: string
  author: string
  commentary: string
  createdAt: number
  publishedAt?: number
  content?: {
    media?: Media
    multiImage?: { images: Media[] }
    article?: { source: string; title?: string }
    poll?: { question: string; options: { text: string }[] }
  }
}

export const refOf = (urn: string, more?: JsonObject): RemoteRef => ({
  id: urn,
  url: postUrl(urn),
  ...(more ? { more } : {}),
})

export const readBack: ReadBack = async (call, ref) => {
  const answer = await ask(wireOf(call), { path: `/rest/posts/${inPath(ref.id)}`, fine: [404] })
  return answer.status === 200 ? postOf(answer.json<Post>(), call, ref) : 'gone'
}

const pageSize = 50

export const ownPosts: OwnPosts = async (call, cursor) => {
  if (call.account.facts.canRead === false) return { items: [] }
  const start = Number(cursor ?? 0)
  const posts = await newestPosts(call, start, pageSize)
  return {
    items: posts.map((post) => postOf(post, call)),
    ...(posts.length === pageSize ? { cursor: String(start + pageSize) } : {}),
  }
}

export async function newestPosts(call: Call, start: number, count: number): Promise<Post[]> {
  const path = `/rest/posts?author=${inPath(authorOf(call))}&q=author&count=${count}&start=${start}&sortBy=CREATED`
  return (await ask(wireOf(call), { path, act: 'FINDER' })).json<{ elements: Post[] }>().elements
}

function postOf(post: Post, call: Call, ref?: RemoteRef): RemotePost {
  const moving = ref?.more?.moving === true
  return {
    ref: refOf(post.id),
    text: readLittleText(post.commentary),
    at: new Date(post.publishedAt ?? post.createdAt),
    author: { id: post.author, handle: post.author === call.account.remoteId ? call.account.handle : post.author },
    media: mediaIn(post).map((one) => ({ kind: kindOf(one.id, moving), alt: one.altText })),
    raw: post as unknown as Json,
  }
}

export const mediaIn = ({ content }: Post): Media[] =>
  content?.multiImage?.images ?? (content?.media ? [content.media] : [])

/** The network does not tell a moving picture from another: we know it of our own. */
function kindOf(urn: string, moving: boolean): string {
  const kind = urn.split(':')[2] ?? ''
  return kind === 'image' && moving ? 'gif' : kind
}
