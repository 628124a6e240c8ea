import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, MediaFile, Step, StepsDone } from '../contract.ts'
import { asciiName } from '../families/uploads/file-name.ts'
import { fileStep, stepOfSame } from '../families/uploads/lying-there.ts'
import { fitted } from '../fitted.ts'
import { uploadSilenceMs } from '../upload-silence.ts'
import type { Placed } from './blocks.ts'
import { ask, made, wireOf } from './client.ts'
import { limits } from './compose.ts'
import type { Media } from './entities.ts'

export const uploadName = (index: number) => `media-${index}`
export const featuredName = 'featured'

export const uploadStep = (file: MediaFile, name: string): Step => fileStep(file, name, upload)

export async function upload(call: Call, original: MediaFile): Promise<Placed> {
  const file = await fitted(original, limits)
  const name = asciiName(file)
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

/** What an earlier step put into the library. */
export function placedBy(done: StepsDone, name: string): Placed {
  const { id, kind, url, alt, name: called } = done[name]?.data ?? {}
  if (typeof id !== 'number' || typeof url !== 'string') throw new Error(`${name} was not uploaded before it is used`)
  return { id, url, kind: String(kind), alt: String(alt ?? ''), name: String(called ?? '') }
}

/** The file as it lies there already, when it is the same one cut the same way; else it is put there now. */
export async function placed(call: Call, file: MediaFile, done: StepsDone): Promise<Placed> {
  const same = stepOfSame(file, done, (data) => data.alt === (file.alt ?? ''))
  return same ? placedBy(done, same) : upload(call, file)
}
