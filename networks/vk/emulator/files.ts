import { createHash } from 'node:crypto'
import { type Measured, measure } from '../../lab/measure.ts'
import type { LabAnswer, LabFile, LabRequest } from '../../lab/network.ts'
import { bad, type Caller, type Desk, type Given, type Method, managed, nameOf, nowOf, Refused } from './desk.ts'
import { groupAccount } from './people.ts'
import type { Asset, Place } from './rows.ts'
import { docShape, photoShape } from './show.ts'

const mb = 1024 * 1024

export const files: Record<string, Method> = {
  'photos.getWallUploadServer': { by: ['user'], run: (desk, given, caller) => photoPlace(desk, given, caller) },
  'photos.saveWallPhoto': { by: ['user'], run: savePhoto },
  'photos.getMessagesUploadServer': {
    by: ['user', 'group'],
    run: (desk, given, caller) => photoPlace(desk, given, caller),
  },
  'photos.saveMessagesPhoto': { by: ['user', 'group'], run: (desk, given) => savedPhoto(desk, given) },
  'docs.getMessagesUploadServer': {
    by: ['user', 'group'],
    run: (desk, given, caller) => ({ upload_url: placeFor(desk, given, caller, { kind: 'doc' }) }),
  },
  'docs.getWallUploadServer': {
    by: ['user', 'group'],
    run: (desk, given, caller) => ({ upload_url: placeFor(desk, given, caller, { kind: 'doc' }) }),
  },
  'docs.save': { by: ['user', 'group'], run: saveDoc },
  'video.save': { by: ['user'], run: saveVideo },
}

export function placeFor(desk: Desk, given: Given, caller: Caller, place: Omit<Place, 'group'>): string {
  const group = managed(desk, caller, given.number('group_id') ?? (caller.of === 'group' ? caller.id : undefined))
  const key = desk.site.random.hex(24)
  desk.tables.commit([['places', key, { ...place, group: group.id }]])
  return `${desk.site.url}/upload/${key}`
}

const photoPlace = (desk: Desk, given: Given, caller: Caller) => ({
  album_id: -14,
  upload_url: placeFor(desk, given, caller, { kind: 'photo' }),
  user_id: caller.id,
  group_id: given.number('group_id') ?? caller.id,
})

/** What arrives at an upload address; what it answers is told to the method that saves it. */
export async function receive(desk: Desk, request: LabRequest): Promise<LabAnswer> {
  const key = request.params.key ?? ''
  const place = desk.rows.places.get(key)
  const [file] = request.files
  if (!place || !file) return { status: 200, json: { error: 'bad_request', error_msg: 'no file was sent' } }
  const found = await measure(file.path)
  if (place.kind === 'video') return takeVideo(desk, place, file, found)
  const takes =
    place.kind === 'doc' ? file.field === 'file' && fitsDoc(file, found) : fitsPlace(place.kind, file, found)
  if (!takes) return refusedUpload(place.kind)
  const type = place.kind === 'doc' ? 'doc' : place.kind === 'story-video' ? 'video' : 'photo'
  const asset = await kept(desk, place.group, type, file, found)
  const name = `${type}${nameOf(asset.owner, asset.id)}`
  desk.tables.commit(
    [
      ['assets', name, asset],
      ['places', key, { ...place, asset: name }],
    ],
    {
      account: groupAccount(desk, -place.group),
      kind: 'upload',
      objectId: name,
      fingerprint: file.sha256,
    },
  )
  if (place.kind === 'doc') return { status: 200, json: { file: key } }
  if (place.kind !== 'photo') return { status: 200, json: { response: { upload_result: key } } }
  const photo = JSON.stringify([{ sizes: [[found && 'width' in found ? found.width : 0]], key }])
  return { status: 200, json: { server: 626_627, photo, hash: hashOf(key) } }
}

const hashOf = (key: string) => createHash('md5').update(key).digest('hex')

const refusedUpload = (kind: Place['kind']): LabAnswer =>
  kind === 'photo'
    ? { status: 200, json: { server: 626_627, photo: '[]', hash: '' } }
    : { status: 200, json: { error: 'invalid_file', error_msg: 'the file has a format or size that is not taken' } }

