import type { Json, JsonObject } from '../../kernel/json.ts'
import type { Call, OwnPosts, ReadBack, RemotePost, RemoteRef, Search } from '../contract.ts'
import { ask, blogPath, read, wireOf } from './client.ts'
import { postUrl } from './hosts.ts'

type Media = { url?: string; type?: string }
export type Block = {
  type: string
  text?: string
  subtype?: string
  alt_text?: string
  url?: string
  media?: Media | Media[]
} & JsonObject
/** What of a post is read here: https://github.com/tumblr/docs api.md (read 2026-11-22). */
export type Post = {
  id_string?: string
  id?: string | number
  blog_name?: string
  tumblelog_uuid?: string
  blog?: { uuid?: string }
  post_url?: string
  timestamp?: number
  reblog_key?: string
  state?: string
  content?: Block[]
  scheduled_publish_time?: number
  parent_post_id?: string
  /** Of posts told in the old form. */
  body?: string
  caption?: string
  summary?: string
  tags?: string[]
}

export const idOf = (post: Post) => post.id_string ?? String(post.id)
export const refOf = (call: Call, id: string): RemoteRef => ({ id, url: postUrl(call.account.handle, id) })

/** Published posts are told with their moment; drafts and queued ones only one by one. */
export const readBack: ReadBack = async (call, ref) => {
  const query = { id: ref.id, npf: true }
  const listed = await ask(wireOf(call), { path: blogPath(call, '/posts'), query, fine: [404] })
  const [post] = listed.status === 200 ? listed.json<{ response: { posts: Post[] } }>().response.posts : []
  if (post) return postOf(post, call)
  const path = blogPath(call, `/posts/${ref.id}`)
  const one = await ask(wireOf(call), { path, query: { post_format: 'npf' }, fine: [404] })
  return one.status === 200 ? postOf(one.json<{ response: Post }>().response, call) : 'gone'
}

export function postOf(post: Post, call: Call): RemotePost {
  const id = idOf(post)
  const blog = post.blog_name ?? call.account.handle
  const seconds = post.timestamp ?? post.scheduled_publish_time
  return {
    ref: { id, url: post.post_url ?? postUrl(blog, id) },
    kind: 'post',
    ...titleOf(post.content),
    ...(post.tags && post.tags.length > 0 ? { tags: post.tags } : {}),
    text: textOf(post.content ?? []),
    at: seconds === undefined ? call.clock.now() : new Date(seconds * 1000),
    author: { id: post.blog?.uuid ?? (blog === call.account.handle ? call.account.remoteId : blog), handle: blog },
    media: (post.content ?? []).flatMap(fileOf),
    raw: post as unknown as Json,
  }
}

const titleOf = ([first]: Block[] = []): { title?: string } =>
  first?.subtype === 'heading1' && first.text ? { title: first.text } : {}

/** A heading above everything is the title, not part of the words. */
export const textOf = (blocks: Block[]): string =>
  blocks
    .filter((block, index) => block.type === 'text' && !(index === 0 && block.subtype === 'heading1'))
    .map((block) => block.text ?? '')
    .join('\n\n')

export const isFile = (block: Block) => ['image', 'video', 'audio'].includes(block.type)

function fileOf(block: Block): RemotePost['media'] {
  if (!isFile(block)) return []
  const media = Array.isArray(block.media) ? block.media[0] : block.media
  const kind = block.type === 'image' && media?.type === 'image/gif' ? 'gif' : block.type
  return [{ kind, alt: block.alt_text, url: media?.url }]
}

const pageSize = 20

export async function publishedPosts(call: Call, offset: number): Promise<Post[]> {
  const query = { npf: true, limit: pageSize, offset }
  return (await read<{ posts: Post[] }>(wireOf(call), { path: blogPath(call, '/posts'), query })).posts
}

export const ownPosts: OwnPosts = async (call, cursor) => {
  const offset = Number(cursor ?? 0)
  const posts = await publishedPosts(call, offset)
  return {
    items: posts.map((post) => postOf(post, call)),
    ...(posts.length === pageSize ? { cursor: String(offset + pageSize) } : {}),
  }
}

/** By tag: the network searches nothing else. Pages go back in time. */
export const search: Search = async (call, tag, cursor) => {
  const query = { tag: tag.replace(/^#/, ''), limit: pageSize, filter: 'text', before: cursor }
  const posts = await read<Post[]>(wireOf(call), { path: '/tagged', query })
  const last = posts.at(-1)?.timestamp
  return {
    items: posts.map((post) => ({
      ...postOf(post, call),
      text: plainOf(post.body ?? post.caption ?? post.summary ?? ''),
    })),
    ...(posts.length === pageSize && last ? { cursor: String(last) } : {}),
  }
}

const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' }

/** HTML as its words. */
export const plainOf = (html: string): string =>
  html
    .replace(/<(br|\/p|\/div|\/h\d|\/li)[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(#?\w+);/g, (whole, name: string) => signs[name] ?? whole)
    .trim()
