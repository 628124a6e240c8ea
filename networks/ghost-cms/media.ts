import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, MediaFile, Step, StepsDone } from '../contract.ts'
import { cropOf, fitted } from '../fitted.ts'
import { streamedForm } from '../multipart.ts'
import { uploadSilenceMs } from '../upload-silence.ts'
import type { Placed } from './cards.ts'
import { ask, firstOf, wireOf } from './client.ts'
import { limits } from './compose.ts'

export const uploadName = (index: number) => `media-${index}`
export const featureName = 'featureImage'

/** Puts one file onto the site. What a lost answer leaves there is in no post: putting it there again is harmless. */
export function uploadStep(file: MediaFile, name: string): Step {
  return {
    name,
    role: 'prepare',
    again: { way: 'harmless' },
    run: async (call) => ({ data: { mediaId: file.id, crop: cropOf(file), ...(await upload(call, file)) } }),
  }
}

const doors = { image: 'images', gif: 'images', video: 'media', audio: 'media', document: 'files' } as const

async function upload(call: Call, original: MediaFile): Promise<Placed> {
  const file = await fitted(original, limits)
  const name = fileName(file)
  const door = doors[file.kind]
  const fields: Record<string, string> = door === 'images' ? { purpose: 'image' } : {}
  const { headers, body } = streamedForm(fields, [{ field: 'file', fileName: name, mime: file.mime, open: file.open }])
  const timeoutMs = uploadSilenceMs(file.bytes)
  const answer = await ask(wireOf(call), { method: 'POST', path: `/${door}/upload/`, headers, body, timeoutMs })
  const { url } = firstOf<{ url?: string }>(answer, door, false)
  if (!url) throw new NetworkFailure('network-down', 'the site did not say where the file lies')
  return { kind: original.kind, url, alt: original.alt ?? '', name, width: file.width ?? 0, height: file.height ?? 0 }
}

function fileName({ fileName = '', kind, mime }: MediaFile): string {
  const ending = endings[mime] ?? /\.([a-z0-9]{1,5})$/i.exec(fileName)?.[1] ?? 'bin'
  const plain = fileName
    .replace(/\.[^.]*$/, '')
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/gi, '-')
    .replace(/^-+|-+$/g, '')
  return `${plain || kind}.${ending}`
}

const endings: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'audio/ogg': 'ogg',
  'audio/mp4': 'm4a',
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
  const same = Object.entries(done).find(([, { data }]) => data?.mediaId === file.id && data.crop === cropOf(file))
  return same ? { ...placedBy(done, same[0]), alt: file.alt ?? '' } : upload(call, file)
}
