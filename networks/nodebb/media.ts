import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, MediaFile, Step, StepsDone } from '../contract.ts'
import { trueName } from '../families/uploads/file-name.ts'
import { fileStep, stepOfSame } from '../families/uploads/lying-there.ts'
import { fitted } from '../fitted.ts'
import { streamedForm } from '../multipart.ts'
import { uploadSilenceMs } from '../upload-silence.ts'
import { ask, heldIn, wireOf } from './client.ts'
import { limitsOf } from './compose.ts'
import type { Placed } from './markdown.ts'

export const uploadName = (part: number, index: number) => `media-${part}-${index}`

export const uploadStep = (file: MediaFile, part: number, index: number): Step =>
  fileStep(file, uploadName(part, index), upload)

async function upload(call: Call, original: MediaFile): Promise<Placed> {
  const file = await fitted(original, limitsOf(call.account.facts))
  const name = trueName(file)
  const { headers, body } = streamedForm({}, [{ field: 'files[]', fileName: name, mime: file.mime, open: file.open }])
  const timeoutMs = uploadSilenceMs(file.bytes)
  const answer = await ask(wireOf(call), { method: 'POST', path: '/api/post/upload', headers, body, timeoutMs })
  const [image] = heldIn<{ images: { url?: string }[] }>(answer, 'images').images
  if (!image?.url) throw new NetworkFailure('network-down', 'the forum did not say where the file lies')
  return { kind: original.kind, url: image.url, alt: original.alt ?? '', name }
}

export function placedBy(done: StepsDone, name: string): Placed {
  const data = done[name]?.data
  if (typeof data?.url !== 'string') throw new Error(`${name} was not uploaded before it is used`)
  return { kind: String(data.kind), url: data.url, alt: String(data.alt ?? ''), name: String(data.name ?? '') }
}

/** The file as it lies there already, when it is the same one cut the same way; its description may be new. */
export async function placed(call: Call, file: MediaFile, done: StepsDone): Promise<Placed> {
  const same = stepOfSame(file, done)
  return same ? { ...placedBy(done, same), alt: file.alt ?? '' } : upload(call, file)
}
