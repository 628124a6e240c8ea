import type { Call, Interaction } from '../contract.ts'
import type { Post } from './entities.ts'
import { filesInRaw, textOfRaw } from './raw-text.ts'
import { placeOf, refOf } from './refs.ts'

/** Short addresses are opened at the forum: https://github.com/discourse/discourse/blob/main/config/routes.rb (read 2026-11-22). */
const openedAt = (url: string, server: string) => url.replace(/^upload:\/\//, `${server}/uploads/short-url/`)

export function spoken(post: Post, kind: Interaction['kind'], call?: Call): Interaction {
  const server = call?.account.server ?? ''
  const avatar = post.avatar_template?.replace('{size}', '120')
  const avatarUrl = avatar?.startsWith('/') ? (server ? server + avatar : undefined) : avatar
  return {
    id: placeOf(post),
    kind,
    at: new Date(post.created_at),
    author: {
      id: String(post.user_id),
      handle: post.username,
      name: post.name || post.username,
      ...(avatarUrl ? { avatarUrl } : {}),
    },
    text: textOfRaw(post.raw ?? ''),
    under: { id: `${post.topic_id}/1` },
    ...(post.post_number > 1 ? { replyTo: `${post.topic_id}/${post.reply_to_post_number ?? 1}` } : {}),
    media: filesInRaw(post.raw ?? '').map((file) => ({ ...file, url: server ? openedAt(file.url, server) : file.url })),
    ...(server ? { url: refOf(post, server).url } : {}),
    ...(call && String(post.user_id) === call.account.remoteId ? { own: true } : {}),
    ...((post.version ?? 1) > 1 ? { edited: true } : {}),
    ...(post.deleted_at || post.user_deleted ? { deleted: true } : {}),
    raw: { postId: post.id },
  }
}
