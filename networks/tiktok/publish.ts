import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Call, Found, MediaFile, PreparedContent, Publish, RemoteRef, Step, StepsDone } from '../contract.ts'
import { fitted } from '../fitted.ts'
import { plainText } from '../rich-text.ts'
import { ask, dataOf } from './client.ts'
import { composing, option } from './compose.ts'
import { creatorOf } from './facts.ts'
import { isUploadHost } from './hosts.ts'
import { type Container, lastPieceAt, piecesOf, sendPieces, standingOf } from './upload.ts'

export const publish: Publish = {
  steps: (content) => {
    const isVideo = content.parts[0]?.media[0]?.kind === 'video'
    return isVideo
      ? [initStep(content), uploadStep(content), videoStep(content), endStep()]
      : [photosStep(content), endStep()]
  },
}

const filesOf = (call: Call, content: PreparedContent): Promise<MediaFile[]> =>
  Promise.all((content.parts[0]?.media ?? []).map((file) => fitted(file, composing.limits(call.account.facts))))

async function videoOf(call: Call, content: PreparedContent): Promise<MediaFile> {
  const [file] = await filesOf(call, content)
  if (file) return file
  throw new NetworkFailure('rejected', 'a post here needs a video or photos')
}

function initStep(content: PreparedContent): Step {
  return {
    name: 'init',
    role: 'prepare',
    again: { way: 'harmless' },
    run: async (call) => ({ data: await open(call, content) }),
  }
}

/** A container nobody fills ends after an hour and was never seen. */
async function open(call: Call, content: PreparedContent): Promise<Container> {
  const file = await videoOf(call, content)
  const { size, count } = piecesOf(file.bytes)
  const source = { source: 'FILE_UPLOAD', video_size: file.bytes, chunk_size: size, total_chunk_count: count }
  const json = { post_info: { title: captionOf(content), ...rulesOf(content, call, true) }, source_info: source }
  const answer = await ask(call, { method: 'POST', path: 'post/publish/video/init/', json })
  const { publish_id: publishId, upload_url: url = '' } = dataOf<{ publish_id?: string; upload_url?: string }>(answer)
  const { server } = call.account
  if (publishId && isUploadHost(server, url))
    return { publishId, uploadUrl: url.startsWith(`${server}/`) ? url.slice(server.length) : url }
  throw new NetworkFailure('network-down', 'the server opened no upload', { evidence: { status: answer.status } })
}

/** Everything but the last piece, from where the container stands; one that ended is opened anew. */
function uploadStep(content: PreparedContent): Step {
  return {
    name: 'upload',
    role: 'prepare',
    again: { way: 'harmless' },
    run: async (call, _key, done) => {
      const file = await videoOf(call, content)
      const end = lastPieceAt(file.bytes)
      const before = containerIn(done)
      const stands = await standingOf(call, before.publishId)
      const container = stands.state === 'failed' ? await open(call, content) : before
      const received = stands.state === 'waiting' ? stands.received : 0
      if (stands.state !== 'published' && stands.state !== 'processing')
        await sendPieces(call, container, file, received, end)
      return { data: container }
    },
  }
}

function containerIn(done: StepsDone): Container {
  const data = done.upload?.data ?? done.init?.data
  if (typeof data?.publishId === 'string' && typeof data.uploadUrl === 'string')
    return { publishId: data.publishId, uploadUrl: data.uploadUrl }
  throw new Error('the upload was not opened before it is used')
}

/**
 * The container is asked first and then given its last piece; whatever breaks in that leaves the outcome to `find`, which asks
 * the container again. A container publishes once at most.
 */
