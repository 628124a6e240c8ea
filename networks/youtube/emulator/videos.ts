import { Refused } from '../../families/google-api/emulator.ts'
import { measure } from '../../lab/measure.ts'
import { commentsUnder } from './comments.ts'
import { reactionsOf } from './crowd.ts'
import { type Asking, paged, type Tube, text } from './site.ts'
import type { EmMetadata, EmVideo } from './state.ts'

export const categories: Record<string, string> = {
  1: 'Film & Animation',
  2: 'Autos & Vehicles',
  10: 'Music',
  17: 'Sports',
  19: 'Travel & Events',
  22: 'People & Blogs',
  24: 'Entertainment',
  26: 'Howto & Style',
  27: 'Education',
  28: 'Science & Technology',
}

export function videoOperations(tube: Tube): void {
  const { on, state, commit } = tube
  on('GET', '/youtube/v3/videos', { cost: 1, scope: 'manage' }, (request) => {
    const ids = text(request, 'id').split(',').filter(Boolean)
    if (ids.length === 0 || ids.length > 50)
      throw new Refused(400, 'missingRequiredParameter', 'No filter selected. Expected one of: id, chart, myRating')
    const found = ids.flatMap((id) => {
      const video = state.videos.get(id)
      return video && isSeenBy(video, request) ? [video] : []
    })
    return {
      status: 200,
      json: listOf(
        'videoList',
        found.map((one) => videoJson(tube, one, text(request, 'part'))),
      ),
    }
  })
  on('PUT', '/youtube/v3/videos', { cost: 50, scope: 'manage' }, (request) => {
    const body = request.body as VideoBody & { id?: string }
    const video = ownVideo(tube, request, body.id ?? '')
    const metadata = metadataFrom(tube, body)
    commit(
      { did: 'change', video: video.id, metadata },
      { account: request.channel.account, kind: 'edit', objectId: video.id, text: metadata.description },
    )
    return { status: 200, json: videoJson(tube, { ...video, ...metadata }, text(request, 'part')) }
  })
  on('DELETE', '/youtube/v3/videos', { cost: 50, scope: 'manage' }, (request) => {
    const video = ownVideo(tube, request, text(request, 'id'))
    const { account } = request.channel
    const ours = [...state.comments.values()].filter(
      (one) => one.video === video.id && one.author.id === request.channel.id,
    )
    for (const { id } of ours) commit({ did: 'remove-comment', comment: id }, { account, kind: 'remove', objectId: id })
    commit({ did: 'remove-video', video: video.id }, { account, kind: 'remove', objectId: video.id })
    return { status: 204 }
  })
}

/** Covers, and what anybody finds by words. */
export function findingOperations(tube: Tube): void {
  const { on, state, commit, site } = tube
  on('POST', '/upload/youtube/v3/thumbnails/set', { cost: 50, scope: 'manage' }, async (request) => {
    const video = ownVideo(tube, request, text(request, 'videoId'))
    const [file] = request.files
    const found = file && (await measure(file.path))
    if (!file || found?.kind !== 'image')
      throw new Refused(400, 'invalidImage', 'The provided image content is invalid.')
    if (file.bytes > 2_097_152) throw new Refused(413, 'mediaBodyRequired', 'The provided image is too large.')
    const path = await site.keepFile(file, `cover-${video.id}-${site.random.hex(6)}`)
    commit(
      { did: 'cover', video: video.id, path },
      { account: request.channel.account, kind: 'upload', objectId: video.id, fingerprint: file.sha256 },
    )
    const { snippet } = videoJson(tube, video, 'snippet')
    return {
      status: 200,
      json: { kind: 'youtube#thumbnailSetResponse', etag: 'e', items: [snippet?.thumbnails ?? {}] },
    }
  })
  on('GET', '/youtube/v3/search', { cost: 1, scope: 'manage' }, (request) => {
    const words = text(request, 'q').toLowerCase().split(/\s+/).filter(Boolean)
    const hits = [...state.videos.values()]
      .filter((one) => one.privacy === 'public' && !one.failure)
      .filter((one) => words.every((word) => `${one.title} ${one.description}`.toLowerCase().includes(word)))
      .sort((a, b) => b.ordinal - a.ordinal)
    const { items, info } = paged(hits, request, 50)
    const json = items.map((one) => ({
      kind: 'youtube#searchResult',
      etag: 'e',
      id: { kind: 'youtube#video', videoId: one.id },
      snippet: {
        publishedAt: one.at,
        channelId: one.channel,
        title: one.title,
        description: one.description.slice(0, 160),
      },
    }))
    return { status: 200, json: { ...listOf('searchList', json), ...info } }
  })
}

export const listOf = (kind: string, items: object[]) => ({ kind: `youtube#${kind}Response`, etag: 'e', items })

