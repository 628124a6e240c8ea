import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { pulled } from '../../families/graph-api/lab/pulled.ts'
import type { LabAnswer, LabRequest } from '../../lab/lab.ts'
import { measure } from '../../lab/measure.ts'
import { type Asking, closed, fine, type Place, privacyOf, Refused } from './app.ts'
import type { EmPost, EmUpload } from './state.ts'

const mb = 1024 * 1024
const processingMs = 60_000
const uploadLivesMs = 3_600_000
const longestS = 600

/** https://developers.tiktok.com/doc/content-posting-api-reference-direct-post and …-photo-post (read 2026-11-22). */
export function publishingOperations(place: Place): void {
  const { on, site, state, commit } = place
  on('POST', '/v2/post/publish/creator_info/query/', 'video.publish', ({ account }) =>
    fine({
      creator_avatar_url: site.people.avatarUrl(account),
      creator_username: account.handle,
      creator_nickname: account.name,
      privacy_level_options: privacyOf(account),
      comment_disabled: false,
      duet_disabled: account.private,
      stitch_disabled: account.private,
      max_video_post_duration_sec: longestS,
    }),
  )
  on('POST', '/v2/post/publish/video/init/', 'video.publish', (request) => {
    const body = closed(request.body, ['post_info', 'source_info'], ['post_info', 'source_info'])
    const info = postInfo(place, request, body.post_info, videoInfo)
    const upload = uploadFor(place, request, info, body.source_info)
    place.countInit(request.account.handle)
    commit({ put: 'upload', upload })
    const upload_url = `${site.url}/video/?upload_id=${upload.publishId}&upload_token=${upload.token}`
    return fine({ publish_id: upload.publishId, upload_url })
  })
  on('POST', '/v2/post/publish/content/init/', 'video.publish', (request) => photos(place, request))
  on('POST', '/v2/post/publish/status/fetch/', 'video.publish', ({ body, account }) => {
    const id = String(closed(body, ['publish_id'], ['publish_id']).publish_id)
    const upload = state.uploads.get(id)
    const post = state.posts.get(id)
    if ((upload ?? post)?.account !== account.handle)
      throw new Refused(400, 'invalid_publish_id', 'publish_id is invalid.')
    return statusOf(place, upload, post)
  })
  site.page('PUT', '/video/', (request) => receive(place, request))
}

const shared = ['privacy_level', 'disable_comment', 'brand_content_toggle', 'brand_organic_toggle', 'title']
const videoInfo = [...shared, 'disable_duet', 'disable_stitch', 'is_aigc', 'video_cover_timestamp_ms']
const photoInfo = [...shared, 'description', 'auto_add_music']

type Info = { caption: string; title: string; privacy: string }

function postInfo({ options }: Place, { account }: Asking, given: unknown, known: string[]): Info {
  const info = closed(given, known, ['privacy_level'])
  const privacy = String(info.privacy_level)
  if (!privacyOf(account).includes(privacy))
    throw new Refused(403, 'privacy_level_option_mismatch', 'privacy_level is not among the options of this creator.')
  if (!options.audited && privacy !== 'SELF_ONLY')
    throw new Refused(403, 'unaudited_client_can_only_post_to_private_accounts', 'The app has not passed the audit.')
  if (info.brand_content_toggle === true && privacy === 'SELF_ONLY')
    throw new Refused(400, 'invalid_params', 'Branded content cannot be private.')
  const [title, description] = [String(info.title ?? ''), String(info.description ?? '')]
  const isPhoto = known === photoInfo
  if (title.length > (isPhoto ? 90 : 2200) || description.length > 4000)
    throw new Refused(400, 'invalid_params', 'The text is too long.')
  if (isPhoto && description.length > 2200) throw new Refused(400, 'invalid_params', 'The description is too long.')
  return { title, caption: isPhoto ? description : title, privacy }
}

function uploadFor(place: Place, { account }: Asking, info: Info, given: unknown): EmUpload {
  const source = closed(
    given,
    ['source', 'video_size', 'chunk_size', 'total_chunk_count'],
    ['source', 'video_size', 'chunk_size', 'total_chunk_count'],
  )
  const [total, size, count] = ['video_size', 'chunk_size', 'total_chunk_count'].map((name) =>
    Number(source[name]),
  ) as [number, number, number]
  const whole = count === 1 && size === total && total <= 64 * mb
  const inPieces = size >= 5 * mb && size <= 64 * mb && count === Math.floor(total / size) && count <= 1000
  const last = total - size * (count - 1)
  if (source.source !== 'FILE_UPLOAD' || total < 1 || total > 4096 * mb || !(whole || inPieces) || last > 128 * mb)
    throw new Refused(400, 'invalid_params', 'The sizes of the chunks are invalid.')
  const { site } = place
  return {
    ...{ publishId: `v_pub_file~v2-1.${site.random.hex(18)}`, token: site.random.hex(24) },
    ...{ account: account.handle, caption: info.caption, privacy: info.privacy },
    ...{ total, size, count, received: 0, pieces: [], at: place.now().toISOString() },
  }
}

