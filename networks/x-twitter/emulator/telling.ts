import type { LabAnswer } from '../../lab/lab.ts'
import { allPosts, anyUser } from './crowd.ts'
import { type Asking, type Ground, invalid, listed, ok, single } from './ground.ts'
import { keyOf, mediaShape, postsShape, userShape } from './shapes.ts'
import { type EmMedia, type EmMessage, type EmPost, has } from './state.ts'

export function tellingOperations(ground: Ground): void {
  const { on } = ground
  on('GET', '/2/users/me', 'users.read', ({ user, query }) => ok(userShape(ground, user, listed(query['user.fields']))))
  on('GET', '/2/tweets/:id', 'tweet.read', ({ params, query }) => {
    const all = allPosts(ground)
    const post = all.find((one) => one.id === params.id)
    if (!post) return { status: 200, json: { errors: [missing(params.id ?? '')] } }
    const { shapes, includes } = postsShape(ground, [post], all, query)
    return { status: 200, json: { data: shapes[0], ...(includes ? { includes } : {}) } }
  })
  on('GET', '/2/tweets', 'tweet.read', ({ query }) => {
    const all = allPosts(ground)
    const ids = listed(query.ids)
    const posts = ids.flatMap((id) => all.find((one) => one.id === id) ?? [])
    const { shapes, includes } = postsShape(ground, posts, all, query)
    const errors = ids.filter((id) => !posts.some((one) => one.id === id)).map(missing)
    const data = posts.length > 0 ? { data: shapes } : {}
    return {
      status: 200,
      json: { ...data, ...(includes ? { includes } : {}), ...(errors.length > 0 ? { errors } : {}) },
    }
  })
  on('GET', '/2/users/:id/tweets', 'tweet.read', (asking) =>
    page(ground, asking, (post) => post.author === asking.params.id, 'pagination_token'),
  )
  on('GET', '/2/users/:id/mentions', 'tweet.read', (asking) => {
    const name = anyUser(ground, asking.params.id ?? '')?.username.toLowerCase()
    return page(
      ground,
      asking,
      (post) => post.author !== asking.params.id && post.text.toLowerCase().includes(`@${name}`),
      'pagination_token',
      mostMentions,
    )
  })
  on('GET', '/2/tweets/search/recent', 'tweet.read', (asking) =>
    page(ground, asking, matching(ground, single(asking.query.query) ?? ''), 'next_token'),
  )
  on('GET', '/2/dm_events', 'dm.read', (asking) => messages(ground, asking, () => true))
  on('GET', '/2/dm_conversations/with/:participant_id/dm_events', 'dm.read', (asking) => {
    const other = asking.params.participant_id
    return messages(ground, asking, (one) => one.from === other || one.to === other)
  })
}

const missing = (id: string) => ({
  value: id,
  detail: `Could not find tweet with id: [${id}].`,
  title: 'Not Found Error',
  resource_type: 'tweet',
  parameter: 'id',
  resource_id: id,
  type: 'https://api.x.com/2/problems/resource-not-found',
})

/** How far the timeline of mentions reaches back. */
const mostMentions = 800

/** Newest first, of so many as the list reaches back; a token names the last of the page before. */
function page(
  ground: Ground,
  { query }: Asking,
  fits: (post: EmPost) => boolean,
  tokenName: string,
  reach = Number.POSITIVE_INFINITY,
): LabAnswer {
  const all = allPosts(ground)
  const found = all.filter(fits).slice(0, reach).filter(between(query))
  const { part, token } = cut(found, single(query[tokenName]), Number(query.max_results ?? 10))
  const { shapes, includes } = postsShape(ground, part, all, query)
  const meta = {
    result_count: part.length,
    ...(part[0] ? { newest_id: part[0].id, oldest_id: part.at(-1)?.id } : {}),
    ...(token ? { next_token: token } : {}),
  }
  return {
    status: 200,
    json: { ...(part.length > 0 ? { data: shapes } : {}), ...(includes ? { includes } : {}), meta },
  }
}

