import type { Reaction } from '../../lab/people.ts'
import { blogNamed, type Ground, No, ok, ownBlog, seconds, single } from './ground.ts'
import { wordsOf } from './rules.ts'
import type { EmBlog, EmPost } from './state.ts'

export function tellingOperations(ground: Ground): void {
  const { on, state, site, now } = ground
  on('GET', '/v2/user/info', 'basic', ({ owner }) => {
    const blogs = [...state.blogs.values()].filter((one) => one.owner === owner && !one.closed)
    const user = {
      following: 8,
      default_post_format: 'html',
      name: blogs[0]?.name ?? '',
      likes: 0,
      blogs: blogs.map((one) => blogShape(ground, one)),
    }
    return ok({ user })
  })
  on('GET', '/v2/blog/:blog/info', 'basic', ({ params }) =>
    ok({ blog: blogShape(ground, blogNamed(ground, params.blog ?? '')) }),
  )
  on('GET', '/v2/blog/:blog/posts', 'basic', ({ params, query }) => {
    const blog = blogNamed(ground, params.blog ?? '')
    const id = single(query.id)
    const all = published(ground, blog).filter((post) => !id || post.id === id)
    if (id && all.length === 0) throw new No(404, 'Not Found')
    const [offset, limit] = [Number(single(query.offset) ?? 0), Math.min(20, Number(single(query.limit) ?? 20))]
    const posts = all.slice(offset, offset + limit).map((post) => postShape(ground, post))
    return ok({ blog: blogShape(ground, blog), posts, total_posts: all.length })
  })
  for (const [path, wanted] of [
    ['queue', 'queue'],
    ['draft', 'draft'],
  ] as const)
    on('GET', `/v2/blog/:blog/posts/${path}`, 'basic', (asking) => {
      const blog = ownBlog(ground, asking)
      const all = [...state.posts.values()].filter((one) => one.blog === blog.uuid && one.state === wanted)
      const offset = Number(single(asking.query.offset) ?? 0)
      return ok({
        posts: all
          .reverse()
          .slice(offset, offset + 20)
          .map((post) => postShape(ground, post)),
      })
    })
  on('GET', '/v2/blog/:blog/posts/:id', 'basic', (asking) => {
    const blog = ownBlog(ground, asking)
    const post = state.posts.get(asking.params.id ?? '')
    if (post?.blog !== blog.uuid) throw new No(404, 'Not Found')
    return ok(postShape(ground, post))
  })
  on('GET', '/v2/tagged', 'basic', ({ query }) => {
    const tag = (single(query.tag) ?? '').toLowerCase()
    const before = Number(single(query.before) ?? Math.ceil(now().getTime() / 1000) + 1)
    const found = [...state.posts.values()].filter(
      (one) =>
        one.state === 'published' && seconds(one.at) < before && one.tags.some((name) => name.toLowerCase() === tag),
    )
    const shapes = found.reverse().slice(0, Number(single(query.limit) ?? 20))
    return ok(shapes.map((post) => ({ ...legacyShape(ground, post) })))
  })
  site.page('GET', '/media/:name', ({ params }) => {
    const file = state.files.get(params.name ?? '')
    return file
      ? { status: 200, file: file.path, headers: { 'content-type': file.mime } }
      : { status: 404, body: 'Not found' }
  })
}

const published = ({ state }: Ground, blog: EmBlog) =>
  [...state.posts.values()].filter((one) => one.blog === blog.uuid && one.state === 'published').reverse()

function blogShape(ground: Ground, blog: EmBlog) {
  const { site } = ground
  return {
    name: blog.name,
    uuid: blog.uuid,
    title: blog.title,
    url: `https://${blog.name}.tumblr.com/`,
    description: `<p>${blog.title} &amp; friends. Practice blog.</p>`,
    primary: blog.primary,
    followers: 120,
    posts: published(ground, blog).length,
    avatar: [{ url: `${site.origin}/_lab/avatars/${blog.name}.png`, width: 128, height: 128 }],
    theme: { header_image: `${site.origin}/_lab/avatars/header.png`, show_header_image: true },
  }
}

const common = ({ state }: Ground, post: EmPost) => {
  const blog = state.blogs.get(post.blog)
  return {
    id: Number(post.id),
    id_string: post.id,
    blog_name: blog?.name,
    tumblelog_uuid: post.blog,
    blog: { name: blog?.name, uuid: post.blog },
    post_url: `https://www.tumblr.com/${blog?.name}/${post.id}`,
    timestamp: seconds(post.at),
    state: post.state === 'queue' ? 'queued' : post.state,
    reblog_key: post.reblogKey,
    tags: post.tags,
    interactability_reblog: post.noReblogs ? 'noone' : 'everyone',
  }
}

const postShape = (ground: Ground, post: EmPost) => ({
  ...common(ground, post),
  object_type: 'post',
  type: 'blocks',
  is_blocks_post_format: true,
  content: post.content,
  layout: post.layout,
  trail: [],
  ...(post.parent ? { parent_post_id: post.parent } : {}),
  ...(post.source ? { source_url: post.source } : {}),
  ...(post.state === 'queue'
    ? {
        queued_state: post.publishAt ? 'scheduled' : 'queued',
        scheduled_publish_time: seconds(post.publishAt ?? post.at),
        ...(post.publishAt ? { publish_on: post.publishAt } : {}),
      }
    : {}),
})

const legacyShape = (ground: Ground, post: EmPost) => ({
  ...common(ground, post),
  type: 'text',
  body: wordsOf(post.content),
  summary: wordsOf(post.content).slice(0, 100),
})

export function reactionsOf({ state, site, now }: Ground, post: EmPost): Reaction[] {
  const blog = state.blogs.get(post.blog)
  if (!blog || post.state !== 'published') return []
  const seen = {
    key: `tumblr ${blog.name} ${post.ordinal}`,
    text: wordsOf(post.content),
    language: blog.locale,
    at: new Date(post.at),
    media: post.content.some((block) => block.type !== 'text'),
  }
  return site.people.reactionsTo(seen, now())
}
