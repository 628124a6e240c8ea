import { createHash } from 'node:crypto'
import { type Measured, measure } from '../../lab/measure.ts'
import type { LabAnswer, LabFile, LabRequest } from '../../lab/network.ts'
import { bad, type Caller, type Desk, type Given, type Method, managed, nameOf, nowOf, Refused } from './desk.ts'
import { groupAccount } from './people.ts'
import type { Asset, Place, Story } from './rows.ts'
import { docShape, photoShape, storyShape } from './show.ts'

const mb = 1024 * 1024

export const files: Record<string, Method> = {
  'photos.getWallUploadServer': { by: ['user'], run: (desk, given, caller) => photoPlace(desk, given, caller) },
  'photos.saveWallPhoto': { by: ['user'], run: savePhoto },
  'docs.getWallUploadServer': {
    by: ['user', 'group'],
    run: (desk, given, caller) => ({ upload_url: placeFor(desk, given, caller, { kind: 'doc' }) }),
  },
  'docs.save': { by: ['user', 'group'], run: saveDoc },
  'video.save': { by: ['user'], run: saveVideo },
  'stories.getPhotoUploadServer': {
    by: ['user', 'group'],
    run: (desk, given, caller) => storyPlace(desk, given, caller, 'story-photo'),
  },
  'stories.getVideoUploadServer': {
    by: ['user', 'group'],
    run: (desk, given, caller) => storyPlace(desk, given, caller, 'story-video'),
  },
  'stories.save': { by: ['user', 'group'], run: saveStory },
  'stories.get': { by: ['user', 'group'], run: getStories },
  'stories.getById': { by: ['user', 'group'], run: getStory },
  'stories.getStats': { by: ['user', 'group'], run: storyStats },
  'stories.delete': { by: ['user', 'group'], run: deleteStory },
}

function placeFor(desk: Desk, given: Given, caller: Caller, place: Omit<Place, 'group'>): string {
  const group = managed(desk, caller, given.number('group_id') ?? (caller.of === 'group' ? caller.id : undefined))
  const key = desk.site.random.hex(24)
  desk.tables.commit([['places', key, { ...place, group: group.id }]])
  return `${desk.site.url}/upload/${key}`
}

const photoPlace = (desk: Desk, given: Given, caller: Caller) => ({
  album_id: -14,
  upload_url: placeFor(desk, given, caller, { kind: 'photo' }),
  user_id: caller.id,
  group_id: given.number('group_id'),
})

const linkTexts = [
  'to_store',
  'vote',
  'more',
  'book',
  'order',
  'enroll',
  'fill',
  'signup',
  'buy',
  'ticket',
  'write',
  'open',
  'learn_more',
  'view',
  'go_to',
  'contact',
  'watch',
  'play',
  'install',
  'read',
  'calendar',
]

function storyPlace(desk: Desk, given: Given, caller: Caller, kind: 'story-photo' | 'story-video') {
  const url = given.text('link_url')
  const text = given.text('link_text') ?? ''
  if (url && !(URL.canParse(url) && linkTexts.includes(text))) throw bad('link_text')
  return { upload_url: placeFor(desk, given, caller, { kind, ...(url ? { link: { url, text } } : {}) }), user_ids: [] }
}

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

function saveStory(desk: Desk, given: Given, caller: Caller) {
  const [key = ''] = given.list('upload_results')
  const place = desk.rows.places.get(key)
  if (!place?.asset || !place.kind.startsWith('story')) throw bad('upload_results')
  const group = managed(desk, caller, place.group)
  const id = desk.tables.nextId()
  const story: Story = {
    owner: -group.id,
    id,
    at: nowOf(desk),
    asset: place.asset,
    ...(place.link ? { link: place.link } : {}),
  }
  desk.tables.commit(
    [
      ['stories', nameOf(story.owner, id), story],
      ['places', key, null],
    ],
    {
      account: group.account,
      kind: 'create',
      objectId: `story${nameOf(story.owner, id)}`,
      fingerprint: place.asset,
    },
  )
  return { count: 1, items: [storyShape(desk, story)] }
}

const living = (desk: Desk) => [...desk.rows.stories.values()].filter((one) => nowOf(desk) - one.at < 86_400)

function getStories(desk: Desk, given: Given) {
  const owner = given.number('owner_id') ?? 0
  const stories = living(desk).filter((one) => one.owner === owner)
  const feed = { type: 'stories', owner_id: owner, stories: stories.map((one) => storyShape(desk, one)) }
  return stories.length > 0 ? { count: 1, items: [feed] } : { count: 0, items: [] }
}

function getStory(desk: Desk, given: Given) {
  const names = given.list('stories')
  const found = living(desk).filter((one) => names.includes(nameOf(one.owner, one.id)))
  return { count: found.length, items: found.map((one) => storyShape(desk, one)), profiles: [], groups: [] }
}

function storyNamed(desk: Desk, given: Given): Story {
  const story = desk.rows.stories.get(nameOf(given.number('owner_id') ?? 0, given.number('story_id') ?? 0))
  if (!story) throw new Refused(1600, 'Story has already expired')
  return story
}

function storyStats(desk: Desk, given: Given, caller: Caller) {
  managed(desk, caller, -storyNamed(desk, given).owner)
  const names = ['answer', 'bans', 'open_link', 'replies', 'shares', 'subscribers', 'views', 'likes']
  return Object.fromEntries(names.map((name) => [name, { state: 'on', count: name === 'views' ? 12 : 0 }]))
}

function deleteStory(desk: Desk, given: Given, caller: Caller) {
  const story = storyNamed(desk, given)
  const group = managed(desk, caller, -story.owner)
  const name = nameOf(story.owner, story.id)
  desk.tables.commit([['stories', name, null]], { account: group.account, kind: 'remove', objectId: `story${name}` })
  return 1
}
