import { measure } from '../../lab/measure.ts'
import type { LabAnswer, LabRequest } from '../../lab/network.ts'
import { bad, type Desk, type Form, type Method, managed, missing } from './desk.ts'
import type { Group, Place } from './rows.ts'

export const groups: Record<string, Method> = {
  'group.getUserGroupsV2': { takes: ['count', 'anchor', 'uid'], run: ofUser },
  'group.getInfo': { takes: ['uids', 'fields', 'move_to_top'], run: info },
  'group.getCounters': { takes: ['group_id', 'counterTypes'], run: counters },
  'photosV2.getUploadUrl': { takes: ['gid', 'aid', 'count', 'sizes'], run: photoPlace },
  'video.getUploadUrl': { takes: ['gid', 'file_name', 'file_size', 'post_form', 'attachment_type'], run: videoPlace },
  'video.update': { takes: ['vid', 'title', 'description', 'tags', 'privacy', 'publish'], run: finishVideo },
}

function ofUser({ rows }: Desk, _given: Form, uid: string) {
  const own = rows.users.get(uid)?.manages ?? []
  return { groups: own.map((groupId) => ({ groupId, userId: uid, status: 'ADMIN' })), anchor: '' }
}

function info(desk: Desk, given: Form) {
  if (!given.fields) throw bad('fields')
  return (given.uids ?? '').split(',').flatMap((uid) => {
    const group = desk.rows.groups.get(uid)
    return group ? [shape(desk, group)] : []
  })
}

const shape = ({ site }: Desk, group: Group) => ({
  uid: group.uid,
  name: group.name,
  shortname: group.shortname,
  description: 'Кофе, обжаренный по вторникам',
  homepage_url: 'roastery.example',
  picAvatar: site.people.avatarUrl({ handle: group.shortname }),
  members_count: group.members,
})

function counters({ rows }: Desk, given: Form) {
  const group = rows.groups.get(given.group_id ?? '')
  if (!group) throw missing('group')
  const themes = [...rows.topics.values()].filter((one) => one.gid === group.uid).length
  return { counters: { members: group.members, themes } }
}

function placeFor(desk: Desk, uid: string, gid: string | undefined, kind: Place['kind']): Place & { url: string } {
  const group = managed(desk, uid, gid)
  const key = desk.site.random.hex(24)
  const place: Place = {
    kind,
    gid: group.uid,
    id: String(900_000 + desk.tables.nextId()),
    token: desk.site.random.hex(40),
  }
  desk.tables.commit([['places', key, place]])
  return { ...place, url: `${desk.site.url}/upload/${key}` }
}

function photoPlace(desk: Desk, given: Form, uid: string) {
  if (given.count !== undefined && given.count !== '1') throw bad('count')
  const { url, id } = placeFor(desk, uid, given.gid, 'photo')
  return {
    upload_url: url,
    photo_ids: [id],
    expires_ms: desk.site.clock.now().getTime() + 86_400_000,
    ttl_ms: 86_400_000,
  }
}

function videoPlace(desk: Desk, given: Form, uid: string) {
  if (!given.file_name || given.file_size === undefined) throw bad('file_name')
  const { url, id } = placeFor(desk, uid, given.gid, 'movie')
  return { upload_url: url, video_id: Number(id), expires_ms: desk.site.clock.now().getTime() + 86_400_000 }
}

function finishVideo(desk: Desk, given: Form) {
  const found = [...desk.rows.places.entries()].find(([, one]) => one.kind === 'movie' && one.id === given.vid)
  if (!found?.[1].path) throw missing('video')
  desk.tables.commit([['places', found[0], { ...found[1], title: given.title ?? '' }]])
  return { success: true }
}

const mb = 1024 * 1024

/** What arrives at an upload address is decoded, whatever it calls itself. */
export async function receive(desk: Desk, request: LabRequest): Promise<LabAnswer> {
  const key = request.params.key ?? ''
  const place = desk.rows.places.get(key)
  const [file] = request.files
  if (!place || !file) return uploadRefusal('no file')
  const found = await measure(file.path)
  const photo = place.kind === 'photo' && found?.kind === 'image' && file.field === 'pic1' && file.bytes <= 20 * mb
  const movie = place.kind === 'movie' && found?.kind === 'video' && file.bytes <= 1024 * mb
  if (!photo && !movie) return uploadRefusal('Unsupported file format')
  const path = await desk.site.keepFile(file, key)
  const account = desk.rows.groups.get(place.gid)?.account ?? place.gid
  desk.tables.commit([['places', key, { ...place, path }]], {
    account,
    kind: 'upload',
    objectId: `${place.kind}${place.id}`,
    fingerprint: file.sha256,
  })
  return photo
    ? { status: 200, json: { photos: { [place.id]: { token: place.token } } } }
    : { status: 200, body: '<retval>1</retval>' }
}

const uploadRefusal = (error_msg: string): LabAnswer => ({
  status: 200,
  json: { error_code: '4', error_msg, error_data: null },
})
