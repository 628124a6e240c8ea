import { type Asking, type Ground, postsIn } from './ground.ts'
import type { ForumPost, ForumTopic, ForumUser } from './state.ts'

/** The words of a source, by arithmetic of our own: no files, no polls, no escapes. */
export const wordsOfRaw = (raw: string): string =>
  raw
    .replace(/\[poll[^\]]*\]([\s\S]*?)\[\/poll\]/g, (_, inside: string) => inside.replace(/^[#*] /gm, ''))
    .replace(/^!?\[[^\]\n]*\]\(upload:[^)\n]*\)(?: \([^)\n]*\))?$/gm, '')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .trim()

const avatar = (username: string) => `/letter_avatar_proxy/v4/letter/${username[0]}/{size}.png`

export function shownPost(ground: Ground, post: ForumPost, viewer: ForumUser): object {
  const { state } = ground
  const author = state.users.get(post.user)
  const topic = state.topics.get(post.topic)
  const username = author?.username ?? 'deleted'
  const others = postsIn(ground, post.topic)
  const above = others.find((one) => one.number === post.replyTo)
  return {
    ...{ id: post.id, name: author?.name ?? null, username, avatar_template: avatar(username), created_at: post.at },
    ...{ raw: post.raw, cooked: `<p>${wordsOfRaw(post.raw).replaceAll('<', '&lt;')}</p>`, post_number: post.number },
    ...{ post_type: 1, updated_at: post.at, reply_count: others.filter((one) => one.replyTo === post.number).length },
    ...{ reply_to_post_number: post.replyTo, quote_count: 0, incoming_link_count: 0, reads: 1, score: 0 },
    ...{ yours: post.user === viewer.id, topic_id: post.topic, topic_slug: topic?.slug ?? '', version: post.version },
    ...{
      user_id: post.user,
      hidden: false,
      trust_level: 1,
      moderator: author?.staff ?? false,
      admin: author?.staff ?? false,
    },
    ...(above ? { reply_to_user: { username: state.users.get(above.user)?.username ?? 'deleted' } } : {}),
    ...{ staff: author?.staff ?? false, wiki: false, can_edit: true, can_delete: true, user_title: null },
    ...{ deleted_at: post.deleted ? post.at : null, user_deleted: false, edit_reason: null, bookmarked: false },
    actions_summary: [
      {
        id: 2,
        count: likesOf(ground, post),
        can_act: true,
        ...(post.likes.includes(viewer.id) ? { acted: true } : {}),
      },
      { id: 8, count: post.flags.length, can_act: true, ...(post.flags.includes(viewer.id) ? { acted: true } : {}) },
    ],
  }
}

export function shownTopic(ground: Ground, topic: ForumTopic, request: Asking): object {
  const posts = postsIn(ground, topic.id).filter((post) => !post.deleted)
  const first = posts.slice(0, 20).map((post) => shownPost(ground, post, request.user))
  return {
    ...{ id: topic.id, title: topic.title, fancy_title: topic.title, slug: topic.slug, posts_count: posts.length },
    ...{
      created_at: posts[0]?.at,
      views: posts.length * 3,
      reply_count: posts.length - 1,
      closed: false,
      archived: false,
    },
    ...{
      like_count: posts.reduce((sum, post) => sum + likesOf(ground, post), 0),
      category_id: topic.category,
      tags: topic.tags,
    },
    ...{ external_id: topic.externalId, archetype: topic.message ? 'private_message' : 'regular', deleted_at: null },
    details: { notification_level: posts[0]?.user === request.user.id ? 3 : 1 },
    post_stream: { posts: first.map(withoutRaw), stream: posts.map((post) => post.id) },
  }
}

/** The source is told only where it is asked for. */
export const withoutRaw = (post: object): object =>
  Object.fromEntries(Object.entries(post).filter(([name]) => name !== 'raw'))

/** Those given through the API, and those of the cast, who like what begins a topic. */
function likesOf({ site }: Ground, post: ForumPost): number {
  if (post.number > 1) return post.likes.length
  const seen = { key: `topic ${post.topic}`, text: wordsOfRaw(post.raw), at: new Date(post.at), media: false }
  const liked = site.people.reactionsTo(seen, site.clock.now()).filter((reaction) => reaction.kind === 'like')
  return post.likes.length + liked.length
}
