import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Call, MediaFile, Step, StepsDone } from '../contract.ts'
import { cropOf, fitted } from '../fitted.ts'
import { streamedForm } from '../multipart.ts'
import { uploadSilenceMs } from '../upload-silence.ts'
import { ask, type Bot, botOf } from './client.ts'
import { failureOf } from './failures.ts'
import { limits } from './limits.ts'

const types: Partial<Record<MediaFile['kind'], string>> = {
  image: 'image',
  video: 'video',
  audio: 'audio',
  document: 'file',
}

/** A file brought there and shown by nobody: bringing it again is harmless. */
export const uploadStep = (file: MediaFile, index: number): Step => ({
  name: `media-0-${index}`,
  role: 'prepare',
  again: { way: 'harmless' },
  run: async (call) => ({ data: { attachment: await attached(call, file), mediaId: file.id, crop: cropOf(file) } }),
})

export function attachmentsIn(done: StepsDone, count: number): JsonObject[] {
  return Array.from({ length: count }, (_, index) => {
    const made = done[`media-0-${index}`]?.data?.attachment
    if (isObject(made)) return made
    throw new Error(`file ${index} was not uploaded before it is used`)
  })
}

/** The file an earlier step left, when it is the same one cut the same way; else it is brought now. */
export async function attachedBefore(call: Call, file: MediaFile, done: StepsDone): Promise<JsonObject> {
  const same = Object.values(done).find(({ data }) => data?.mediaId === file.id && data.crop === cropOf(file))
  const made = same?.data?.attachment
  return isObject(made) ? made : attached(call, file)
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Uploads one file; gives the attachment as messages are to carry it. */
export async function attached(call: Call, original: MediaFile): Promise<JsonObject> {
  const file = await fitted(original, limits(call.account.facts))
  const type = types[file.kind]
  if (!type) throw new NetworkFailure('rejected', `MAX takes no files of the kind ${file.kind}`)
  const bot = botOf(call)
  const place = await ask<{ url: string; token?: string | null }>(bot, {
    method: 'POST',
    path: '/uploads',
    query: { type },
  })
  const told = await send(bot, place.url, file)
  if (type === 'image') return { type, payload: { photos: photosIn(told) } }
  const token = place.token ?? tokenIn(told)
  if (token) return { type, payload: { token } }
  throw refused(told)
}

/** Videos and sound answer with a few letters that are no JSON: their token came with the address. */
async function send(bot: Bot, url: string, file: MediaFile): Promise<unknown> {
  const fileName = file.fileName ?? `file.${file.mime.split('/')[1]}`
  const form = streamedForm({}, [{ field: 'data', fileName, mime: file.mime, open: file.open }])
  const answer = await bot.http({
    method: 'POST',
    url,
    ...form,
    timeoutMs: uploadSilenceMs(file.bytes),
    signal: bot.signal,
  })
  if (answer.status !== 200) throw failureOf(answer, false)
  try {
    return JSON.parse(answer.text())
  } catch {
    return { answer: answer.text().slice(0, 100) }
  }
}

function photosIn(told: unknown): JsonObject {
  const photos = isObject(told) ? told.photos : undefined
  if (isObject(photos) && Object.keys(photos).length > 0) return photos
  throw refused(told)
}

const tokenIn = (told: unknown) => (isObject(told) && typeof told.token === 'string' ? told.token : undefined)

function refused(told: unknown): NetworkFailure {
  const reason = isObject(told) && typeof told.error_msg === 'string' ? told.error_msg : 'MAX did not take the file'
  return new NetworkFailure('rejected', reason, { evidence: { status: 200, body: JSON.stringify(told).slice(0, 300) } })
}
