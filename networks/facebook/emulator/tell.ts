import { timeOf } from '../../families/graph-api/lab/conversations.ts'
import { pageOf, type Told } from '../../families/graph-api/lab/project.ts'
import type { Selected } from '../../families/graph-api/lab/selection.ts'
import type { Desk } from './desk.ts'
import { commentsOn, countOf } from './people.ts'
import type { CommentRow, PageRow, PhotoRow, PostRow, VideoRow } from './rows.ts'

const origin = 'https://www.facebook.com'

export const pageTold = ({ site }: Desk, page: PageRow, accessToken?: string): Told => ({
  id: page.id,
  name: page.name,
  username: page.username,
  link: `${origin}/${page.username}`,
  about: page.about,
  website: page.website,
  followers_count: page.followers,
  fan_count: page.followers,
  location: { street: 'Shipka 6', city: 'Sofia', latitude: 42.69, longitude: 23.33 },
  picture: () => ({
    data: { url: site.people.avatarUrl({ handle: page.username }), width: 128, height: 128, is_silhouette: false },
  }),
  ...(accessToken
    ? { access_token: accessToken, tasks: ['ANALYZE', 'CREATE_CONTENT', 'MESSAGING', 'MODERATE', 'MANAGE'] }
    : {}),
})

export function postTold(desk: Desk, post: PostRow): Told {
  const page = desk.store.get('pages', post.page)
  return {
    id: post.id,
    ...(post.message ? { message: post.message } : {}),
    created_time: timeOf(post.at),
    permalink_url: `${origin}/${post.id}`,
    from: post.by ?? { id: post.page, name: page?.name ?? '' },
    is_published: post.scheduled === null,
    ...(post.scheduled ? { scheduled_publish_time: Math.floor(Date.parse(post.scheduled) / 1000) } : {}),
    ...(post.place ? { place: { id: post.place, name: 'A place' } } : {}),
    attachments: () => attachmentsOf(desk, post),
    comments: (asked: Selected) => commentList(desk, commentsOn(desk, post), asked.args),
    reactions: (asked: Selected) => ({
      data: [],
      summary: asked.args.summary ? { total_count: countOf(desk, post, 'like'), viewer_reaction: 'NONE' } : undefined,
    }),
    shares: () => ({ count: countOf(desk, post, 'reshare') }),
  }
}

/** Reviews have no id of their own, only their story's. */
export const reviewsOf = (desk: Desk, page: PageRow): (Told & { id: string })[] =>
  desk.store
    .all('posts')
    .flatMap(({ id, review, message, at, by, ...post }) =>
      review && post.page === page.id
        ? [
            {
              id,
              created_time: timeOf(at),
              has_rating: review.stars !== undefined,
              has_review: message !== '',
              open_graph_story: { id },
              rating: review.stars,
              recommendation_type: review.recommended ? 'positive' : 'negative',
              review_text: message || undefined,
              reviewer: by,
            },
          ]
        : [],
    )
    .reverse()

/** Orders, filters and pages comments as an edge does. */
export function commentList(desk: Desk, all: CommentRow[], args: Record<string, unknown>): { data: Told[] } {
  const seen = args.filter === 'stream' ? all : all.filter((one) => one.parent === null)
  const ordered = args.order === 'reverse_chronological' ? [...seen].reverse() : seen
  const { data, ...paging } = pageOf(ordered, args, 'https://graph.facebook.com/next')
  const summary = args.summary ? { summary: { total_count: seen.length, order: 'ranked', can_comment: true } } : {}
  return { data: data.map((one) => commentTold(desk, one)), ...paging, ...summary }
}

export const commentTold = (desk: Desk, one: CommentRow): Told => ({
  id: one.id,
  message: one.message,
  created_time: timeOf(one.at),
  from: one.from,
  permalink_url: `${origin}/${one.post}?comment_id=${one.id.split('_')[1]}`,
  is_hidden: one.hidden,
  can_hide: true,
  user_likes: one.liked,
  parent: () => (one.parent ? commentById(desk, one.parent) : undefined),
  ...(one.privately ? { private_reply_conversation: { id: one.privately } } : {}),
  ...(one.picture ? { attachment: snapshotTold(desk) } : {}),
})

function snapshotTold({ site }: Desk): Told {
  const { url, width, height } = site.people.snapshot()
  return {
    type: 'photo',
    media: { image: { src: url, width, height } },
    target: { id: '5099', url: origin },
    url: origin,
  }
}

const commentById = (desk: Desk, id: string) => {
  const found = desk.store.get('comments', id)
  return found ? commentTold(desk, found) : undefined
}

function attachmentsOf(desk: Desk, post: PostRow): { data: Told[] } | undefined {
  const photos = post.photos.flatMap((id) => desk.store.get('photos', id) ?? [])
  const shown = photos.map((photo) => photoShown(desk, photo))
  if (post.video)
    return {
      data: [
        {
          media_type: 'video',
          type: 'video_inline',
          media: { source: `${desk.site.url}/files/${post.video}` },
          target: { id: post.video, url: origin },
        },
      ],
    }
  if (shown.length > 1)
    return {
      data: [
        { media_type: 'album', type: 'album', target: { id: post.id, url: origin }, subattachments: { data: shown } },
      ],
    }
  if (shown[0]) return { data: [shown[0]] }
  return post.link
    ? { data: [{ media_type: 'link', type: 'share', title: post.link, url: post.link, unshimmed_url: post.link }] }
    : undefined
}

const photoShown = ({ site }: Desk, photo: PhotoRow): Told => ({
  media_type: 'photo',
  type: 'photo',
  media: { image: { src: `${site.url}/files/${photo.id}`, width: photo.width, height: photo.height } },
  target: { id: photo.id, url: `${origin}/photo/?fbid=${photo.id}` },
})

export const photoTold = (photo: PhotoRow): Told => ({
  id: photo.id,
  alt_text_custom: photo.alt || undefined,
  width: photo.width,
  height: photo.height,
})

export const coversOf = ({ site }: Desk, { id, cover }: VideoRow): { data: (Told & { id: string })[] } => ({
  data: cover
    ? [
        {
          id: `80${id.slice(2)}`,
          uri: `${site.url}/files/${id}-cover`,
          width: cover.width,
          height: cover.height,
          scale: 1,
          is_preferred: true,
        },
      ]
    : [],
})

export const videoTold = (video: VideoRow): Told => ({
  id: video.id,
  post_id: video.postId ?? undefined,
  published: video.state === 'shown',
  permalink_url: `/reel/${video.id}/`,
  status: () => ({
    video_status: video.state === 'begun' ? 'upload_complete' : 'ready',
    uploading_phase: { status: video.path ? 'complete' : 'in_progress', bytes_transferred: video.received },
    processing_phase: { status: video.path ? 'complete' : 'not_started' },
    publishing_phase: {
      status: video.state === 'shown' ? 'complete' : video.state === 'scheduled' ? 'scheduled' : 'not_started',
    },
  }),
})
