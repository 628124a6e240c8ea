import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { MediaUse } from '../compose.ts'
import type { Call, MediaFile, Step, StepsDone } from '../contract.ts'
import { fitted } from '../fitted.ts'
import { ask, upload, wireOf } from './client.ts'
import { limits } from './limits.ts'

/** How a block of a topic names a file: a photo by the token of its upload, a video by its number. */
export type Uploaded = { type: 'photo' | 'movie'; id: string }

export const uploadStep = (file: MediaFile, index: number): Step => ({
  name: `media-0-${index}`,
  role: 'prepare',
  again: { way: 'harmless' },
  run: async (call) => ({ data: { ...(await uploaded(call, file)), ...sameness(file) } }),
})

const sameness = ({ id, crop }: MediaUse): JsonObject => ({
  mediaId: id,
  crop: crop ? [crop.x, crop.y, crop.width, crop.height].join(' ') : '',
})

export function uploadsIn(done: StepsDone, count: number): Uploaded[] {
  return Array.from({ length: count }, (_, index) => {
    const { type, id } = done[`media-0-${index}`]?.data ?? {}
    if ((type === 'photo' || type === 'movie') && typeof id === 'string') return { type, id }
    throw new Error(`file ${index} was not uploaded before it is used`)
  })
}

/** Throws `rejected` for what the network does not take. */
export async function uploaded(call: Call, original: MediaFile): Promise<Uploaded> {
  const file = await fitted(original, limits())
  return file.kind === 'video' ? movie(call, file) : photo(call, file)
}

type PhotoPlace = { upload_url: string; photo_ids: string[] }
type PhotoTold = { photos?: Record<string, { token?: string }>; error_code?: string; error_msg?: string }

async function photo(call: Call, file: MediaFile): Promise<Uploaded> {
  const wire = wireOf(call)
  const params = { gid: call.account.remoteId, count: 1 }
  const place = await ask<PhotoPlace>(wire, { method: 'photosV2.getUploadUrl', params })
  const told = (await upload(wire, place.upload_url, 'pic1', file)).json<PhotoTold>()
  const [first] = Object.values(told.photos ?? {})
  if (first?.token) return { type: 'photo', id: first.token }
  throw new NetworkFailure('rejected', told.error_msg ?? 'the picture was not taken', {
    evidence: { status: 200, code: told.error_code ?? '' },
  })
}

/** The video exists before its bytes do; naming it afterwards makes it visible. */
async function movie(call: Call, file: MediaFile): Promise<Uploaded> {
  const wire = wireOf(call)
  const name = file.fileName ?? 'video.mp4'
  const params = { gid: call.account.remoteId, file_name: name, file_size: file.bytes, post_form: true }
  const place = await ask<{ upload_url: string; video_id: string | number }>(wire, {
    method: 'video.getUploadUrl',
    params,
  })
  await upload(wire, place.upload_url, 'data', file)
  const vid = String(place.video_id)
  await ask(wire, { method: 'video.update', params: { vid, title: name.replace(/\.\w+$/, '') } })
  return { type: 'movie', id: vid }
}
