import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { answering, Refused } from '../../families/google-api/emulator.ts'
import type { LabAnswer, LabRequest } from '../../lab/lab.ts'
import { measure } from '../../lab/measure.ts'
import { type Asking, type Tube, text } from './site.ts'
import type { EmSession, EmVideo } from './state.ts'
import { metadataFrom, type VideoBody, videoJson } from './videos.ts'

const pieceBytes = 256 * 1024
const sessionLivesMs = 7 * 86_400_000
const processingMs = 90_000

/** https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol (read 2026-11-22). */
export function uploadOperations(tube: Tube): void {
  const { on, site, commit } = tube
  on('POST', '/upload/youtube/v3/videos', { cost: 1, scope: 'upload' }, (request) => {
    const total = Number(request.headers['x-upload-content-length'])
    const mime = request.headers['x-upload-content-type'] ?? ''
    if (text(request, 'uploadType') !== 'resumable')
      throw new Refused(400, 'badRequest', 'uploadType must be resumable')
    if (!Number.isInteger(total) || total < 1) throw new Refused(400, 'badRequest', 'The file is empty.')
    if (!mime.startsWith('video/') && mime !== 'application/octet-stream')
      throw new Refused(400, 'badContent', `Media type ${mime} is not supported.`)
    const metadata = metadataFrom(tube, request.body as VideoBody)
    tube.countUpload()
    const session: EmSession = {
      ...{ id: `AHm-${site.random.hex(32)}`, channel: request.channel.id, metadata, mime, total },
      ...{ received: 0, pieces: [], at: tube.now().toISOString() },
    }
    commit({ made: 'session', session })
    const location = `${site.url}/upload/youtube/v3/videos?uploadType=resumable&upload_id=${session.id}`
    return { status: 200, headers: { location, 'content-length': '0' } }
  })
  site.page('PUT', '/upload/youtube/v3/videos', (request) =>
    answering(() => receive(tube, tube.authorized(request, 'upload'))),
  )
}

async function receive(tube: Tube, request: Asking): Promise<LabAnswer> {
  const { state, site, commit } = tube
  const session = state.sessions.get(text(request, 'upload_id'))
  const old = session && tube.now().getTime() - Date.parse(session.at) > sessionLivesMs
  if (!session || old) return { status: 404, body: 'Not Found' }
  if (session.video) return finished(tube, session)
  const range = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+)$/.exec(request.headers['content-range'] ?? '')
  if (!range || Number(range[3]) !== session.total)
    throw new Refused(400, 'badRequest', 'Failed to parse Content-Range header.')
  if (range[1] === undefined) return unfinished(session)
  const [from, to] = [Number(range[1]), Number(range[2])]
  const file = request.files[0]
  const isLast = to + 1 === session.total
  if (!file || file.bytes !== to - from + 1) throw new Refused(400, 'badRequest', 'The length is not as declared.')
  if (!isLast && file.bytes % pieceBytes !== 0)
    throw new Refused(400, 'badRequest', 'Chunks must be multiples of 262144 bytes.')
  if (from !== session.received) return unfinished(session)
  const piece = await site.keepFile(file, `piece-${session.id}-${session.pieces.length}`)
  commit({ did: 'receive', session: session.id, piece, bytes: file.bytes })
  return isLast ? complete(tube, request, session) : unfinished(session)
}

const unfinished = ({ received }: EmSession): LabAnswer => ({
  status: 308,
  headers: { 'content-length': '0', ...(received > 0 ? { range: `bytes=0-${received - 1}` } : {}) },
})

async function complete(tube: Tube, request: Asking & LabRequest, session: EmSession): Promise<LabAnswer> {
  const { state, site, commit } = tube
  const path = await joined(session)
  const found = await measure(path)
  const isVideo = found?.kind === 'video'
  const at = tube.now()
  const video: EmVideo = {
    ...session.metadata,
    id: site.random.hex(11),
    channel: session.channel,
    path,
    durationMs: isVideo ? found.durationMs : 0,
    ...(isVideo ? {} : { failure: 'invalidFile' }),
    processedAt: new Date(at.getTime() + (request.stillProcessing ? processingMs : 0)).toISOString(),
    at: at.toISOString(),
    ordinal: state.made + 1,
  }
  const account = state.channels.get(session.channel)?.account ?? ''
  commit(
    { made: 'video', video, session: session.id },
    { account, kind: 'create', objectId: video.id, text: video.description, key: session.id },
  )
  return finished(tube, session)
}

async function joined({ pieces }: EmSession): Promise<string> {
  const [first = '', ...others] = pieces
  for (const piece of others) await pipeline(createReadStream(piece), createWriteStream(first, { flags: 'a' }))
  return first
}

function finished(tube: Tube, session: EmSession): LabAnswer {
  const video = tube.state.videos.get(session.video ?? '')
  const json = video ? videoJson(tube, video, 'snippet,status') : { kind: 'youtube#video', id: session.video }
  return { status: 200, json }
}
