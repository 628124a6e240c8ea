import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { absentSince } from '../absence.ts'
import type { Call, Found, MediaFile, PreparedContent, RemoteRef, Step, StepsDone } from '../contract.ts'
import { bytesBetween } from '../families/graph-api/byte-range.ts'
import { ask, askIfThere, proofOf, sent, textsOf } from '../families/graph-api/wire.ts'
import { fitted } from '../fitted.ts'
import { streamedForm } from '../multipart.ts'
import { uploadSilenceMs } from '../upload-silence.ts'
import { pageOf, wireOf } from './client.ts'
import { composing, type Format, formatOf, messageOf, textOption } from './compose.ts'
import type { Video } from './entities.ts'
import { hostsOf } from './hosts.ts'
import { laterOf } from './later.ts'

/** Each format has its own edge, and begins and ends there: https://developers.facebook.com/docs/video-api/guides (read 2026-11-22). */
const edges: Record<Format, string> = { feed: 'videos', reel: 'video_reels', story: 'video_stories' }

/** The description of v25.0 writes the phases of reels and stories in capitals. */
const phase = (name: string, format: Format) => (format === 'feed' ? name : name.toUpperCase())

/** The video is a container: begun, filled, and shown by the last call only. Its state tells whether that call arrived. */
export const videoSteps = (file: MediaFile, content: PreparedContent): Step[] => [
  begin(file, formatOf(content)),
  fill(file, formatOf(content)),
  show(content),
]

const begin = (file: MediaFile, format: Format): Step => ({
  name: 'media-0-0',
  role: 'prepare',
  again: { way: 'harmless' },
  run: async (call) => {
    const { bytes } = await fitted(file, composing.limits(call.account.facts))
    const params = { upload_phase: phase('start', format), ...(format === 'feed' ? { file_size: bytes } : {}) }
    const path = `${pageOf(call)}/${edges[format]}`
    const begun = await ask<Begun>(wireOf(call), {
      method: 'POST',
      path,
      params,
    })
    if (!begun.video_id) throw new NetworkFailure('network-down', 'the upload was not begun')
    return {
      data: {
        videoId: begun.video_id,
        session: begun.upload_session_id ?? '',
        piece: Number(begun.end_offset ?? bytes),
      },
    }
  },
})

type Begun = { video_id?: string; upload_session_id?: string; end_offset?: string | number }

export const begunIn = (done: StepsDone): { videoId: string; session: string; piece: number } => {
  const data: JsonObject = done['media-0-0']?.data ?? {}
  return {
    videoId: String(data.videoId ?? ''),
    session: String(data.session ?? ''),
    piece: Number(data.piece) || 1024 * 1024,
  }
}

/** Goes on where an interrupted upload stopped. */
const fill = (original: MediaFile, format: Format): Step => ({
  name: 'upload-0-0',
  role: 'prepare',
  again: { way: 'harmless' },
  run: async (call, _key, done) => {
    const file = await fitted(original, composing.limits(call.account.facts))
    if (format === 'feed') await fillByPieces(call, file, begunIn(done))
    else await fillAtOnce(call, file, begunIn(done).videoId)
    return {}
  },
})

type Offsets = { start_offset?: string | number; end_offset?: string | number }

type Session = { session: string; piece: number }

async function fillByPieces(call: Call, file: MediaFile, { session, piece }: Session): Promise<void> {
  let from = 0
  let to = Math.min(file.bytes, piece)
  while (from < file.bytes) {
    const next = await sendPiece(call, file, session, from, to).catch(offsetsIn)
    const start = Number(next.start_offset)
    if (!(start > from) && start !== file.bytes) throw new NetworkFailure('network-down', 'the upload does not go on')
    from = start
    to = Number(next.end_offset ?? file.bytes)
  }
}

function sendPiece(call: Call, file: MediaFile, session: string, from: number, to: number): Promise<Offsets> {
  const wire = wireOf(call)
  const fields = textsOf({ upload_phase: 'transfer', upload_session_id: session, start_offset: from })
  const open = () => bytesBetween(file.open, from, to)
  const piece = { field: 'video_file_chunk', fileName: 'piece', mime: 'application/octet-stream', open }
  const form = streamedForm({ ...fields, ...proofOf(wire) }, [piece])
  const url = `${hostsOf(call.account.server).video}/${pageOf(call)}/videos`
  return sent<Offsets>(wire, { method: 'POST', url, ...form, timeoutMs: uploadSilenceMs(to - from) })
}

