import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { MediaUse } from '../compose.ts'
import type { Call, MediaFile, Step, StepsDone } from '../contract.ts'
import { cropOf } from '../fitted.ts'
import { streamedForm } from '../multipart.ts'
import { uploadSilenceMs } from '../upload-silence.ts'
import { ask, wireOf } from './client.ts'
import type { MediaAttachment } from './entities.ts'
import { limitsOf } from './limits.ts'

export const uploadName = (part: number, index: number) => `media-${part}-${index}`

/** Uploads one file. What a lost answer leaves is invisible and goes away by itself: uploading again is harmless. */
export function uploadStep(file: MediaFile, part: number, index: number): Step {
  return {
    name: uploadName(part, index),
    role: 'prepare',
    again: { way: 'harmless' },
    run: async (call) => {
      const attachment = await upload(call, file)
      return { data: { id: attachment.id, mediaId: file.id, crop: cropOf(file), ready: attachment.url !== null } }
    },
  }
}

/** Asks until every file of a part can be attached; `slow-down` while the server is still at work. */
export function readyStep(part: number, count: number): Step {
  return {
    name: `ready-${part}`,
    role: 'prepare',
    again: { way: 'harmless' },
    run: async (call, _key, done) => {
      for (let index = 0; index < count; index++) {
        const data = done[uploadName(part, index)]?.data
        if (data?.ready !== true) await assertReady(call, uploadedId(done, part, index))
      }
      return {}
    },
  }
}

export function uploadedId(done: StepsDone, part: number, index: number): string {
  const id = done[uploadName(part, index)]?.data?.id
  if (typeof id === 'string') return id
  throw new Error(`file ${index} of part ${part} was not uploaded before it is used`)
}

/** The file an earlier upload left, when it is the same picture cut the same way. */
export function uploadedAs(done: StepsDone, file: MediaUse): string | undefined {
  const same = (data: JsonObject | undefined) => data?.mediaId === file.id && data.crop === cropOf(file)
  const id = Object.values(done).find(({ data }) => same(data))?.data?.id
  return typeof id === 'string' ? id : undefined
}

/** `-1..1` from the centre, y upwards: https://docs.joinmastodon.org/api/guidelines/#focal-points (read 2026-11-22). */
export const focusOf = ({ focus }: MediaUse) => (focus ? `${focus.x.toFixed(3)},${focus.y.toFixed(3)}` : undefined)

export async function upload(call: Call, original: MediaFile): Promise<MediaAttachment> {
  const rule = limitsOf(call.account.facts).media[original.kind]
  if (!rule) throw new NetworkFailure('rejected', `Mastodon takes no files of the kind ${original.kind}`)
  const side = rule.maxPixels ? Math.floor(Math.sqrt(rule.maxPixels)) : undefined
  const picture = original.kind === 'image' || original.kind === 'gif'
  const shrunk = { maxBytes: rule.maxBytes, mimes: rule.mimes, ...shrink(original, rule.maxPixels, side) }
  const file = rule.reencode ? await original.fit(picture ? shrunk : rule) : original
  const focus = focusOf(original)
  const fields = { ...(original.alt ? { description: original.alt } : {}), ...(focus ? { focus } : {}) }
  const { headers, body } = streamedForm(fields, [
    { field: 'file', fileName: file.fileName ?? `file.${file.mime.split('/')[1]}`, mime: file.mime, open: file.open },
  ])
  const timeoutMs = uploadSilenceMs(file.bytes)
  const answer = await ask(wireOf(call), { method: 'POST', path: '/api/v2/media', headers, body, timeoutMs })
  const attachment = answer.json<MediaAttachment>()
  if (!attachment.id)
    throw new NetworkFailure('network-down', 'the upload was not acknowledged', { evidence: { status: answer.status } })
  return { ...attachment, url: answer.status === 202 ? null : attachment.url }
}

/** Only what has more pixels than the server takes is asked to become smaller. */
const shrink = (file: MediaFile, maxPixels: number | undefined, side: number | undefined) =>
  maxPixels && (file.width ?? 0) * (file.height ?? 0) > maxPixels ? { maxWidth: side, maxHeight: side } : {}

export async function assertReady(call: Call, id: string): Promise<void> {
  const answer = await ask(wireOf(call), { path: `/api/v1/media/${id}` })
  if (answer.status === 206)
    throw new NetworkFailure('slow-down', 'the server is still preparing the file', { retryAfterMs: 2000 })
}
