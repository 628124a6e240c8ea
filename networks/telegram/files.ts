import { NetworkFailure, Refusal } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Part } from '../compose.ts'
import type { MediaFile } from '../contract.ts'
import { limits } from './limits.ts'
import type { Upload } from './multipart.ts'

type Kind = MediaFile['kind']
/** Which method, field and album type carry a kind of file. */
export const carriers: Record<Kind, { method: string; field: string; type: string }> = {
  image: { method: 'sendPhoto', field: 'photo', type: 'photo' },
  gif: { method: 'sendAnimation', field: 'animation', type: 'animation' },
  video: { method: 'sendVideo', field: 'video', type: 'video' },
  audio: { method: 'sendAudio', field: 'audio', type: 'audio' },
  document: { method: 'sendDocument', field: 'document', type: 'document' },
}

/** Made to fit what Telegram takes, so that it never refuses a picture after the fact. */
export async function fitted(file: MediaFile): Promise<MediaFile> {
  const rule = limits({}).media[file.kind]
  if (!rule) throw new NetworkFailure('rejected', `Telegram takes no ${file.kind}`)
  try {
    return await file.fit(rule)
  } catch (error) {
    if (error instanceof Refusal)
      throw new NetworkFailure('rejected', error.code, { cause: error, evidence: { code: error.code } })
    throw error
  }
}

export const uploadOf = (file: MediaFile, field: string): Upload => ({
  field,
  fileName: file.fileName || `${carriers[file.kind].type}.${extension(file.mime)}`,
  mime: file.mime,
  bytes: file.bytes,
  open: file.open,
})

const extension = (mime: string) =>
  ({ 'image/jpeg': 'jpg', 'audio/mpeg': 'mp3', 'audio/mp4': 'm4a' })[mime] ?? mime.split('/')[1] ?? 'bin'

/** Size and length as Telegram wants them told. */
export function measuresOf({ kind, width, height, durationMs }: MediaFile): JsonObject {
  const measures: JsonObject = {}
  if (kind === 'audio' || kind === 'video') measures.duration = Math.max(1, Math.round((durationMs ?? 0) / 1000))
  if ((kind === 'video' || kind === 'gif') && width && height) Object.assign(measures, { width, height })
  if (kind === 'video') measures.supports_streaming = true
  return measures
}

/** Tells two sets of files apart without opening them, so that an edit sends only what changed. */
export const signatures = (media: Part['media']): string[] =>
  media.map(({ id, crop }) => (crop ? `${id} ${crop.x} ${crop.y} ${crop.width} ${crop.height}` : id))
