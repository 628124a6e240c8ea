import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Health, Profile } from '../contract.ts'
import { ask, graph, type Wire, wireOf } from './client.ts'

export type Group = {
  uid: string
  name?: string
  shortname?: string
  description?: string
  homepage_url?: string
  picAvatar?: string
  members_count?: number
  comments_allowed?: boolean
  location_latitude?: number
  business?: boolean
}
export const groupFields = 'uid,name,shortname,description,homepage_url,pic_avatar,members_count,location_latitude'

/** Older answers are a bare list. */
export async function groupsById(wire: Wire, ids: string[]): Promise<Group[]> {
  if (ids.length === 0) return []
  const told = await ask<Group[] | { groups?: Group[] }>(wire, {
    method: 'group.getInfo',
    params: { uids: ids.join(','), fields: groupFields },
  })
  return Array.isArray(told) ? told : (told.groups ?? [])
}

type Membership = { groupId: string; status?: string }
const managing = new Set(['ADMIN', 'MODERATOR', 'EDITOR'])

/** Groups this person may publish in. */
export async function managedGroups(wire: Wire): Promise<string[]> {
  const ids: string[] = []
  let anchor: string | undefined
  for (let page = 0; page < 20; page++) {
    const params = { count: 100, anchor }
    const told = await ask<{ groups?: Membership[]; anchor?: string }>(wire, {
      method: 'group.getUserGroupsV2',
      params,
    })
    const groups = told.groups ?? []
    ids.push(...groups.filter((one) => managing.has(one.status ?? '')).map((one) => one.groupId))
    if (groups.length < 100 || !told.anchor) break
    anchor = told.anchor
  }
  return ids
}

export const handleOf = (group: Group) => group.shortname || group.uid
export const addressOf = (group: Group) => `https://ok.ru/${group.shortname || `group/${group.uid}`}`

/** Each key is asked for itself. */
export const health: Health = async (call) => {
  const wire = wireOf(call)
  if (wire.keys.group) await graph(wire, { path: '/me/chats', query: { count: 1 } })
  const [group] = await groupsById(wire, [call.account.remoteId])
  if (!group) throw new NetworkFailure('reconnect', 'this group is no longer there')
  if (!(await managedGroups(wire)).includes(group.uid))
    throw new NetworkFailure('reconnect', 'the person who signed in no longer manages this group', {
      evidence: { code: 'not-managed' },
    })
  return {
    name: group.name ?? handleOf(group),
    handle: handleOf(group),
    url: addressOf(group),
    ...(group.picAvatar ? { avatarUrl: group.picAvatar } : {}),
    facts: { ...call.account.facts, messages: wire.keys.group !== undefined },
  }
}

export async function profile(call: Call): Promise<Profile> {
  const [group] = await groupsById(wireOf(call), [call.account.remoteId])
  if (!group) throw new NetworkFailure('reconnect', 'this group is no longer there')
  return {
    ...(group.name ? { name: group.name } : {}),
    handle: handleOf(group),
    url: addressOf(group),
    description: group.description ?? '',
    ...(group.homepage_url ? { link: linkOf(group.homepage_url) } : {}),
    picture: group.picAvatar ? { url: group.picAvatar } : 'none',
    geotag: group.location_latitude !== undefined,
  }
}

const linkOf = (site: string) => (/^https?:\/\//i.test(site) ? site : `https://${site}`)
