import type { Call, Profile, ProfilePicture } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import { groupOf } from './media.ts'
import { groupNow } from './metrics.ts'
import type { Group, Size } from './objects.ts'

const fields = [
  'description',
  'site',
  'cover',
  'wall',
  'market',
  'addresses',
  'has_photo',
  'photo_max',
  'photo_max_size',
]
const closedWall = new Set([0, 3])

/** The community as its page tells it, and its filter of words, which only administrators see. */
export async function profile(call: Call): Promise<Profile> {
  const group = await groupNow(call, fields)
  return {
    ...(group.name ? { name: group.name } : {}),
    handle: handleOf(group),
    url: `https://vk.com/${handleOf(group)}`,
    description: group.description ?? '',
    ...(group.site ? { link: linkOf(group.site) } : {}),
    picture: pictureOf(group),
    cover: coverOf(group.cover),
    ...(group.is_closed === undefined ? {} : { isOpen: group.is_closed === 0 }),
    ...(group.wall === undefined ? {} : { commentsOpen: !closedWall.has(group.wall) }),
    storefront: group.market?.enabled === 1,
    geotag: (group.addresses?.count ?? 0) > 0,
    ...(await filters(call)),
  }
}

export const handleOf = (group: Group) => group.screen_name ?? `club${group.id}`

const linkOf = (site: string) => (/^https?:\/\//i.test(site) ? site : `https://${site}`)

function pictureOf(group: Group): ProfilePicture {
  if (group.has_photo !== 1) return 'none'
  const { photo_max: url = group.photo_200, photo_max_size: size } = group
  return url ? { url, ...(size ? { width: size.width, height: size.height } : {}) } : 'none'
}

function coverOf(cover: { enabled: number; images?: Size[] } | undefined): ProfilePicture {
  const largest = cover?.images?.toSorted((a, b) => b.width - a.width)[0]
  if (cover?.enabled !== 1 || !largest?.url) return 'none'
  return { url: largest.url, width: largest.width, height: largest.height }
}

type Settings = { obscene_stopwords?: number; obscene_words?: string[] }

async function filters(call: Call): Promise<{ stopWords?: boolean }> {
  if (!call.account.secrets.user) return {}
  const params = { group_id: groupOf(call.account) }
  const told = await ask<Settings>(wireOf(call), { method: 'groups.getSettings', params })
  return { stopWords: told.obscene_stopwords === 1 && (told.obscene_words?.length ?? 0) > 0 }
}
