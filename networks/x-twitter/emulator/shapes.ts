import { anyUser, reactionsOf } from './crowd.ts'
import { type Ground, listed } from './ground.ts'
import type { EmMedia, EmPost, EmUser } from './state.ts'
import { toldText } from './words.ts'

type Query = Record<string, string | string[]>
type Shape = Record<string, unknown>

/** Posts with only the fields that were asked for, and beside them what the expansions name. */
export function postsShape(ground: Ground, posts: EmPost[], all: EmPost[], query: Query) {
  const expansions = listed(query.expansions)
  const fields = new Set([...listed(query['post.fields'] ?? query['tweet.fields']), 'id', 'text'])
  const shapes = posts.map((post) => postShape(ground, post, all, fields, expansions))
  const users = new Map<string, EmUser>()
  const media = new Map<string, EmMedia>()
  for (const post of posts) {
    const author = anyUser(ground, post.author)
    if (author && expansions.includes('author_id')) users.set(author.id, author)
    for (const id of post.mediaIds) {
      const one = ground.state.media.get(id)
      if (one && expansions.includes('attachments.media_keys')) media.set(id, one)
    }
  }
  const polls = expansions.includes('attachments.poll_ids') ? posts.filter((post) => post.poll) : []
  const includes: Shape = {
    ...(users.size > 0
      ? { users: [...users.values()].map((one) => userShape(ground, one, listed(query['user.fields']))) }
      : {}),
    ...(media.size > 0
      ? { media: [...media.values()].map((one) => mediaShape(ground, one, listed(query['media.fields']))) }
      : {}),
    ...(polls.length > 0 ? { polls: polls.map((post) => pollShape(ground, post)) } : {}),
  }
  return { shapes, ...(Object.keys(includes).length > 0 ? { includes } : {}) }
}

function postShape(ground: Ground, post: EmPost, all: EmPost[], fields: Set<string>, expansions: string[]): Shape {
  const [firstMedia] = post.mediaIds
  const { text, urls } = toldText(post.text, post.id, firstMedia ? keyOf(ground, firstMedia) : undefined)
  const parent = post.replyTo ? all.find((one) => one.id === post.replyTo) : undefined
  const whole: Shape = {
    id: post.id,
    text,
    created_at: post.at,
    lang: post.lang,
    conversation_id: post.conversation,
    reply_settings: post.replySettings,
    ...(post.place ? { geo: { place_id: post.place } } : {}),
    ...(urls.length > 0 ? { entities: { urls } } : {}),
    ...(post.mediaIds.length > 0 || post.poll ? { attachments: attachmentsOf(ground, post) } : {}),
    public_metrics: metricsOf(ground, post, all),
  }
  const references = [
    ...(post.replyTo ? [{ type: 'replied_to', id: post.replyTo }] : []),
    ...(post.quotes ? [{ type: 'quoted', id: post.quotes }] : []),
  ]
  return {
    ...picked(whole, fields),
    edit_history_post_ids: [post.id],
    ...(expansions.includes('author_id') ? { author_id: post.author } : {}),
    ...(expansions.includes('in_reply_to_user_id') && parent ? { in_reply_to_user_id: parent.author } : {}),
    ...(expansions.includes('referenced_posts') && references.length > 0 ? { referenced_posts: references } : {}),
  }
}

const picked = (whole: Shape, fields: Set<string>): Shape =>
  Object.fromEntries(Object.entries(whole).filter(([name]) => fields.has(name)))

const attachmentsOf = (ground: Ground, post: EmPost) => ({
  ...(post.mediaIds.length > 0 ? { media_keys: post.mediaIds.map((id) => keyOf(ground, id)) } : {}),
  ...(post.poll ? { poll_ids: [post.id] } : {}),
})

const prefixes = { photo: 3, animated_gif: 16, video: 7 }
export const keyOf = ({ state }: Ground, id: string) => `${prefixes[state.media.get(id)?.type ?? 'photo']}_${id}`

function metricsOf(ground: Ground, post: EmPost, all: EmPost[]): Shape {
  const done = reactionsOf(ground, post)
  const likes = [...(ground.state.deeds.get('like') ?? [])].filter((one) => one.endsWith(` ${post.id}`)).length
  const count = (kind: string) => done.filter((one) => one.kind === kind).length
  return {
    repost_count: count('reshare'),
    reply_count: all.filter((one) => one.replyTo === post.id).length,
    like_count: likes + count('like'),
    quote_count: all.filter((one) => one.quotes === post.id).length,
    bookmark_count: 0,
    impression_count: done.length * 12,
  }
}

export function userShape(ground: Ground, user: EmUser, asked: string[]): Shape {
  const posts = [...ground.state.posts.values()].filter((one) => one.author === user.id).length
  const whole: Shape = {
    created_at: user.at,
    description: `${user.name}. Practice account.`,
    entities: {
      url: { urls: [{ start: 0, end: 23, url: 'https://t.co/practice', expanded_url: 'https://roastery.example/' }] },
    },
    profile_banner_url: `${ground.site.origin}/_lab/avatars/${user.username}.png`,
    profile_image_url: `${ground.site.origin}/_lab/avatars/${user.username}.png`,
    protected: false,
    public_metrics: { followers_count: user.followers, following_count: 40, post_count: posts, listed_count: 0 },
    subscription_type: 'None',
    url: 'https://t.co/practice',
    verified_type: 'none',
  }
  return { id: user.id, name: user.name, username: user.username, ...picked(whole, new Set(asked)) }
}

export function mediaShape(ground: Ground, media: EmMedia, asked: string[]): Shape {
  const url = `${ground.site.url}/media/${media.id}`
  const whole: Shape = {
    ...(media.alt === undefined ? {} : { alt_text: media.alt }),
    ...(media.type === 'photo' ? { url } : { preview_image_url: url }),
    width: media.width,
    height: media.height,
    ...(media.type === 'video' ? { duration_ms: media.durationMs } : {}),
  }
  return { media_key: keyOf(ground, media.id), type: media.type, ...picked(whole, new Set(asked)) }
}

function pollShape(ground: Ground, post: EmPost): Shape {
  const votes = reactionsOf(ground, post).filter((one) => one.kind === 'vote')
  const options = post.poll?.options ?? []
  return {
    id: post.id,
    options: options.map((label, index) => ({
      position: index + 1,
      label,
      votes: votes.filter((one) => one.option === index).length,
    })),
  }
}
