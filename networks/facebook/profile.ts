import type { Call, Profile } from '../contract.ts'
import { ask } from '../families/graph-api/wire.ts'
import { pageOf, wireOf } from './client.ts'
import type { Page, Picture } from './entities.ts'

type Told = Page & {
  about?: string
  description?: string
  website?: string
  cover?: { source?: string }
  location?: { street?: string; city?: string; latitude?: number }
  mini_shop_storefront?: { id?: string }
}
const fields =
  'id,name,username,link,about,description,website,cover,location,mini_shop_storefront,picture.width(720).height(720){url,width,height,is_silhouette}'

export const profile = async (call: Call): Promise<Profile> => {
  const page = await ask<Told>(wireOf(call), { path: pageOf(call), params: { fields } })
  return {
    name: page.name,
    handle: page.username ?? page.name,
    url: page.link,
    description: page.about ?? page.description,
    link: addressIn(page.website),
    picture: pictureOf(page.picture),
    cover: page.cover?.source ? { url: page.cover.source } : 'none',
    storefront: page.mini_shop_storefront !== undefined,
    geotag: page.location?.latitude !== undefined || page.location?.street !== undefined,
    hashtags: (page.about ?? '').match(/#[\p{L}\p{N}_]+/gu) ?? [],
  }
}

/** People write several addresses into one line, with and without a scheme. */
function addressIn(website: string | undefined): string | undefined {
  const first = website?.trim().split(/[\s,;]+/)[0]
  if (!first) return undefined
  const address = /^https?:/i.test(first) ? first : `https://${first}`
  return URL.canParse(address) ? address : undefined
}

function pictureOf(picture: Picture | undefined): Profile['picture'] {
  const { url, width, height, is_silhouette: none } = picture?.data ?? {}
  if (!picture) return undefined
  return url && !none ? { url, width, height } : 'none'
}
