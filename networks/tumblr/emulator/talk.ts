import { type Ground, No, ok, ownBlog, seconds, single } from './ground.ts'
import type { EmBlog, EmPost } from './state.ts'
import { reactionsOf } from './telling.ts'

type Heard = { id: string; type: string; at: number; blog: string; post?: string; text?: string; made?: string }

/** What people did about a post, oldest first: kept replies, reblogs by blogs here, and what the cast imagines. */
function heardAbout(ground: Ground, post: EmPost): Heard[] {
  const { state } = ground
  const replies = [...state.replies.values()].filter((one) => one.post === post.id)
  const reblogs = [...state.posts.values()].filter((one) => one.parent === post.id && one.state === 'published')
  const types = { like: 'like', reshare: 'reblog_naked', comment: 'reply', follow: 'follow', vote: 'vote' } as const
  const heard = [
    ...replies.map(
      (one): Heard => ({
        id: one.id,
        type: 'reply',
        at: seconds(one.at),
        blog: one.blog,
        post: post.id,
        text: one.text,
      }),
    ),
    ...reblogs.map((one): Heard => {
      const text = one.content.map((block) => String(block.text ?? '')).join(' ')
      const type = text.trim() ? 'reblog_with_content' : 'reblog_naked'
      return {
        id: one.id,
        type,
        at: seconds(one.at),
        blog: state.blogs.get(one.blog)?.name ?? '',
        post: post.id,
        text,
        made: one.id,
      }
    }),
    ...reactionsOf(ground, post).map(
      (one): Heard => ({
        id: `${post.id}${one.id.padStart(3, '0')}`,
        type: types[one.kind],
        at: Math.floor(one.at.getTime() / 1000),
        blog: one.person.handle,
        post: post.id,
        ...(one.kind === 'comment' ? { text: one.text } : {}),
      }),
    ),
  ]
  return heard.sort((a, b) => a.at - b.at || Number(BigInt(a.id) - BigInt(b.id)))
}

const heardBy = (ground: Ground, blog: EmBlog): Heard[] =>
  [...ground.state.posts.values()]
    .filter((one) => one.blog === blog.uuid)
    .flatMap((post) => heardAbout(ground, post))
    .sort((a, b) => b.at - a.at || Number(BigInt(b.id) - BigInt(a.id)))

const pageSize = 50

/** Ids made here carry it, one apart from the next; what the cast imagines has only its second. */
function microsecond({ id, at }: Heard): number {
  const made = Number(id)
  return Math.floor(made / 1_000_000) === at ? made : at * 1_000_000
}

export function talkOperations(ground: Ground): void {
  const { on, state, commit } = ground
  on('GET', '/v2/blog/:blog/notifications', 'basic', (asking) => {
    const types = [asking.query.types ?? []].flat()
    const before = Number(single(asking.query.before) ?? Number.MAX_SAFE_INTEGER)
    const found = heardBy(ground, ownBlog(ground, asking)).filter(
      (one) => one.at < before && (types.length === 0 || types.includes(one.type)),
    )
    const page = found.slice(0, pageSize)
    const next = found.length > pageSize ? { next: { query_params: { before: String(page.at(-1)?.at) } } } : {}
    return ok({ notifications: page.map(noticeShape), _links: next })
  })
  on('GET', '/v2/blog/:blog/notes', 'basic', ({ query }) => {
    const post = state.posts.get(single(query.id) ?? '')
    if (!post) throw new No(404, 'Not Found')
    const heard = heardAbout(ground, post)
    const count = (type: string) => heard.filter((one) => one.type.startsWith(type)).length
    const before = Number(single(query.before_timestamp) ?? Number.MAX_SAFE_INTEGER)
    const spoken = heard.filter((one) => one.text && microsecond(one) < before).reverse()
    const page = spoken.slice(0, pageSize)
    const last = page.at(-1)
    const next =
      last && spoken.length > pageSize
        ? { next: { query_params: { id: post.id, before_timestamp: String(microsecond(last)) } } }
        : {}
    const notes = page.map((one) => ({
      type: one.type === 'reply' ? 'reply' : 'reblog',
      timestamp: one.at,
      blog_name: one.blog,
      blog_uuid: `t:${one.blog}`,
      blog_url: `https://${one.blog}.tumblr.com/`,
      followed: false,
      avatar_shape: 'square',
      ...(one.type === 'reply' ? { reply_text: one.text } : { added_text: one.text, post_id: one.made }),
    }))
    return ok({
      notes,
      rollup_notes: [],
      total_notes: heard.length,
      total_likes: count('like'),
      total_reblogs: count('reblog'),
      _links: next,
    })
  })
  on('POST', '/v2/blog/:blog/blocks', 'write', (asking) => {
    const blog = ownBlog(ground, asking)
    const { blocked_tumblelog: name } = asking.body as { blocked_tumblelog: string }
    const who = `${blog.name} ${name}`
    if (!state.blocks.has(who))
      commit({ did: 'block', who, on: true }, { account: blog.owner, kind: 'block', objectId: name })
    return ok([], 201)
  })
  on('DELETE', '/v2/blog/:blog/blocks', 'write', (asking) => {
    const blog = ownBlog(ground, asking)
    const name = single(asking.query.blocked_tumblelog) ?? ''
    const who = `${blog.name} ${name}`
    if (!state.blocks.has(who)) throw new No(404, 'Not Found')
    commit({ did: 'block', who, on: false }, { account: blog.owner, kind: 'unblock', objectId: name })
    return ok([])
  })
}

const noticeShape = (one: Heard) => ({
  id: one.id,
  type: one.type,
  timestamp: one.at,
  unread: true,
  target_post_id: one.post,
  from_tumblelog_name: one.blog,
  ...(one.type === 'reply' ? { reply_text: one.text } : {}),
  ...(one.type === 'reblog_with_content' ? { added_text: one.text, post_id: one.made } : {}),
})
