import type { JsonObject } from '../../../kernel/json.ts'
import { type Measured, measure } from '../../lab/measure.ts'
import type { LabFile } from '../../lab/network.ts'
import { ApiRefusal, bad } from './refusals.ts'
import type { FileState, State } from './state.ts'

const megabyte = 1_048_576
export const mediaKinds = ['photo', 'video', 'animation', 'audio', 'document'] as const
export type MediaKind = (typeof mediaKinds)[number]
export type Taken = { body: JsonObject; fileId: string; file?: FileState; sha: string }

/** A file newly uploaded, or one sent before by its id. Nothing is taken from other addresses. */
export async function takeFile(
  state: State,
  kind: MediaKind,
  source: LabFile | string | undefined,
  newId: () => string,
): Promise<Taken> {
  if (source === undefined) throw bad(`there is no ${kind} in the request`)
  if (typeof source !== 'string') {
    const file = await received(kind, source)
    const fileId = `AgAC${newId()}`
    return { body: shownAs(kind, fileId, file), fileId, file, sha: source.sha256 }
  }
  if (/^https?:/i.test(source)) throw bad('failed to get HTTP URL content')
  const known = state.files.get(source)
  if (!known) throw bad('wrong file identifier/HTTP URL specified')
  if (known.kind !== kind) throw bad(`type of file mismatch`)
  return { body: shownAs(kind, source, known), fileId: source, sha: known.unique }
}

async function received(kind: MediaKind, file: LabFile): Promise<FileState> {
  if (file.bytes === 0) throw bad('file must be non-empty')
  if (file.bytes > 50 * megabyte || (kind === 'photo' && file.bytes > 10 * megabyte))
    throw new ApiRefusal(413, 'Request Entity Too Large')
  const real = kind === 'document' ? undefined : await measure(file.path)
  const named = { file_name: file.fileName || 'file', mime_type: file.mime || 'application/octet-stream' }
  return {
    kind,
    unique: file.sha256.slice(0, 16),
    measures: { ...measuresFor(kind, real, named), file_size: file.bytes },
  }
}

function measuresFor(kind: MediaKind, real: Measured | undefined, named: JsonObject): JsonObject {
  if (kind === 'photo') return photoMeasures(real)
  if (kind === 'document') return named
  const duration = real && 'durationMs' in real ? Math.round(real.durationMs / 1000) : 0
  if (kind === 'audio') {
    if (real?.kind !== 'audio') throw bad('wrong type of the audio file')
    return { duration, ...named }
  }
  const isGif = real?.kind === 'image' && real.mime === 'image/gif'
  if (kind === 'animation' ? !isGif && real?.kind !== 'video' : real?.kind !== 'video')
    throw bad(`wrong type of the ${kind} file`)
  const { width, height } = real as { width: number; height: number }
  return { width, height, duration, ...named }
}

function photoMeasures(real: Measured | undefined): JsonObject {
  if (real?.kind !== 'image') throw bad('IMAGE_PROCESS_FAILED')
  const { width, height } = real
  if (width + height > 10_000 || Math.max(width, height) / Math.min(width, height) > 20)
    throw bad('PHOTO_INVALID_DIMENSIONS')
  return { width, height }
}

function shownAs(kind: MediaKind, fileId: string, { unique, measures }: FileState): JsonObject {
  const file: JsonObject = { file_id: fileId, file_unique_id: unique, ...measures }
  if (kind === 'photo') return { photo: [file] }
  if (kind !== 'animation') return { [kind]: file }
  const { width: _width, height: _height, duration: _duration, ...document } = file
  return { animation: file, document }
}
