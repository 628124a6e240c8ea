import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, MediaFile, Step, StepsDone } from '../contract.ts'
import { cropOf, fitted } from '../fitted.ts'
import { streamedForm } from '../multipart.ts'
import { uploadSilenceMs } from '../upload-silence.ts'
import { ask, heldIn, wireOf } from './client.ts'
import { limitsOf } from './compose.ts'
import type { Placed } from './markdown.ts'

export const uploadName = (part: number, index: number) => `media-${part}-${index}`

/** Puts one file onto the forum. What no post uses is cleaned away by the forum: putting it there again is harmless. */
export function uploadStep(file: MediaFile, part: number, index: number): Step {
  return {
    name: uploadName(part, index),
    role: 'prepare',
    again: { way: 'harmless' },
    run: async (call) => ({ data: { mediaId: file.id, crop: cropOf(file), ...(await upload(call, file)) } }),
  }
}

async function upload(call: Call, original: MediaFile): Promise<Placed> {
  const file = await fitted(original, limitsOf(call.account.facts))
  const name = named(file)
  const { headers, body } = streamedForm({}, [{ field: 'files[]', fileName: name, mime: file.mime, open: file.open }])
  const timeoutMs = uploadSilenceMs(file.bytes)
  const answer = await ask(wireOf(call), { method: 'POST', path: '/api/post/upload', headers, body, timeoutMs })
  const [image] = heldIn<{ images: { url?: string }[] }>(answer, 'images').images
  if (!image?.url) throw new NetworkFailure('network-down', 'the forum did not say where the file lies')
  return { kind: original.kind, url: image.url, alt: original.alt ?? '', name }
}

/** The forum judges a file by its ending. */
function named({ fileName = '', kind, mime }: MediaFile): string {
  const ending = endings[mime] ?? /\.([a-z0-9]{1,5})$/i.exec(fileName)?.[1] ?? 'bin'
  const stem = fileName.replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{N}._-]+/gu, '-')
  return `${stem || kind}.${ending}`
}

const endings: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
}

export function placedBy(done: StepsDone, name: string): Placed {
  const data = done[name]?.data
  if (typeof data?.url !== 'string') throw new Error(`${name} was not uploaded before it is used`)
  return { kind: String(data.kind), url: data.url, alt: String(data.alt ?? ''), name: String(data.name ?? '') }
}

/** The file as it lies there already, when it is the same one cut the same way; its description may be new. */
export async function placed(call: Call, file: MediaFile, done: StepsDone): Promise<Placed> {
  const same = Object.entries(done).find(([, { data }]) => data?.mediaId === file.id && data.crop === cropOf(file))
  return same ? { ...placedBy(done, same[0]), alt: file.alt ?? '' } : upload(call, file)
}
