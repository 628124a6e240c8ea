import type { Call, Inbox, Interaction } from '../contract.ts'
import { ask, made, wireOf } from './client.ts'
import type { Notification, Post } from './entities.ts'
import { postsNamed, readTopic } from './find.ts'
import { replyStep } from './publish.ts'
import { filesInRaw, rawOf, textOfRaw } from './raw-text.ts'
import { placeIn, placeOf, refOf } from './refs.ts'

const pageSize = 30
const mostPages = 10

/** https://github.com/discourse/discourse/blob/main/app/models/notification.rb (read 2026-11-22). */
const kinds: Record<number, Interaction['kind']> = {
  1: 'mention',
  2: 'reply',
  3: 'mention',
  5: 'reaction',
  6: 'message',
  9: 'comment',
  15: 'mention',
  25: 'reaction',
}

export const inbox: Inbox = {
  kinds: ['comment', 'reply', 'mention', 'message', 'reaction'],

  /** The cursor is the highest notification heard; without one it starts with the newest page. */
  poll: async (call, cursor) => {
    const heard: Notification[] = []
    for (let page = 0; page < mostPages; page++) {
      const query = { limit: pageSize, offset: page * pageSize }
      const answer = await ask(wireOf(call), { path: '/notifications.json', query })
      const batch = answer.json<{ notifications?: Notification[] }>().notifications ?? []
      const fresh = batch.filter((one) => one.id > Number(cursor ?? 0))
      heard.push(...fresh)
      if (cursor === undefined || fresh.length < pageSize) break
    }
    const ordered = heard.sort((a, b) => a.id - b.id)
    const items = new Map<string, Interaction>()
    for (const one of ordered)
      for (const what of await interactionsOf(call, one)) items.set(`${what.kind} ${what.id}`, what)
    return { items: [...items.values()], cursor: String(ordered.at(-1)?.id ?? cursor ?? 0) }
  },

  /** Everything below the first post, our own words as such. */
  comments: async (call, ref, cursor) => {
    const { topic } = placeIn(ref.id)
    const stream = ((await readTopic(call, topic))?.post_stream.stream ?? []).slice(1)
    const from = Number(cursor ?? 0)
    const posts = await postsNamed(call, topic, stream.slice(from, from + pageSize))
    const items = posts.sort((a, b) => a.post_number - b.post_number).map((post) => spoken(post, 'comment', call))
    return { items, ...(from + pageSize < stream.length ? { cursor: String(from + pageSize) } : {}) }
  },

  reply: (to, text) =>
    replyStep(
      'reply',
      'post',
      () => rawOf(text, [], undefined),
      () => to.id,
    ),
}

async function interactionsOf(call: Call, heard: Notification): Promise<Interaction[]> {
  const kind = kinds[heard.notification_type]
  if (!kind) return []
  if (kind === 'reaction') return [reactionOf(heard)]
  const id = heard.data.original_post_id
  if (!id) return []
  const answer = await ask(wireOf(call), { path: `/posts/${id}.json`, fine: [403, 404, 410] })
  return answer.status === 200 ? [spoken(made<Post>(answer), kind, call)] : []
}

function reactionOf({ id, created_at, topic_id, post_number, data }: Notification): Interaction {
  const name = data.display_username ?? data.original_username ?? data.username ?? ''
  return {
    id: `notification-${id}`,
    kind: 'reaction',
    at: new Date(created_at),
    author: { id: name, handle: name, name },
    text: '',
    ...(topic_id ? { under: { id: `${topic_id}/${post_number ?? 1}` } } : {}),
    media: [],
  }
}

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
