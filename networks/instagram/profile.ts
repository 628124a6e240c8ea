import type { Call, Profile } from '../contract.ts'
import { ask } from '../families/graph-api/wire.ts'
import { isByPage, wireOf } from './client.ts'
import type { Me } from './entities.ts'

export const profile = async (call: Call): Promise<Profile> => {
  const path = isByPage(call.account.facts) ? call.account.remoteId : 'me'
  const params = { fields: 'id,username,name,biography,website,profile_picture_url' }
  const me = await ask<Me>(wireOf(call), { path, params })
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
