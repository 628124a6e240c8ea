import type { AccountFacts } from '../compose.ts'
import type { Call, Health, Profile } from '../contract.ts'
import { listed } from '../families/graph-api/paging.ts'
import { permitted } from '../families/graph-api/permitted.ts'
import { ask, type GraphWire } from '../families/graph-api/wire.ts'
import { isByPage, wireOf } from './client.ts'
import type { Me } from './entities.ts'

export const meFields = 'id,user_id,username,name,profile_picture_url'

/** The documentation shows the account inside a list, the description as it is: both are taken. */
export async function readMe(wire: GraphWire, path: string, fields: string): Promise<Me> {
  const told = await ask<Me & { data?: Me[] }>(wire, { path, params: { fields } })
  return told.data?.[0] ?? told
}

/** The number by which deliveries name the account; one that lost digits on its way is not used. */
export const idOf = ({ id, user_id: own }: Me): string =>
  typeof own === 'string' || Number.isSafeInteger(own) ? String(own) : id

export const named = (me: Me) => ({
  name: me.name || me.username,
  handle: me.username,
  url: `https://www.instagram.com/${me.username}`,
  avatarUrl: me.profile_picture_url,
})

/** The account as it is seen by its own token: by name where that is a page's. */
export function askMe(call: Call, fields: string): Promise<Me> {
  return readMe(wireOf(call), isByPage(call.account.facts) ? call.account.remoteId : 'me', fields)
}

export const health: Health = async (call: Call) => {
  const me = await askMe(call, isByPage(call.account.facts) ? 'id,username,name,profile_picture_url' : meFields)
  return { ...named(me), facts: { ...call.account.facts, ...(await quotaOf(call)) } }
}

type Quota = { quota_usage?: number; config?: { quota_total?: number } }

/** How many of the posts of the last 24 hours are used up; not told without the right to publish. */
async function quotaOf(call: Call): Promise<AccountFacts> {
  const path = `${call.account.remoteId}/content_publishing_limit`
  const asked = () => listed<Quota>(wireOf(call), path, { fields: 'quota_usage,config' })
  const [quota] = (await permitted({ items: [] }, asked)).items
  return quota ? { postsUsed: quota.quota_usage ?? 0, postsADay: quota.config?.quota_total ?? 0 } : {}
}

/** What it tells for the checklist. */
export const profile = async (call: Call): Promise<Profile> => {
  const me = await askMe(call, 'id,username,name,biography,website,profile_picture_url')
  return {
    name: me.name || me.username,
    handle: me.username,
    url: `https://www.instagram.com/${me.username}`,
    description: me.biography,
    link: me.website && URL.canParse(me.website) ? me.website : undefined,
    picture: me.profile_picture_url ? { url: me.profile_picture_url } : 'none',
    hashtags: (me.biography ?? '').match(/#[\p{L}\p{N}_]+/gu) ?? [],
  }
}
