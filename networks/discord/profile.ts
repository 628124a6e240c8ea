import type { Call, Profile } from '../contract.ts'
import type { Guild } from './api.ts'
import { ask, wireOf } from './client.ts'
import { avatarOf, handleOf, urlOf } from './connect.ts'
import { hasCode } from './failures.ts'

/** Icon 1024 and banner 1024 wide are what the network hands out at most. */
export async function profile(call: Call): Promise<Profile> {
  const guild = await ask<Guild>(wireOf(call), {
    path: `/guilds/${call.account.remoteId}`,
    query: { with_counts: true },
  })
  const icon = avatarOf(guild)
  const stopWords = await holdsWords(call)
  return {
    name: guild.name,
    handle: handleOf(guild),
    url: urlOf(guild),
    ...(guild.description ? { description: guild.description } : {}),
    picture: icon ? { url: icon } : 'none',
    cover: guild.banner
      ? { url: `https://cdn.discordapp.com/banners/${guild.id}/${guild.banner}.png?size=1024` }
      : 'none',
    ...(stopWords === undefined ? {} : { stopWords }),
  }
}

/** Only a bot that may manage the server is told of its rules. */
async function holdsWords(call: Call): Promise<boolean | undefined> {
  try {
    const path = `/guilds/${call.account.remoteId}/auto-moderation/rules`
    const rules = await ask<{ enabled: boolean; trigger_type: number }[]>(wireOf(call), { path })
    return rules.some((rule) => rule.enabled && (rule.trigger_type === 1 || rule.trigger_type === 4))
  } catch (error) {
    if (hasCode(error, 50013, 50001)) return undefined
    throw error
  }
}