/** Pieces come one after another; the last takes what is left over. */
async function receive(place: Place, request: LabRequest): Promise<LabAnswer> {
  const { state, site, commit, now } = place
  const upload = state.uploads.get(String(request.query.upload_id ?? ''))
  if (!upload || upload.token !== request.query.upload_token) return { status: 403, body: '' }
  if (now().getTime() - Date.parse(upload.at) > uploadLivesMs) {
    if (!upload.failed) commit({ did: 'fail', publishId: upload.publishId, reason: 'upload_expired' })
    return { status: 403, body: '' }
  }
  const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(request.headers['content-range'] ?? '')
  const [from, to, total] = (range ?? []).slice(1).map(Number)
  const [file] = request.files
  if (from === undefined || to === undefined || total !== upload.total || file?.bytes !== to - from + 1)
    return { status: 400, body: '' }
  if (from !== upload.received) return { status: 416, body: '' }
  const index = upload.pieces.length
  const end = index >= upload.count - 1 ? upload.total : (index + 1) * upload.size
  if (to + 1 !== end) return { status: 400, body: '' }
  const piece = await site.keepFile(file, `${upload.token}-${index}`)
  commit({ did: 'receive', publishId: upload.publishId, piece, bytes: file.bytes })
  if (end < upload.total) return { status: 206, headers: { 'content-range': `bytes 0-${to}/${total}` }, body: '' }
  await complete(place, upload, request.stillProcessing)
  return { status: 201, headers: { 'content-range': `bytes 0-${to}/${total}` }, body: '' }
}

async function complete(place: Place, upload: EmUpload, slow: boolean): Promise<void> {
  const { commit, state, options } = place
  const [first = '', ...others] = upload.pieces
  for (const piece of others) await pipeline(createReadStream(piece), createWriteStream(first, { flags: 'a' }))
  const found = await measure(first)
  const reason =
    found?.kind !== 'video'
      ? 'file_format_check_failed'
      : Math.min(found.width, found.height) < options.leastSide
        ? 'picture_size_check_failed'
        : found.durationMs > longestS * 1000
          ? 'duration_check_failed'
          : undefined
  if (reason || found?.kind !== 'video')
    return commit({ did: 'fail', publishId: upload.publishId, reason: reason ?? 'internal' })
  const account = [...state.accounts.values()].find((one) => one.handle === upload.account)
  if (account) stand(place, { ...upload, kind: 'video', durationS: Math.round(found.durationMs / 1000) }, slow)
}

type Standing = Pick<EmPost, 'publishId' | 'account' | 'kind' | 'caption' | 'privacy' | 'durationS'>

function stand({ commit, now, site, state }: Place, given: Standing, slow: boolean): void {
  const at = now()
  const post: EmPost = {
    ...{ publishId: given.publishId, account: given.account, kind: given.kind, caption: given.caption },
    ...{ privacy: given.privacy, durationS: given.durationS, ordinal: state.posts.size + 1 },
    id: `7${String(state.posts.size + 1).padStart(6, '0')}${Array.from({ length: 12 }, () => site.random.below(10)).join('')}`,
    at: at.toISOString(),
    readyAt: new Date(at.getTime() + (slow ? processingMs : 0)).toISOString(),
  }
  commit({ put: 'post', post }, { account: post.account, kind: 'create', objectId: post.publishId, text: post.caption })
}

async function photos(place: Place, request: Asking): Promise<LabAnswer> {
  const known = ['media_type', 'post_mode', 'post_info', 'source_info']
  const body = closed(request.body, known, known)
  if (body.media_type !== 'PHOTO' || body.post_mode !== 'DIRECT_POST')
    throw new Refused(400, 'invalid_params', 'media_type')
  const info = postInfo(place, request, body.post_info, photoInfo)
  const source = closed(body.source_info, ['source', 'photo_cover_index', 'photo_images'], ['photo_images'])
  const addresses = Array.isArray(source.photo_images) ? source.photo_images.map(String) : []
  if (source.source !== 'PULL_FROM_URL' || addresses.length < 1 || addresses.length > 35)
    throw new Refused(400, 'invalid_params', 'photo_images takes 1 to 35 addresses.')
  place.countInit(request.account.handle)
  const publishId = `p_pub_url~v2.${place.site.random.hex(18)}`
  const files = await Promise.all(
    addresses.map((url, index) => pulled(place.site, url, `${publishId.slice(-18)}-${index}`)),
  )
  const bad = files.some(
    (file) => file?.found.kind !== 'image' || !['image/jpeg', 'image/webp'].includes(file.found.mime),
  )
  const given = { publishId, account: request.account.handle, caption: info.caption, privacy: info.privacy }
  if (bad || files.some((file) => (file?.bytes ?? 0) > 20 * mb)) {
    const at = place.now().toISOString()
    const upload = { ...given, token: publishId, total: 0, size: 0, count: 0, received: 0, pieces: [], at }
    place.commit({ put: 'upload', upload })
    place.commit({ did: 'fail', publishId, reason: 'file_format_check_failed' })
  } else stand(place, { ...given, kind: 'photo', durationS: 0 }, request.stillProcessing)
  return fine({ publish_id: publishId })
}

/** Ids are numbers in the answer, longer than most readers of JSON take. */
function statusOf({ now }: Place, upload: EmUpload | undefined, post: EmPost | undefined): LabAnswer {
  const error = { code: 'ok', message: '', log_id: '20261122121212010191' }
  const bytes = { uploaded_bytes: upload?.received ?? 0 }
  if (upload?.failed)
    return { status: 200, json: { data: { status: 'FAILED', fail_reason: upload.failed, ...bytes }, error } }
  const processing = !post || now() < new Date(post.readyAt)
  if (processing) {
    const status = upload ? 'PROCESSING_UPLOAD' : 'PROCESSING_DOWNLOAD'
    return { status: 200, json: { data: { status, ...bytes }, error } }
  }
  const ids = post.privacy === 'PUBLIC_TO_EVERYONE' ? [post.id] : []
  const written = JSON.stringify({
    data: { status: 'PUBLISH_COMPLETE', publicaly_available_post_id: 0, ...bytes },
    error,
  })
  const body = written.replace('"publicaly_available_post_id":0', `"publicaly_available_post_id":[${ids.join(',')}]`)
  return { status: 200, body, headers: { 'content-type': 'application/json; charset=utf-8' } }
}
