import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, MediaFile, Step, StepsDone } from '../contract.ts'
import { asciiName } from '../families/uploads/file-name.ts'
import { fileStep, stepOfSame } from '../families/uploads/lying-there.ts'
import { fitted } from '../fitted.ts'
import { streamedForm } from '../multipart.ts'
import { uploadSilenceMs } from '../upload-silence.ts'
import type { Placed } from './cards.ts'
import { ask, firstOf, wireOf } from './client.ts'
import { limits } from './compose.ts'

export const uploadName = (index: number) => `media-${index}`
export const featureName = 'featureImage'

export const uploadStep = (file: MediaFile, name: string): Step => fileStep(file, name, upload)

const doors = { image: 'images', gif: 'images', video: 'media', audio: 'media', document: 'files' } as const

async function upload(call: Call, original: MediaFile): Promise<Placed> {
  const file = await fitted(original, limits)
  const name = asciiName(file)
  const door = doors[file.kind]
  const fields: Record<string, string> = door === 'images' ? { purpose: 'image' } : {}
  const { headers, body } = streamedForm(fields, [{ field: 'file', fileName: name, mime: file.mime, open: file.open }])
  const timeoutMs = uploadSilenceMs(file.bytes)
  const answer = await ask(wireOf(call), { method: 'POST', path: `/${door}/upload/`, headers, body, timeoutMs })
  const { url } = firstOf<{ url?: string }>(answer, door, false)
  if (!url) throw new NetworkFailure('network-down', 'the site did not say where the file lies')
  return { kind: original.kind, url, alt: original.alt ?? '', name, width: file.width ?? 0, height: file.height ?? 0 }
}

export function placedBy(done: StepsDone, name: string): Placed {
  const data = done[name]?.data
  if (typeof data?.url !== 'string') throw new Error(`${name} was not uploaded before it is used`)
  const { kind, url, alt, name: called, width, height } = data
  return {
    url,
    kind: String(kind),
    alt: String(alt ?? ''),
    name: String(called ?? ''),
    width: Number(width),
    height: Number(height),
  }
}

/** The file as it lies there already, when it is the same one cut the same way; its description may be new. */
export async function placed(call: Call, file: MediaFile, done: StepsDone): Promise<Placed> {
  const same = stepOfSame(file, done)
  return same ? { ...placedBy(done, same), alt: file.alt ?? '' } : upload(call, file)
}
