import type { Call, Profile, ProfilePicture } from '../contract.ts'
import type { Me } from './api.ts'
import { read, wireOf } from './client.ts'
import { siteAddress } from './hosts.ts'

export async function profile(call: Call): Promise<Profile> {
  const { name, subreddit, icon_img: icon } = await read<Me>(wireOf(call), '/api/v1/me')
  return {
    name: subreddit?.title || name,
    handle: `u/${name}`,
    url: siteAddress(`/user/${name}/`),
    ...(subreddit?.public_description ? { description: subreddit.public_description } : {}),
    picture: pictureOf(icon, subreddit?.icon_size),
    cover: pictureOf(subreddit?.banner_img, subreddit?.banner_size),
  }
}

function pictureOf(url: string | undefined, size: number[] | null | undefined): ProfilePicture {
  if (!url) return 'none'
  const [width, height] = size ?? []
  return { url, ...(width && height ? { width, height } : {}) }
}
