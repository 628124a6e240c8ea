import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, MediaFile, Step, StepsDone } from '../contract.ts'
import { cropOf, fitted } from '../fitted.ts'
import { uploadSilenceMs } from '../upload-silence.ts'
import type { Placed } from './blocks.ts'
import { ask, made, wireOf } from './client.ts'
import { limits } from './compose.ts'
import type { Media } from './entities.ts'

export const uploadName = (index: number) => `media-${index}`
export const featuredName = 'featured'

/** Puts one file into the site's library. What a lost answer leaves there is in no post: putting it there again is harmless. */
export function uploadStep(file: MediaFile, name: string): Step {
  return {
    name,
    role: 'prepare',
    again: { way: 'harmless' },
    run: async (call) => ({ data: { mediaId: file.id, crop: cropOf(file), ...(await upload(call, file)) } }),
  }
}

export async function upload(call: Call, original: MediaFile): Promise<Placed> {
  const file = await fitted(original, limits)
  const name = fileName(file)
  const answer = await ask(wireOf(call), {
    method: 'POST',
    path: '/wp/v2/media',
    query: original.alt ? { alt_text: original.alt } : {},
    headers: {
      'content-type': file.mime,
      'content-length': String(file.bytes),
      'content-disposition': `attachment; filename="${name}"`,
    },
    body: file.open(),
    timeoutMs: uploadSilenceMs(file.bytes),
  })
  const media = made<Media>(answer)
  if (!media.source_url) throw new NetworkFailure('network-down', 'the site did not say where the file lies')
  return { id: media.id, kind: original.kind, url: media.source_url, alt: original.alt ?? '', name }
}

/** In ASCII, since servers read headers differently; the ending is what the file really is. */
function fileName({ fileName = '', kind, mime }: MediaFile): string {
  const ending = endings[mime] ?? /\.([a-z0-9]{1,5})$/i.exec(fileName)?.[1] ?? 'bin'
  const stem = fileName.replace(/\.[^.]*$/, '').normalize('NFKD')
  const plain = stem.replace(/[^a-z0-9]+/gi, '-').replace(/^-+|-+$/g, '')
  return `${plain || kind}.${ending}`
}

const endings: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'video/quicktime': 'mov',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/ogg': 'ogg',
  'audio/wav': 'wav',
  'audio/flac': 'flac',
  'application/pdf': 'pdf',
  'text/plain': 'txt',
  'text/csv': 'csv',
  'application/zip': 'zip',
}

/** What an earlier step put into the library. */
export function placedBy(done: StepsDone, name: string): Placed {
  const { id, kind, url, alt, name: called } = done[name]?.data ?? {}
  if (typeof id !== 'number' || typeof url !== 'string') throw new Error(`${name} was not uploaded before it is used`)
  return { id, url, kind: String(kind), alt: String(alt ?? ''), name: String(called ?? '') }
}

/** The file as it lies there already, when it is the same one cut the same way; else it is put there now. */
export async function placed(call: Call, file: MediaFile, done: StepsDone): Promise<Placed> {
  const same = Object.entries(done).find(
    ([, { data }]) => data?.mediaId === file.id && data.crop === cropOf(file) && data.alt === (file.alt ?? ''),
  )
  return same ? placedBy(done, same[0]) : upload(call, file)
}