function between(query: Asking['query']): (post: EmPost) => boolean {
  const since = single(query.since_id)
  const until = single(query.until_id)
  const from = single(query.start_time)
  return (post) =>
    (!since || BigInt(post.id) > BigInt(since)) &&
    (!until || BigInt(post.id) < BigInt(until)) &&
    (!from || new Date(post.at) >= new Date(from))
}

const mark = 'after00000000000'
function cut<T extends { id: string }>(found: T[], token: string | undefined, most: number) {
  const after = token?.startsWith(mark) ? token.slice(mark.length) : undefined
  if (token && after === undefined) throw invalid('Invalid pagination token.')
  const rest = after ? found.filter((one) => BigInt(one.id) < BigInt(after)) : found
  const part = rest.slice(0, most)
  return { part, token: rest.length > most ? `${mark}${part.at(-1)?.id}` : undefined }
}

/** The operators that are used: words, any of several in brackets, `conversation_id:`, `-from:`, `-is:retweet`. Recent means seven days. */
function matching(ground: Ground, query: string): (post: EmPost) => boolean {
  const oldest = ground.now().getTime() - 7 * 86_400_000
  const brackets = [...query.matchAll(/\(([^()]*)\)/g)].map(([, inside = '']) =>
    wordsIn(inside.replaceAll(' OR ', ' ')),
  )
  const words = wordsIn(query.replace(/\([^()]*\)/g, ' '))
  if (words.length + brackets.length === 0) throw invalid('Rules must contain at least one positive term.')
  return (post) =>
    Date.parse(post.at) >= oldest &&
    brackets.every((any) => any.some((word) => holds(post, word))) &&
    words.every((word) => {
      const [, name = '', value = ''] = /^(-?[a-z_]+):(\S+)$/.exec(word) ?? []
      if (name === 'conversation_id') return post.conversation === value && post.id !== value
      if (name === '-from') return anyUser(ground, post.author)?.username.toLowerCase() !== value.toLowerCase()
      if (name === '-is') return true
      return holds(post, word)
    })
}

const wordsIn = (query: string) => query.match(/"[^"]+"|\S+/g) ?? []
const holds = (post: EmPost, word: string) => post.text.toLowerCase().includes(word.replaceAll('"', '').toLowerCase())

function messages(ground: Ground, { user, query }: Asking, fits: (message: EmMessage) => boolean): LabAnswer {
  const mine = [...ground.state.messages.values()]
    .filter((one) => (one.from === user.id || one.to === user.id) && fits(one))
    .filter((one) => !has(ground.state, 'dm-block', user.id, one.from))
    .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1))
  const { part, token } = cut(mine, single(query.pagination_token), Number(query.max_results ?? 100))
  const withSender = listed(query.expansions).includes('sender_id')
  const fields = listed(query['dm_event.fields'])
  const data = part.map((one) => ({
    id: one.id,
    event_type: 'MessageCreate',
    text: one.text,
    created_at: one.at,
    dm_conversation_id: [one.from, one.to].sort().join('-'),
    ...(withSender ? { sender_id: one.from } : {}),
    ...(one.mediaId && fields.includes('attachments')
      ? { attachments: { media_keys: [keyOf(ground, one.mediaId)] } }
      : {}),
  }))
  const senders = withSender ? [...new Set(part.map((one) => one.from))] : []
  const users = senders.flatMap((id) => anyUser(ground, id) ?? [])
  const wanted = listed(query.expansions).includes('attachments.media_keys') ? part : []
  const files = new Map(wanted.flatMap((one) => fileOf(ground, one)))
  const includes = {
    ...(users.length > 0 ? { users: users.map((one) => userShape(ground, one, listed(query['user.fields']))) } : {}),
    ...(files.size > 0
      ? { media: [...files.values()].map((one) => mediaShape(ground, one, listed(query['media.fields']))) }
      : {}),
  }
  const meta = { result_count: part.length, ...(token ? { next_token: token } : {}) }
  return {
    status: 200,
    json: {
      ...(part.length > 0 ? { data } : {}),
      ...(Object.keys(includes).length > 0 ? { includes } : {}),
      meta,
    },
  }
}

function fileOf({ state }: Ground, { mediaId }: EmMessage): [string, EmMedia][] {
  const file = state.media.get(mediaId ?? '')
  return file ? [[file.id, file]] : []
}