function fitsPlace(kind: Place['kind'], file: LabFile, found: Measured | undefined): boolean {
  if (kind === 'story-video')
    return file.field === 'video_file' && found?.kind === 'video' && file.bytes <= 10 * mb && found.durationMs <= 15_500
  if (found?.kind !== 'image' || file.field !== (kind === 'photo' ? 'photo' : 'file')) return false
  const ratio = found.width / found.height
  const shapely = found.width + found.height <= 14_000 && ratio <= 20 && ratio >= 1 / 20
  const known = ['image/jpeg', 'image/png', 'image/gif'].includes(found.mime)
  return known && shapely && file.bytes <= (kind === 'photo' ? 50 : 10) * mb
}

/** Anything but programs and music; what calls itself a GIF must be one. */
function fitsDoc(file: LabFile, found: Measured | undefined): boolean {
  const ext = file.fileName.split('.').at(-1)?.toLowerCase() ?? ''
  if (['exe', 'mp3', 'js', 'bat', 'sh'].includes(ext) || file.bytes > 200 * mb) return false
  return ext !== 'gif' || (found?.kind === 'image' && found.mime === 'image/gif')
}

async function kept(
  desk: Desk,
  group: number,
  type: Asset['type'],
  file: LabFile,
  found: Measured | undefined,
): Promise<Asset> {
  const id = desk.tables.nextId()
  const seen = found && found.kind !== 'audio' ? found : { width: 0, height: 0 }
  return {
    type,
    owner: -group,
    id,
    at: nowOf(desk),
    path: await desk.site.keepFile(file, `${type}-${id}`),
    mime: found?.mime ?? file.mime,
    bytes: file.bytes,
    width: seen.width,
    height: seen.height,
    seconds: found && 'durationMs' in found ? Math.round(found.durationMs / 1000) : 0,
    title: file.fileName,
    ready: true,
  }
}

function assetAt(desk: Desk, key: string): Asset {
  const asset = desk.rows.assets.get(desk.rows.places.get(key)?.asset ?? '')
  if (!asset) throw bad('upload_result')
  return asset
}

function savePhoto(desk: Desk, given: Given, caller: Caller) {
  managed(desk, caller, given.number('group_id'))
  return savedPhoto(desk, given)
}

function savedPhoto(desk: Desk, given: Given) {
  const listed = JSON.parse(given.text('photo') || '[]') as { key: string }[]
  const [photo] = listed
  if (!photo) throw bad('photos is undefined')
  if (given.text('hash') !== hashOf(photo.key)) throw new Refused(121, 'Invalid hash')
  return [photoShape(desk, assetAt(desk, photo.key))]
}

function saveDoc(desk: Desk, given: Given) {
  const key = given.text('file') ?? ''
  if (desk.rows.places.get(key)?.kind !== 'doc') throw new Refused(105, "Couldn't save file")
  return { type: 'doc', doc: docShape(desk, assetAt(desk, key)) }
}

function saveVideo(desk: Desk, given: Given, caller: Caller) {
  const group = managed(desk, caller, given.number('group_id'))
  const id = desk.tables.nextId()
  const title = given.text('name') ?? 'Без названия'
  const none = { path: '', mime: '', bytes: 0, width: 0, height: 0, seconds: 0 }
  const asset: Asset = { type: 'video', owner: -group.id, id, at: nowOf(desk), ...none, title, ready: false }
  const name = `video${nameOf(asset.owner, id)}`
  desk.tables.commit([['assets', name, asset]])
  const upload_url = placeFor(desk, given, caller, { kind: 'video', asset: name })
  return { owner_id: asset.owner, video_id: id, title, description: '', upload_url }
}

async function takeVideo(desk: Desk, place: Place, file: LabFile, found: Measured | undefined): Promise<LabAnswer> {
  const asset = desk.rows.assets.get(place.asset ?? '')
  if (!asset || found?.kind !== 'video' || file.field !== 'video_file') return refusedUpload('video')
  const taken = await kept(desk, place.group, 'video', file, found)
  const name = `video${nameOf(asset.owner, asset.id)}`
  desk.tables.commit([['assets', name, { ...taken, id: asset.id, title: asset.title }]], {
    account: groupAccount(desk, asset.owner),
    kind: 'upload',
    objectId: name,
    fingerprint: file.sha256,
  })
  return {
    status: 200,
    json: { size: file.bytes, video_id: asset.id, owner_id: asset.owner, video_hash: hashOf(name) },
  }
}