function videoStep(content: PreparedContent): Step {
  return {
    name: 'post',
    role: 'post',
    again: { way: 'look-first' },
    run: async (call, _key, done) => {
      const file = await videoOf(call, content)
      const container = containerIn(done)
      const stands = await standingOf(call, container.publishId, true)
      if (stands.state === 'failed') throw new NetworkFailure('rejected', `the video was not taken: ${stands.reason}`)
      if (stands.state === 'waiting' && stands.received < file.bytes)
        await sendPieces(call, container, file, stands.received, file.bytes)
      return { ref: refOf(container.publishId, 1, 'video') }
    },
    find: async (call, _key, done): Promise<Found> => {
      const { publishId } = containerIn(done)
      const stands = await standingOf(call, publishId)
      const { bytes } = await videoOf(call, content)
      if (stands.state === 'failed' || (stands.state === 'waiting' && stands.received < bytes))
        return { found: false, sure: true }
      return { found: true, result: { ref: refOf(publishId, 1, 'video') } }
    },
  }
}

/** Posts with photos tell nothing of their files; how many there are is remembered with the name. */
const refOf = (publishId: string, files: number, kind: string): RemoteRef => ({ id: publishId, more: { files, kind } })

/**
 * Photos are fetched by the network, and making the container publishes them. What is under review or private is told by nothing,
 * so that after a lost answer nobody could be sure that the post is not there.
 */
function photosStep(content: PreparedContent): Step {
  return {
    name: 'post',
    role: 'post',
    again: { way: 'never' },
    run: async (call) => {
      const files = await filesOf(call, content)
      if (files.length === 0) throw new NetworkFailure('rejected', 'a post here needs a video or photos')
      const photos = await Promise.all(files.map((file) => file.publicUrl()))
      const title = String(option(content, 'title') ?? '').trim()
      const json = {
        media_type: 'PHOTO',
        post_mode: 'DIRECT_POST',
        post_info: {
          ...(title ? { title } : {}),
          description: captionOf(content),
          ...rulesOf(content, call, false),
          auto_add_music: option(content, 'music') === true,
        },
        source_info: { source: 'PULL_FROM_URL', photo_cover_index: 0, photo_images: photos },
      }
      const answer = await ask(call, {
        method: 'POST',
        path: 'post/publish/content/init/',
        json,
        writes: true,
        freshConnection: true,
      })
      const { publish_id: id } = dataOf<{ publish_id?: string }>(answer, true)
      if (id) return { ref: refOf(id, files.length, 'image') }
      throw new NetworkFailure('unknown-outcome', 'the answer does not name what was made', {
        evidence: { status: answer.status },
      })
    },
  }
}

const captionOf = (content: PreparedContent) => plainText(content.parts[0]?.text ?? '')

function rulesOf(content: PreparedContent, call: Call, isVideo: boolean): JsonObject {
  const { commentsOff, duetsOff, stitchesOff } = creatorOf(call.account.facts)
  const allowed = (key: string, off: boolean) => !off && option(content, key) === true
  return {
    privacy_level: String(option(content, 'privacy') ?? ''),
    disable_comment: !allowed('comments', commentsOff),
    ...(isVideo
      ? {
          disable_duet: !allowed('duets', duetsOff),
          disable_stitch: !allowed('stitches', stitchesOff),
          is_aigc: option(content, 'ai') === true,
        }
      : {}),
    brand_content_toggle: option(content, 'paidPartner') === true,
    brand_organic_toggle: option(content, 'ownBrand') === true,
  }
}

const askAgainMs = 15_000

/** What was wrong with the files is told only after they were taken in. */
function endStep(): Step {
  return {
    name: 'published',
    role: 'finish',
    again: { way: 'harmless' },
    run: async (call, _key, done) => {
      const id = done.post?.ref?.id ?? ''
      if (/^\d+$/.test(id)) return {}
      const stands = await standingOf(call, id)
      if (stands.state === 'published') return { data: { postId: stands.postId ?? '' } }
      if (stands.state === 'failed') throw new NetworkFailure('rejected', `the post was not taken: ${stands.reason}`)
      throw new NetworkFailure('slow-down', 'the post is being processed', { retryAfterMs: askAgainMs })
    },
  }
}