const isSeenBy = (video: EmVideo, { channels }: Asking) =>
  video.privacy !== 'private' || channels.some((one) => one.id === video.channel)

export function ownVideo({ state }: Tube, { channels }: Asking, id: string): EmVideo {
  const video = state.videos.get(id)
  if (!video) throw new Refused(404, 'videoNotFound', 'The video that you are trying to change cannot be found.')
  if (!channels.some((one) => one.id === video.channel))
    throw new Refused(403, 'forbidden', 'The request is not properly authorized.')
  return video
}

export type VideoBody = {
  snippet?: { title?: string; description?: string; categoryId?: string; tags?: string[]; defaultLanguage?: string }
  status?: {
    privacyStatus?: string
    publishAt?: string
    selfDeclaredMadeForKids?: boolean
    containsSyntheticMedia?: boolean
    embeddable?: boolean
    license?: string
  }
}

const bad = (reason: string, message: string) => new Refused(400, reason, message)

/** https://developers.google.com/youtube/v3/docs/videos#properties (read 2026-11-22). */
export function metadataFrom(tube: Tube, { snippet = {}, status = {} }: VideoBody): EmMetadata {
  const { title = '', description = '', categoryId = '22', tags = [] } = snippet
  if (title.trim() === '' || Array.from(title).length > 100 || /[<>]/.test(title))
    throw bad('invalidTitle', 'The request metadata specifies an invalid or empty video title.')
  if (Buffer.byteLength(description, 'utf8') > 5000 || /[<>]/.test(description))
    throw bad('invalidDescription', 'The request metadata specifies an invalid video description.')
  const tagged = tags.map((tag) => (/\s/.test(tag) ? `"${tag}"` : tag)).join(',')
  if (tagged.length > 500) throw bad('invalidTags', 'The request metadata specifies invalid video keywords.')
  if (!categories[categoryId]) throw bad('invalidCategoryId', 'The snippet.categoryId property is invalid.')
  const privacy = status.privacyStatus ?? 'public'
  if (status.publishAt && (privacy !== 'private' || Date.parse(status.publishAt) <= tube.now().getTime()))
    throw bad('invalidPublishAt', 'The request metadata specifies an invalid scheduled publishing time.')
  return {
    title,
    description,
    categoryId,
    tags,
    ...(snippet.defaultLanguage ? { language: snippet.defaultLanguage } : {}),
    privacy,
    ...(status.publishAt ? { publishAt: status.publishAt } : {}),
    madeForKids: status.selfDeclaredMadeForKids ?? false,
    synthetic: status.containsSyntheticMedia ?? false,
    embeddable: status.embeddable ?? true,
    license: status.license ?? 'youtube',
  }
}

export function videoJson(tube: Tube, video: EmVideo, part: string) {
  const parts = part.split(',')
  const channel = tube.state.channels.get(video.channel)
  const url = `${tube.site.url}/vi/${video.id}/default.jpg`
  const sizes = { default: { url, width: 120, height: 90 }, high: { url, width: 480, height: 360 } }
  const likes = reactionsOf(tube, video).filter((one) => one.kind === 'like').length
  const comments = commentsUnder(tube, video).filter((one) => one.status === 'published').length
  const processing = Date.parse(video.processedAt) > tube.now().getTime()
  return {
    kind: 'youtube#video',
    etag: 'e',
    id: video.id,
    ...(parts.includes('snippet')
      ? {
          snippet: {
            publishedAt: video.at,
            channelId: video.channel,
            title: video.title,
            description: video.description,
            thumbnails: sizes,
            channelTitle: channel?.title ?? '',
            ...(video.tags.length > 0 ? { tags: video.tags } : {}),
            categoryId: video.categoryId,
            liveBroadcastContent: 'none',
            ...(video.language ? { defaultLanguage: video.language, defaultAudioLanguage: video.language } : {}),
            localized: { title: video.title, description: video.description },
          },
        }
      : {}),
    ...(parts.includes('status')
      ? {
          status: {
            uploadStatus: video.failure ? 'failed' : processing ? 'uploaded' : 'processed',
            ...(video.failure ? { failureReason: video.failure } : {}),
            privacyStatus: video.privacy,
            ...(video.publishAt ? { publishAt: video.publishAt } : {}),
            license: video.license,
            embeddable: video.embeddable,
            publicStatsViewable: true,
            madeForKids: video.madeForKids,
            selfDeclaredMadeForKids: video.madeForKids,
            containsSyntheticMedia: video.synthetic,
          },
        }
      : {}),
    ...(parts.includes('statistics')
      ? {
          statistics: {
            viewCount: String(likes * 11 + comments),
            likeCount: String(likes),
            favoriteCount: '0',
            commentCount: String(comments),
          },
        }
      : {}),
  }
}
