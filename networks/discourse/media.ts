import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, MediaFile, Step, StepsDone } from '../contract.ts'
import { trueName } from '../families/uploads/file-name.ts'
import { fileStep, stepOfSame } from '../families/uploads/lying-there.ts'
import { fitted } from '../fitted.ts'
import { streamedForm } from '../multipart.ts'
import { uploadSilenceMs } from '../upload-silence.ts'
import { ask, wireOf } from './client.ts'
import type { Upload } from './entities.ts'
import { limitsOf } from './limits.ts'
import type { Placed } from './raw-text.ts'

export const uploadName = (part: number, index: number) => `media-${part}-${index}`

export const uploadStep = (file: MediaFile, part: number, index: number): Step =>
  fileStep(file, uploadName(part, index), upload)

async function upload(call: Call, original: MediaFile): Promise<Placed> {
  const file = await fitted(original, limitsOf(call.account.facts))
  const fileName = trueName(file)
  const fields = { type: 'composer', synchronous: 'true' }
  const { headers, body } = streamedForm(fields, [{ field: 'file', fileName, mime: file.mime, open: file.open }])
  const timeoutMs = uploadSilenceMs(file.bytes)
  const answer = await ask(wireOf(call), { method: 'POST', path: '/uploads.json', headers, body, timeoutMs })
  const told = answer.json<Partial<Upload>>()
  if (!told.short_url) throw new NetworkFailure('network-down', 'the forum did not say where the file lies')
  return {
    ...{ kind: original.kind, url: told.short_url, alt: original.alt ?? '', name: told.original_filename ?? fileName },
    ...{ size: told.human_filesize ?? '', width: told.width ?? 0, height: told.height ?? 0 },
  }
}

export function placedBy(done: StepsDone, name: string): Placed {
  const data = done[name]?.data
  if (typeof data?.url !== 'string') throw new Error(`${name} was not uploaded before it is used`)
  return {
    ...{ kind: String(data.kind), url: data.url, alt: String(data.alt ?? ''), name: String(data.name ?? '') },
    ...{ size: String(data.size ?? ''), width: Number(data.width), height: Number(data.height) },
  }
}

/** The file as it lies there already, when it is the same one cut the same way; its description may be new. */
export async function placed(call: Call, file: MediaFile, done: StepsDone): Promise<Placed> {
  const same = stepOfSame(file, done)
  return same ? { ...placedBy(done, same), alt: file.alt ?? '' } : upload(call, file)
}
