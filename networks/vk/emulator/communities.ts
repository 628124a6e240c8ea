import {
  bad,
  type Caller,
  type Desk,
  type Given,
  groupNamed,
  type Method,
  managed,
  missing,
  nowOf,
  Refused,
} from './desk.ts'
import { groupShape } from './people.ts'
import type { Door, Group } from './rows.ts'

export const communities: Record<string, Method> = {
  'groups.get': { by: ['user'], run: get },
  'groups.getById': { by: ['user', 'group'], run: getById },
  'groups.getSettings': { by: ['user'], run: settings },
  'groups.getTokenPermissions': { by: ['group'], run: permissions },
  'groups.ban': { by: ['user'], run: ban },
  'groups.unban': { by: ['user'], run: unban },
  'groups.getCallbackConfirmationCode': {
    by: ['user', 'group'],
    run: (desk, given, caller) => ({ code: confirmationOf(managed(desk, caller, given.number('group_id'))) }),
  },
  'groups.getCallbackServers': { by: ['user', 'group'], run: doors },
  'groups.addCallbackServer': { by: ['user', 'group'], run: addDoor },
  'groups.setCallbackSettings': { by: ['user', 'group'], run: setDoor },
  'groups.deleteCallbackServer': { by: ['user', 'group'], run: removeDoor },
  'stats.get': { by: ['user'], run: stats },
  'stats.getPostReach': { by: ['user'], run: postReach },
}

const about = 'Specialty coffee, roasted on Tuesdays.'

export const confirmationOf = ({ id }: Group) => (id % 0xffffffff).toString(16).padStart(8, 'c')

function get(desk: Desk, _given: Given, caller: Caller) {
  const user = desk.rows.users.get(String(caller.id))
  const items = (user?.manages ?? []).map((id) => shown(desk, groupNamed(desk, id), caller))
  return { count: items.length, items }
}

/** A community's key that names none is answered about its own. */
function getById(desk: Desk, given: Given, caller: Caller) {
  const asked = given.number('group_id') ?? (caller.of === 'group' ? caller.id : undefined)
  return { groups: [shown(desk, groupNamed(desk, asked), caller)], profiles: [] }
}

function shown(desk: Desk, group: Group, caller: Caller) {
  const manages = caller.of === 'user' && desk.rows.users.get(String(caller.id))?.manages.includes(group.id) === true
  return {
    ...groupShape(desk, group),
    ...(caller.of === 'user' ? { is_admin: manages ? 1 : 0, ...(manages ? { admin_level: 3 } : {}) } : {}),
    members_count: group.followers,
    description: about,
    site: 'roastery.example',
    wall: 2,
    has_photo: 1,
    photo_max: desk.site.people.avatarUrl({ handle: group.screen }),
    photo_max_size: { width: 128, height: 128 },
    cover: { enabled: 0 },
    market: { enabled: 0 },
    addresses: { is_enabled: false, count: 0 },
  }
}

function settings(desk: Desk, given: Given, caller: Caller) {
  const group = managed(desk, caller, given.number('group_id'))
  const closed = { audio: 0, articles: 0, docs: 0, photos: 2, topics: 0, video: 2, wall: 2, wiki: 0 }
  return {
    ...closed,
    title: group.name,
    description: about,
    city_id: 0,
    city_name: '',
    obscene_filter: 1,
    obscene_stopwords: group.stopWords.length > 0 ? 1 : 0,
    obscene_words: group.stopWords,
    toxic_filter: 0,
    disable_replies_from_groups: 0,
  }
}

const bits: Record<string, number> = { stories: 1, photos: 4, messages: 4096, docs: 131_072, manage: 262_144 }

function permissions(_desk: Desk, _given: Given, caller: Caller) {
  const granted = caller.scopes.map((name) => ({ name, setting: bits[name] ?? 0 }))
  return { mask: granted.reduce((sum, one) => sum + one.setting, 0), permissions: granted }
}

const banName = (group: Group, who: number) => `ban ${group.id} ${who}`

function ban(desk: Desk, given: Given, caller: Caller) {
  const group = managed(desk, caller, given.number('group_id'))
  const who = given.number('owner_id')
  if (who === undefined) throw bad('owner_id is undefined')
  desk.tables.commit([['marks', banName(group, who), { at: nowOf(desk) }]], {
    account: group.account,
    kind: 'block',
    objectId: String(who),
  })
  return 1
}

function unban(desk: Desk, given: Given, caller: Caller) {
  const group = managed(desk, caller, given.number('group_id'))
  const who = given.number('owner_id') ?? 0
  if (!desk.rows.marks.has(banName(group, who))) throw missing()
  desk.tables.commit([['marks', banName(group, who), null]], {
    account: group.account,
    kind: 'unblock',
    objectId: String(who),
  })
  return 1
}

const doorsOf = ({ rows }: Desk, group: Group): Door[] =>
  [...rows.doors.values()].filter((one) => one.group === group.id)

function doors(desk: Desk, given: Given, caller: Caller) {
  const group = managed(desk, caller, given.number('group_id'))
  const items = doorsOf(desk, group).map(({ id, title, url, secret }) => ({
    id,
    title,
    url,
    secret_key: secret,
    creator_id: 1,
    status: 'wait',
  }))
  return { count: items.length, items }
}

function addDoor(desk: Desk, given: Given, caller: Caller) {
  const group = managed(desk, caller, given.number('group_id'))
  if (doorsOf(desk, group).length >= 10) throw new Refused(2000, 'Servers number limit is reached')
  const url = given.text('url') ?? ''
  if (!URL.canParse(url)) throw bad('url')
  const id = desk.tables.nextId()
  const secret = given.text('secret_key') ?? ''
  if (!/^[\w]*$/.test(secret)) throw bad('secret_key')
  desk.tables.commit([['doors', String(id), { id, group: group.id, url, title: given.text('title') ?? '', secret }]])
  return { server_id: id }
}

function doorNamed(desk: Desk, given: Given, caller: Caller): Door {
  const group = managed(desk, caller, given.number('group_id'))
  const door = doorsOf(desk, group).find((one) => one.id === given.number('server_id'))
  if (!door) throw missing()
  return door
}

function setDoor(desk: Desk, given: Given, caller: Caller) {
  doorNamed(desk, given, caller)
  return 1
}

function removeDoor(desk: Desk, given: Given, caller: Caller) {
  desk.tables.commit([['doors', String(doorNamed(desk, given, caller).id), null]])
  return 1
}

function stats(desk: Desk, given: Given, caller: Caller) {
  const group = managed(desk, caller, given.number('group_id'))
  const today = Math.floor(nowOf(desk) / 86_400) * 86_400
  const reach = Math.round(group.followers * 0.4)
  const period = { period_from: today, period_to: today + 86_399 }
  return [
    {
      ...period,
      reach: { reach, reach_subscribers: Math.round(reach * 0.7) },
      visitors: { views: reach * 2, visitors: reach },
    },
  ]
}

function postReach(desk: Desk, given: Given, caller: Caller) {
  managed(desk, caller, -(given.number('owner_id') ?? 0))
  const total = {
    reach_subscribers: 30,
    reach_total: 41,
    reach_viral: 11,
    links: 2,
    to_group: 1,
    join_group: 0,
    hide: 0,
    report: 0,
    unsubscribe: 0,
  }
  return given.list('post_ids').map((id) => ({ post_id: Number(id), ...total }))
}