/** A piece that does not go on where the last one ended is refused with the place where it should. */
function offsetsIn(error: unknown): Offsets {
  if (!(error instanceof NetworkFailure) || !error.evidence.code?.endsWith('/1363037')) throw error
  const body = JSON.parse(error.evidence.body ?? '{}') as { error?: { error_data?: Offsets } }
  return body.error?.error_data ?? {}
}

async function fillAtOnce(call: Call, file: MediaFile, videoId: string): Promise<void> {
  const wire = wireOf(call)
  const { status } = await ask<Video>(wire, { path: videoId, params: { fields: 'id,status' } })
  const from = status?.uploading_phase?.bytes_transfered ?? status?.uploading_phase?.bytes_transferred ?? 0
  if (from >= file.bytes) return
  const headers = {
    authorization: `OAuth ${call.account.secrets.token}`,
    offset: String(from),
    file_size: String(file.bytes),
    'content-type': 'application/octet-stream',
  }
  const url = `${hostsOf(call.account.server).upload}/${videoId}`
  const body = bytesBetween(file.open, from)
  await sent(wire, { method: 'POST', url, headers, body, timeoutMs: uploadSilenceMs(file.bytes) })
}

const show = (content: PreparedContent): Step => ({
  name: 'post',
  role: 'post',
  again: { way: 'look-first' },
  run: async (call, _key, done) => {
    const { videoId, session } = begunIn(done)
    const path = `${pageOf(call)}/${edges[formatOf(content)]}`
    const params = { upload_phase: phase('finish', formatOf(content)), ...shownWith(content, videoId, session) }
    const asked = { method: 'POST' as const, path, params, writes: true }
    const told = await ask<{ post_id?: string }>(wireOf(call), asked).catch((error: unknown) =>
      unlessShown(call, videoId, error),
    )
    return { ref: await refOf(call, videoId, told.post_id) }
  },
  find: async (call, _key, done, since): Promise<Found> => {
    const { videoId } = begunIn(done)
    const video = await stateOf(call, videoId)
    if (!video) return { found: false, sure: false, note: 'the video is not there any more' }
    if (!isShown(video)) return absentSince(call, since)
    return { found: true, result: { ref: await refOf(call, videoId, video.post_id) } }
  },
})

const stateOf = (call: Call, videoId: string) =>
  askIfThere<Video>(wireOf(call), { path: videoId, params: { fields: 'id,status,post_id,published,permalink_url' } })

const isShown = ({ status }: Video) =>
  ['complete', 'published', 'scheduled'].includes(status?.publishing_phase?.status ?? '')

/** A video that is refused because it was shown already is the work of an earlier try, which can be looked for. */
async function unlessShown(call: Call, videoId: string, error: unknown): Promise<never> {
  if (!(error instanceof NetworkFailure) || error.kind !== 'rejected') throw error
  const video = await stateOf(call, videoId)
  if (!video || !isShown(video)) throw error
  throw new NetworkFailure('unknown-outcome', 'an earlier try has shown this already', {
    cause: error,
    evidence: error.evidence,
  })
}

function shownWith(content: PreparedContent, videoId: string, session: string) {
  const format = formatOf(content)
  const later = laterOf(content)
  if (format === 'story') return { video_id: videoId }
  const words = {
    description: messageOf(content.parts[0]?.text ?? '') || undefined,
    title: textOption(content, 'title'),
    scheduled_publish_time: later,
  }
  if (format === 'feed') return { ...words, upload_session_id: session, ...(later ? { published: false } : {}) }
  return {
    ...words,
    video_id: videoId,
    video_state: later ? 'SCHEDULED' : 'PUBLISHED',
    place: textOption(content, 'place'),
  }
}

/** The post that shows the video. It stands already: a question that fails afterwards must not make it doubtful. */
async function refOf(call: Call, videoId: string, postId: string | undefined): Promise<RemoteRef> {
  const more = { videoId }
  if (postId) return { id: postId, url: urlOf(postId), more }
  try {
    const video = await ask<Video>(wireOf(call), { path: videoId, params: { fields: 'id,post_id' } })
    const id = video.post_id ?? videoId
    return { id, url: urlOf(id), more }
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error
    return { id: videoId, url: urlOf(videoId), more }
  }
}

export const urlOf = (id: string) => `https://www.facebook.com/${id}`
