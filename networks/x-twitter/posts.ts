import type { Json } from '../../kernel/json.ts'
import type { Person, PostNumbers, RemotePost, RemoteRef } from '../contract.ts'
import { pointersIn } from '../families/text/links-in.ts'
import type { Includes, Media, Post, ShortAddress, User } from './entities.ts'
import { postUrl } from './hosts.ts'

/** What every reading of posts asks for. */
export const wholePost = {
  'post.fields': 'attachments,conversation_id,created_at,entities,geo,id,lang,public_metrics,text',
  expansions: 'attachments.media_keys,attachments.poll_ids,author_id,in_reply_to_user_id,referenced_posts',
  'user.fields': 'name,profile_image_url,public_metrics,username',
  'media.fields': 'alt_text,media_key,preview_image_url,type,url',
  'poll.fields': 'id,options',
}

export const refOf = (id: string, handle: string): RemoteRef => ({ id, url: postUrl(handle, id) })

export function postOf(post: Post, includes: Includes = {}): RemotePost {
  const author = includes.users?.find((one) => one.id === post.author_id)
  const handle = author ? `@${author.username}` : '@i'
  const text = textOf(post)
  const reposted = post.referenced_posts?.find((one) => one.type === 'retweeted')?.id
  const { name, url, avatarUrl, followers } = personOf(author, post.author_id ?? '')
  return {
    ref: refOf(post.id, handle),
    kind: reposted ? 'repost' : repliedTo(post) ? 'reply' : 'post',
    ...(reposted ? { repostOf: reposted } : {}),
    text,
    at: new Date(post.created_at ?? 0),
    author: { id: post.author_id ?? '', handle, ...(author ? { name, url, avatarUrl, followers } : {}) },
    ...pointersIn(text),
    ...(post.public_metrics ? { numbers: numbersOf(post) } : {}),
    media: mediaOf(post, includes).map((one) => ({
      kind: kindOfMedia(one),
      alt: one.alt_text,
      url: one.url ?? one.preview_image_url,
    })),
    replyTo: repliedTo(post),
    language: post.lang,
    raw: post as unknown as Json,
  }
}

const kinds: Record<string, string> = { photo: 'image', animated_gif: 'gif', video: 'video' }
export const kindOfMedia = ({ type }: Media): string => kinds[type] ?? type

export const mediaOf = (post: { attachments?: { media_keys?: string[] | null } }, includes: Includes): Media[] =>
  (post.attachments?.media_keys ?? []).flatMap((key) => includes.media?.find((one) => one.media_key === key) ?? [])

export const repliedTo = (post: Post): string | undefined =>
  post.referenced_posts?.find((one) => one.type === 'replied_to')?.id

export const answersOf = (post: Post, includes: Includes): string[] | undefined => {
  const [id] = post.attachments?.poll_ids ?? []
  return id ? includes.polls?.find((one) => one.id === id)?.options?.map((one) => one.label) : undefined
}

/** The network shortens addresses, adds one for files, and writes `&`, `<` and `>` as HTML does. */
export function textOf(post: Pick<Post, 'text' | 'entities'>): string {
  let text = post.text
  for (const one of post.entities?.urls ?? []) {
    if (!one.url) continue
    const isFile = one.media_key != null || /\/(photo|video)\/\d+$/.test(one.expanded_url ?? '')
    text = isFile ? text.replace(` ${one.url}`, '').replace(one.url, '') : text.replaceAll(one.url, writtenAs(one))
  }
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

/** An address written without its scheme is told with `http://`, which hardly anybody writes. */
const writtenAs = ({ url, expanded_url, display_url }: ShortAddress): string =>
  display_url && expanded_url === `http://${display_url}` ? display_url : (expanded_url ?? url ?? '')

export const personOf = (user: User | undefined, id: string): Person => ({
  id,
  handle: user ? `@${user.username}` : id,
  name: user?.name ?? id,
  avatarUrl: user?.profile_image_url,
  url: user ? `https://x.com/${user.username}` : undefined,
  followers: user?.public_metrics?.followers_count,
})

export const numbersOf = ({ public_metrics: told }: Post): PostNumbers =>
  told
    ? {
        likes: told.like_count,
        reshares: told.repost_count,
        comments: told.reply_count,
        quotes: told.quote_count,
        saves: told.bookmark_count,
        impressions: told.impression_count,
      }
    : {}
