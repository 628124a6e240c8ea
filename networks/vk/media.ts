import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { MediaUse } from '../compose.ts'
import type { AccountAccess, Call, MediaFile, Step, StepsDone } from '../contract.ts'
import { fitted } from '../fitted.ts'
import { ask, upload, type Wire, wireOf } from './client.ts'
import { limits } from './limits.ts'

export const groupOf = ({ remoteId }: Pick<AccountAccess, 'remoteId'>) => Number(remoteId)
/** Communities stand under negative numbers. */
export const ownerOf = (account: Pick<AccountAccess, 'remoteId'>) => -groupOf(account)

export const uploadName = (index: number) => `media-0-${index}`

/** A file put into the community and not yet shown: uploading it again is harmless. */
export const uploadStep = (file: MediaFile, index: number): Step => ({
  name: uploadName(index),
  role: 'prepare',
  again: { way: 'harmless' },
  run: async (call) => ({ data: { attachment: await attached(call, file), ...sameness(file) } }),
})

const sameness = ({ id, crop }: MediaUse): JsonObject => ({
  mediaId: id,
  crop: crop ? [crop.x, crop.y, crop.width, crop.height].join(' ') : '',
})

export function attachmentsIn(done: StepsDone, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const name = done[uploadName(index)]?.data?.attachment
    if (typeof name === 'string') return name
    throw new Error(`file ${index} was not uploaded before it is used`)
  })
}

/** The file an earlier step left, when it is the same picture cut the same way; else it is uploaded now. */
export async function attachedBefore(call: Call, file: MediaFile, done: StepsDone): Promise<string> {
  const same = sameness(file)
  const found = Object.values(done).find(({ data }) => data?.mediaId === same.mediaId && data?.crop === same.crop)
  const name = found?.data?.attachment
  return typeof name === 'string' ? name : attached(call, file)
}

/** Uploads and saves one file; gives its name as posts are to carry it, such as `photo-1_23`. */
export async function attached(call: Call, original: MediaFile): Promise<string> {
  const file = await fitted(original, limits())
  const wire = wireOf(call)
  const group = groupOf(call.account)
  if (file.kind === 'image') return photo(wire, group, file)
  if (file.kind === 'video') return video(wire, group, file)
  if (file.kind === 'gif' || file.kind === 'document') return document(wire, group, file)
  throw new NetworkFailure('rejected', `VK takes no files of the kind ${file.kind} here`)
}

type Saved = { id: number; owner_id: number; access_key?: string }
const named = (type: string, { owner_id, id, access_key }: Saved) =>
  `${type}${owner_id}_${id}${access_key ? `_${access_key}` : ''}`

/** The same for a private conversation, which the community's own key may do. */
export async function attachedToMessage(call: Call, peer: number, original: MediaFile): Promise<string> {
  const file = await fitted(original, limits())
  const wire = wireOf(call)
  const params = { peer_id: peer }
  const as = 'community' as const
  if (file.kind === 'image') {
    const place = await ask<Place>(wire, { method: 'photos.getMessagesUploadServer', params, as })
    return named('photo', await savedPhoto(wire, place, file, { method: 'photos.saveMessagesPhoto', as }))
  }
  if (file.kind !== 'gif' && file.kind !== 'document')
    throw new NetworkFailure('rejected', `VK takes no files of the kind ${file.kind} in messages of a community`)
  const place = await ask<Place>(wire, {
    method: 'docs.getMessagesUploadServer',
    params: { ...params, type: 'doc' },
    as,
  })
  return savedDocument(wire, place, file, as)
}

type Place = { upload_url: string }

async function photo(wire: Wire, group: number, file: MediaFile): Promise<string> {
  const params = { group_id: group }
  const place = await ask<Place>(wire, { method: 'photos.getWallUploadServer', params })
  return named('photo', await savedPhoto(wire, place, file, { method: 'photos.saveWallPhoto', as: 'user', params }))
}

type Saving = { method: string; as: 'user' | 'community'; params?: { group_id: number } }

async function savedPhoto(wire: Wire, place: Place, file: MediaFile, { params, ...asked }: Saving): Promise<Saved> {
  const told = await upload<{ photo: string; server: number; hash: string }>(wire, place.upload_url, 'photo', file)
  if (!told.photo || told.photo === '[]')
    throw new NetworkFailure('rejected', 'VK does not recognise a picture in this file')
  const known = { ...params, photo: told.photo, server: told.server, hash: told.hash }
  const [saved] = await ask<Saved[]>(wire, { ...asked, params: known })
  if (!saved) throw new NetworkFailure('rejected', 'VK did not keep the picture')
  return saved
}

async function document(wire: Wire, group: number, file: MediaFile): Promise<string> {
  const place = await ask<Place>(wire, { method: 'docs.getWallUploadServer', params: { group_id: group } })
  return savedDocument(wire, place, file, 'user')
}

async function savedDocument(wire: Wire, place: Place, file: MediaFile, as: 'user' | 'community'): Promise<string> {
  const told = await upload<{ file?: string }>(wire, place.upload_url, 'file', file)
  const params = { file: told.file ?? '', title: file.fileName ?? 'file' }
  const { doc } = await ask<{ doc?: Saved }>(wire, { method: 'docs.save', params, as })
  if (!doc) throw new NetworkFailure('rejected', 'VK did not keep the file')
  return named('doc', doc)
}

/** The video exists before its bytes do: its name is known with the address to upload to. */
async function video(wire: Wire, group: number, file: MediaFile): Promise<string> {
  const title = (file.fileName ?? 'video').replace(/\.\w+$/, '')
  const params = { group_id: group, name: title, wallpost: false }
  const place = await ask<{ upload_url: string; video_id: number; owner_id: number; access_key?: string }>(wire, {
    method: 'video.save',
    params,
  })
  await upload(wire, place.upload_url, 'video_file', file)
  return named('video', { owner_id: place.owner_id, id: place.video_id, access_key: place.access_key })
}
