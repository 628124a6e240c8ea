import type { Graph } from '../../families/graph-api/lab/ground.ts'
import { GraphRefusal, gone } from '../../families/graph-api/lab/refusals.ts'
import { type Desk, notLonger, numbered } from './desk.ts'
import type { PageRow, PostRow, VideoRow } from './rows.ts'
import { beginVideo, offsetsOf, takePiece } from './uploads.ts'

const day = 24 * 3_600_000

type Made = Partial<Pick<PostRow, 'message' | 'photos' | 'video' | 'link' | 'place' | 'format' | 'scheduled'>>

function addPost(desk: Desk, page: PageRow, made: Made, key?: string): PostRow {
  const id = `${page.id}_${numbered(desk, '20')}`
  const ordinal = desk.store.all('posts').filter((one) => one.page === page.id).length
  const usual = {
    message: '',
    photos: [],
    video: null,
    link: null,
    place: null,
    format: 'feed' as const,
    scheduled: null,
  }
  const row: PostRow = { ...usual, ...made, id, page: page.id, at: desk.ground.now().toISOString(), ordinal }
  const fingerprint = `${row.message} ${row.photos.join()} ${row.video}`
  return desk.store.put('posts', id, row, {
    account: page.username,
    kind: 'create',
    objectId: id,
    key,
    text: row.message,
    fingerprint,
  })
}

export function publishPost(desk: Desk, page: PageRow, graph: Graph): { id: string } {
  const { given } = graph
  desk.ground.needs(graph, 'pages_manage_posts')
  const message = given.message ?? ''
  notLonger(message, 63_206, 'The message')
  const photos = attachedIn(desk, page, given.attached_media)
  if (message.trim() === '' && photos.length === 0 && !given.link)
    throw new GraphRefusal(100, 'Missing message or attachment', { subcode: 1349125 })
  if (given.link && photos.length > 0)
    throw new GraphRefusal(100, 'Only owners of the URL have the ability to attach media to a link')
  const post = addPost(desk, page, {
    message: readable(message),
    photos,
    link: given.link ?? null,
    place: given.place ?? null,
    scheduled: laterIn(desk, given),
  })
  return { id: post.id }
}

/** A page mentioned by its number is shown by its name. */
const readable = (message: string) => message.replace(/@\[(\d+)\]/g, '$1')

function attachedIn(desk: Desk, page: PageRow, written: string | undefined): string[] {
  if (written === undefined) return []
  const ids = (JSON.parse(written) as { media_fbid?: string }[]).map((one) => one.media_fbid ?? '')
  const used = new Set(desk.store.all('posts').flatMap((one) => one.photos))
  for (const id of ids)
    if (desk.store.get('photos', id)?.page !== page.id || used.has(id))
      throw new GraphRefusal(100, `(#100) media_fbid ${id} cannot be attached`)
  return ids
}

/** From ten minutes to thirty days ahead, and then unpublished: https://developers.facebook.com/docs/pages-api/posts (read 2026-11-22). */
function laterIn(desk: Desk, given: Record<string, string>): string | null {
  const unpublished = given.published === 'false' || given.video_state === 'SCHEDULED'
  if (given.scheduled_publish_time === undefined) {
    if (unpublished) throw new GraphRefusal(100, 'Unpublished posts must be scheduled here')
    return null
  }
  const at = Number(given.scheduled_publish_time) * 1000
  const ahead = at - desk.ground.now().getTime()
  if (!unpublished || ahead < 10 * 60_000 || ahead > 30 * day)
    throw new GraphRefusal(100, 'The specified scheduled publish time is invalid.', { subcode: 1366046 })
  return new Date(at).toISOString()
}

/** What was handed over appears when its time has come. */
export function bringOut(desk: Desk): void {
  for (const post of desk.store.all('posts'))
    if (post.scheduled && Date.parse(post.scheduled) <= desk.ground.now().getTime())
      desk.store.put('posts', post.id, { ...post, at: post.scheduled, scheduled: null })
}

export async function videoPhase(desk: Desk, page: PageRow, format: VideoRow['format'], graph: Graph) {
  const { given } = graph
  desk.ground.needs(graph, 'pages_manage_posts')
  const phase = given.upload_phase?.toLowerCase()
  if (phase === 'start') {
    const video = beginVideo(desk, page, format, Number(given.file_size ?? 0))
    if (format === 'feed') return { video_id: video.id, upload_session_id: video.session, ...offsetsOf(desk, video) }
    return { video_id: video.id, upload_url: `${desk.site.url}/rupload/video-upload/v25.0/${video.id}` }
  }
  if (phase === 'transfer') return takePiece(desk, graph)
  if (phase !== 'finish') throw new GraphRefusal(100, `upload_phase ${given.upload_phase} is not known here`)
  return finishVideo(desk, page, format, given)
}

function finishVideo(desk: Desk, page: PageRow, format: VideoRow['format'], given: Record<string, string>) {
  const video = desk.store
    .all('videos')
    .find((one) => (given.video_id ? one.id === given.video_id : one.session === given.upload_session_id))
  if (!video?.path) throw new GraphRefusal(6000, 'There was a problem uploading your video file.', { subcode: 1363041 })
  if (video.state !== 'begun') throw new GraphRefusal(100, 'This video was published already')
  const message = given.description ?? ''
  notLonger(message, 63_206, 'The description')
  const scheduled = format === 'story' ? null : laterIn(desk, given)
  const post = addPost(desk, page, {
    message: readable(message),
    video: video.id,
    format,
    scheduled,
    place: given.place ?? null,
  })
  desk.store.put('videos', video.id, { ...video, postId: post.id, state: scheduled ? 'scheduled' : 'shown' })
  return format === 'feed' ? { success: true } : { success: true, post_id: post.id }
}

export function photoStory(desk: Desk, page: PageRow, { given }: Graph) {
  const [photo = ''] = attachedIn(desk, page, JSON.stringify([{ media_fbid: given.photo_id }]))
  const post = addPost(desk, page, { photos: [photo], format: 'story' })
  return { success: true, post_id: post.id }
}

export const storiesOf = (desk: Desk, page: PageRow) =>
  postsOf(desk, page)
    .filter((post) => post.format === 'story' && desk.ground.now().getTime() - Date.parse(post.at) < day)
    .map((post) => ({
      id: post.id,
      post_id: post.id,
      media_id: post.video ?? post.photos[0] ?? '',
      media_type: post.video ? 'video' : 'photo',
      status: 'published',
      creation_time: String(Math.floor(Date.parse(post.at) / 1000)),
    }))

/** Newest first. */
export const postsOf = (desk: Desk, page: PageRow) => {
  bringOut(desk)
  return desk.store
    .all('posts')
    .filter((one) => one.page === page.id && !one.by)
    .reverse()
}

export function editPost(desk: Desk, post: PostRow, message: string): void {
  notLonger(message, 63_206, 'The message')
  const page = desk.store.get('pages', post.page)
  desk.store.put(
    'posts',
    post.id,
    { ...post, message: readable(message) },
    { account: page?.username ?? '', kind: 'edit', objectId: post.id, text: message },
  )
}

export function removePost(desk: Desk, post: PostRow | undefined, id: string): void {
  if (!post) throw gone(id)
  const account = desk.store.get('pages', post.page)?.username ?? ''
  for (const comment of desk.store.all('comments').filter((one) => one.post === post.id))
    desk.store.drop('comments', comment.id, { account, kind: 'remove', objectId: comment.id })
  if (post.video) desk.store.drop('videos', post.video)
  desk.store.drop('posts', post.id, { account, kind: 'remove', objectId: post.id })
}
