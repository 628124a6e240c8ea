import { createHash } from 'node:crypto'
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Graph } from '../../families/graph-api/lab/ground.ts'
import { GraphRefusal, gone } from '../../families/graph-api/lab/refusals.ts'
import { measure } from '../../lab/measure.ts'
import type { LabFile } from '../../lab/network.ts'
import { type Desk, numbered } from './desk.ts'
import type { PageRow, VideoRow } from './rows.ts'

export async function addPhoto(desk: Desk, page: PageRow, { request, given }: Graph): Promise<{ id: string }> {
  const file = request.files.find((one) => one.field === 'source')
  const found = file && (await measure(file.path))
  if (!file || found?.kind !== 'image')
    throw new GraphRefusal(324, 'Missing or invalid image file', { subcode: 2069019 })
  if (file.bytes > 10 * 1024 * 1024) throw new GraphRefusal(1, 'The image is larger than 10 MB', { status: 400 })
  const { width, height } = found
  if (given.published !== 'false') throw new GraphRefusal(100, 'The emulator takes photos only to be attached')
  const id = numbered(desk, '30')
  const path = await desk.site.keepFile(file, id)
  desk.store.put(
    'photos',
    id,
    { id, page: page.id, alt: given.alt_text_custom ?? '', path, sha256: file.sha256, width, height },
    {
      account: page.username,
      kind: 'upload',
      objectId: id,
    },
  )
  return { id }
}

/** "Thumbnails can only be created on Videos that have been associated with a Page", 10 MB at most. */
export async function addCover(desk: Desk, page: PageRow, video: VideoRow, { request, given }: Graph) {
  const file = request.files.find((one) => one.field === 'source')
  const found = file && (await measure(file.path))
  if (video.state === 'begun' || video.page !== page.id) throw new GraphRefusal(100, 'The video belongs to no Page yet')
  if (!file || found?.kind !== 'image' || file.bytes > 10 * 1024 * 1024)
    throw new GraphRefusal(100, 'Invalid parameter: source is no image of 10 MB at most')
  const path = await desk.site.keepFile(file, `${video.id}-${desk.store.next()}`)
  const { width, height } = found
  if (given.is_preferred === 'true') desk.store.put('videos', video.id, { ...video, cover: { path, width, height } })
  return { success: true }
}

export function beginVideo(desk: Desk, page: PageRow, format: VideoRow['format'], bytes: number): VideoRow {
  const id = numbered(desk, '40')
  return desk.store.put('videos', id, {
    id,
    page: page.id,
    format,
    session: `9${id}`,
    bytes,
    received: 0,
    path: null,
    postId: null,
    state: 'begun',
  })
}

const gathering = (desk: Desk, video: VideoRow) =>
  join(tmpdir(), `rialto-lab-${new URL(desk.site.origin).port}-${video.id}`)
/** What was begun and never filled leaves the disk. */
export const sweep = async (desk: Desk): Promise<void> => {
  const begun = desk.store.all('videos').filter((video) => !video.path && video.received > 0)
  await Promise.all(begun.map((video) => rm(gathering(desk, video), { force: true })))
}

const pieceOf = (desk: Desk) => desk.options.pieceBytes ?? 1024 * 1024

export const offsetsOf = (desk: Desk, video: VideoRow) => ({
  start_offset: String(video.received),
  end_offset: String(Math.min(video.bytes, video.received + pieceOf(desk))),
})

/** One piece, which must go on where the last one ended. */
export async function takePiece(desk: Desk, { request, given }: Graph) {
  const video = desk.store.all('videos').find((one) => one.session === given.upload_session_id)
  const piece = request.files.find((one) => one.field === 'video_file_chunk')
  if (!video || !piece)
    throw new GraphRefusal(6001, 'There was a problem uploading your video file. Please try again.', {
      subcode: 1363030,
    })
  if (Number(given.start_offset) !== video.received || piece.bytes > pieceOf(desk))
    throw new WrongOffset(offsetsOf(desk, video))
  const grown = await grow(desk, video, piece)
  return offsetsOf(desk, grown)
}

export class WrongOffset extends Error {
  readonly offsets: { start_offset: string; end_offset: string }
  constructor(offsets: { start_offset: string; end_offset: string }) {
    super('The start offset is not where the last piece ended')
    this.offsets = offsets
  }
}

/** The rest of a file at once, from the offset told in a header. */
export async function takeRest(desk: Desk, id: string, { request }: Graph): Promise<VideoRow> {
  const video = desk.store.get('videos', id)
  const [file] = request.files
  if (!video || !file) throw gone(id)
  const { offset, file_size: size } = request.headers
  if (Number(offset) !== video.received) throw new GraphRefusal(100, 'OffsetInvalidError', { subcode: 1363037 })
  return grow(desk, { ...video, bytes: Number(size) }, file)
}

async function grow(desk: Desk, video: VideoRow, piece: LabFile): Promise<VideoRow> {
  const path = gathering(desk, video)
  const bytes = await readFile(piece.path)
  await (video.received === 0 ? writeFile(path, bytes) : appendFile(path, bytes))
  const received = video.received + piece.bytes
  if (received < video.bytes) return desk.store.put('videos', video.id, { ...video, received })
  const found = await measure(path)
  if (received > video.bytes || found?.kind !== 'video')
    throw new GraphRefusal(352, 'Sorry, the video file you selected is in a format that we don’t support.', {
      subcode: 1363024,
    })
  const sha256 = createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
  const kept = await desk.site.keepFile(
    { field: '', fileName: 'video', mime: found.mime, path, bytes: received, sha256 },
    video.id,
  )
  return desk.store.put('videos', video.id, { ...video, received, path: kept })
}
