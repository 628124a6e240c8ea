import type { Desk, EmComment, EmMessage, EmPost } from './state.ts'

export const listing = (children: unknown[], after: string | null = null) => ({
  kind: 'Listing',
  data: { after, before: null, dist: children.length, modhash: null, geo_filter: '', children },
})

/** A page of a list, newest first, and where it goes on. */
export function paged<T extends { id: string }>(
  all: T[],
  query: Record<string, string | string[]>,
  show: (one: T) => unknown,
) {
  const limit = Math.min(100, Number(query.limit ?? 25))
  const from = query.after ? all.findIndex((one) => one.id === query.after) + 1 : 0
  const page = all.slice(from, from + limit)
  return listing(page.map(show), all.length > from + limit ? (page.at(-1)?.id ?? null) : null)
}

const bare = (id: string) => id.slice(3)
const pathOf = (post: EmPost) =>
  `/r/${post.sub}/comments/${bare(post.id)}/${post.title.toLowerCase().replace(/\W+/g, '_').slice(0, 40)}/`
const fullname = ({ kept }: Desk, author: string) => {
  const known = kept.state.users.get(author)
  return `t2_${known?.id ?? Buffer.from(author).toString('hex').slice(0, 10)}`
}

export function showPost(desk: Desk, post: EmPost) {
  const { state } = desk.kept
  const comments = [...state.comments.values()].filter((one) => one.post === post.id && !one.deleted).length
  const author = post.deleted ? '[deleted]' : post.author
  return {
    kind: 't3',
    data: {
      id: bare(post.id),
      name: post.id,
      author,
      ...(post.deleted ? {} : { author_fullname: fullname(desk, post.author) }),
      subreddit: post.sub,
      title: post.title,
      selftext: post.deleted ? '[deleted]' : post.text,
      is_self: post.kind === 'self' || post.kind === 'poll',
      permalink: pathOf(post),
      url: shownUrl(desk, post),
      created_utc: post.at,
      score: 1 + (state.likes.get(post.id) ?? 0),
      ups: 1 + (state.likes.get(post.id) ?? 0),
      upvote_ratio: 1,
      num_comments: comments,
      num_crossposts: 0,
      view_count: null,
      over_18: post.nsfw,
      spoiler: post.spoiler,
      is_video: post.kind === 'video',
      removed_by_category: post.deleted ? 'deleted' : null,
      link_flair_template_id: post.flair ?? null,
      ...(post.kind === 'image' ? { post_hint: 'image' } : {}),
      ...(post.kind === 'gallery' ? galleryOf(desk, post) : {}),
      ...(post.poll
        ? { poll_data: { options: post.poll.map((text, at) => ({ id: String(at), text })), total_vote_count: 0 } }
        : {}),
    },
  }
}

/** A picture stands at the network's own address under its kind, wherever it was brought. */
function shownUrl({ site }: Desk, post: EmPost): string {
  const [file] = post.media ?? []
  if (post.kind === 'image' && file) return `${site.url}/i/${file.id}.${file.mime.split('/')[1]}`
  return post.url ?? `https://www.reddit.com${pathOf(post)}`
}

const galleryOf = ({ site }: Desk, post: EmPost) => ({
  is_gallery: true,
  gallery_data: { items: (post.media ?? []).map(({ id }, at) => ({ media_id: id, id: at })) },
  media_metadata: Object.fromEntries(
    (post.media ?? []).map(({ id, mime }) => [
      id,
      { status: 'valid', e: 'Image', m: mime, id, s: { u: `${site.url}/i/${id}` } },
    ]),
  ),
})

/** A picture stands in the words by the id of a file that is told beside them. */
const pictureId = 'torn0bag0pic'
const bodyOf = ({ text, picture }: EmComment) => (picture ? `${text}\n\n![img](${pictureId})` : text)
const pictureOf = ({ site }: Desk) => {
  const { mime, width, height, url } = site.people.snapshot()
  return { status: 'valid', e: 'Image', m: mime, id: pictureId, s: { x: width, y: height, u: url } }
}

export function showComment(
  desk: Desk,
  comment: EmComment,
  type?: string,
): { kind: 't1'; data: Record<string, unknown> } {
  const post = desk.kept.state.posts.get(comment.post)
  const context = post ? `${pathOf(post)}${bare(comment.id)}/` : ''
  return {
    kind: 't1',
    data: {
      id: bare(comment.id),
      name: comment.id,
      author: comment.deleted ? '[deleted]' : comment.author,
      author_fullname: fullname(desk, comment.author),
      body: comment.deleted ? '[deleted]' : bodyOf(comment),
      ...(comment.picture && !comment.deleted ? { media_metadata: { [pictureId]: pictureOf(desk) } } : {}),
      created_utc: comment.at,
      edited: false,
      parent_id: comment.parent,
      link_id: comment.post,
      subreddit: post?.sub ?? '',
      permalink: context,
      replies: '',
      ...(type ? { type, context: `${context}?context=3`, was_comment: true, subject: type.replace('_', ' ') } : {}),
    },
  }
}

/** With what answers it, oldest first. */
export function showTree(desk: Desk, post: string, parent: string): unknown[] {
  const answers = [...desk.kept.state.comments.values()].filter(
    (one) => one.post === post && one.parent === parent && !one.deleted,
  )
  return answers.map((one) => {
    const below = showTree(desk, post, one.id)
    const shown = showComment(desk, one)
    return { ...shown, data: { ...shown.data, replies: below.length > 0 ? listing(below) : '' } }
  })
}

export const showMessage = (desk: Desk, message: EmMessage) => ({
  kind: 't4',
  data: {
    id: bare(message.id),
    name: message.id,
    author: message.from,
    author_fullname: fullname(desk, message.from),
    dest: message.to,
    subject: 'hello',
    body: message.text,
    created_utc: message.at,
    parent_id: message.parent ?? null,
    context: '',
    was_comment: false,
    subreddit: null,
    type: 'unknown',
  },
})
