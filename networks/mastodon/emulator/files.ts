import { randomUUID } from 'node:crypto'
import { type Measured, measure } from '../../lab/measure.ts'
import type { LabFile } from '../../lab/network.ts'
import { invalid, missing } from './refusals.ts'
import type { Asking, Instance } from './server.ts'
import { mediaShape } from './shapes.ts'
import { type EmMedia, idAt } from './state.ts'

export function fileOperations(instance: Instance): void {
  const { on, state, site } = instance
  on('POST', '/api/v2/media', 'write:media', async (request) => {
    const media = await receive(instance, request)
    const ready = new Date(media.readyAt) <= instance.now()
    return { status: ready ? 200 : 202, json: mediaShape(instance, media) }
  })
  on('GET', '/api/v1/media/:id', 'write:media', (request) => {
    const media = state.media.get(request.params.id ?? '')
    if (!media || media.accountId !== request.account.id) throw missing()
    const ready = new Date(media.readyAt) <= instance.now() && !request.stillProcessing
    return { status: ready ? 200 : 206, json: mediaShape(instance, media) }
  })
  site.page('GET', '/media/:id', ({ params }) => {
    const media = state.media.get(params.id ?? '')
    return media
      ? { status: 200, file: media.path, headers: { 'content-type': media.mime } }
      : { status: 404, body: 'Not found' }
  })
}

async function receive(instance: Instance, request: Asking): Promise<EmMedia> {
  const [file] = request.files.filter((one) => one.field === 'file')
  const fields = request.body as { description?: string; focus?: string }
  if (!file) throw invalid("File can't be blank")
  const { limits, state, site } = instance
  if (!limits.mimes.includes(file.mime)) throw invalid('File content type is invalid')
  const found = await measure(file.path)
  if (!found) throw invalid('File has contents that are not what they are reported to be')
  checkSize(instance, file, found)
  if ([...(fields.description ?? '')].length > limits.altMax)
    throw invalid(`Description is too long (maximum is ${limits.altMax} characters)`)
  const path = await site.keepFile(file, randomUUID())
  const now = instance.now()
  const id = idAt(state, now)
  const slow = found.kind !== 'image' || found.frames > 1
  const wait = request.stillProcessing ? 3_000 : slow ? limits.processingMs : 0
  const media: EmMedia = {
    id,
    accountId: request.account.id,
    path,
    mime: found.mime,
    ...shapeOf(found),
    description: fields.description ?? null,
    focus: focusOf(fields.focus),
    readyAt: new Date(now.getTime() + wait).toISOString(),
    sha256: file.sha256,
  }
  instance.commit(
    { made: 'media', media },
    { account: request.account.username, kind: 'upload', objectId: id, fingerprint: file.sha256 },
  )
  return media
}

function checkSize(instance: Instance, file: LabFile, found: Measured): void {
  const { imageBytes, videoBytes, imagePixels, videoPixels } = instance.limits
  const [bytes, pixels] = found.kind === 'image' ? [imageBytes, imagePixels] : [videoBytes, videoPixels]
  if (file.bytes > bytes) throw invalid(`File file size must be less than ${Math.round(bytes / 1_048_576)} MB`)
  if (found.kind !== 'audio' && found.width * found.height > pixels)
    throw invalid(`File ${found.width}x${found.height} images are not supported, must be below ${pixels} pixels`)
}

function shapeOf(found: Measured): Pick<EmMedia, 'type' | 'width' | 'height' | 'durationMs'> {
  if (found.kind === 'audio') return { type: 'audio', width: 0, height: 0, durationMs: found.durationMs }
  const { width, height } = found
  if (found.kind === 'video')
    return { type: found.sound ? 'video' : 'gifv', width, height, durationMs: found.durationMs }
  return { type: found.frames > 1 ? 'gifv' : 'image', width, height, durationMs: 0 }
}

/** https://docs.joinmastodon.org/api/guidelines/#focal-points */
function focusOf(written: string | undefined): { x: number; y: number } {
  const [x = 0, y = 0] = (written ?? '0,0').split(',').map(Number)
  if (![x, y].every((one) => Number.isFinite(one) && Math.abs(one) <= 1)) throw invalid('Focus is invalid')
  return { x, y }
}
