import { NetworkFailure } from '../../kernel/failure.ts'
import type { Audience, Call, Metrics, PostNumbers, Profile } from '../contract.ts'
import { ask } from '../families/google-api/client.ts'
import { read, wireOf } from './client.ts'
import { hostsOf } from './hosts.ts'
import type { Channel } from './resources.ts'
import { videosOf } from './videos.ts'

export const metrics: Metrics = {
  account: async (call) => {
    const { statistics } = await ownChannel(call, 'statistics')
    return {
      ...(statistics?.hiddenSubscriberCount ? {} : { followers: Number(statistics?.subscriberCount ?? 0) }),
      posts: Number(statistics?.videoCount ?? 0),
      views: Number(statistics?.viewCount ?? 0),
    }
  },

  /** How long was watched, and sharing, are told by YouTube Analytics a day or two later, where that right was given. */
  posts: async (call, refs) => {
    const ids = refs.map((ref) => ref.id)
    if (ids.length === 0) return {}
    const videos = await videosOf(call, ids, 'statistics')
    const numbers: Record<string, PostNumbers> = {}
    for (const { id, statistics: told = {} } of videos)
      numbers[id] = {
        views: Number(told.viewCount ?? 0),
        ...(told.likeCount === undefined ? {} : { likes: Number(told.likeCount) }),
        ...(told.commentCount === undefined ? {} : { comments: Number(told.commentCount) }),
      }
    for (const [id, minutes, shares] of await watched(call, Object.keys(numbers)))
      if (numbers[String(id)])
        Object.assign(numbers[String(id)] ?? {}, { watchMs: Number(minutes) * 60_000, reshares: Number(shares) })
    return numbers
  },

  /** Countries by subscribers won and lost; ages and sexes as shares of the subscribers who watch. */
  audience: async (call) => {
    const { statistics } = await ownChannel(call, 'statistics')
    const followers = Number(statistics?.subscriberCount ?? 0)
    const countries = await report(call, { dimensions: 'country', metrics: 'subscribersGained,subscribersLost' })
    const people = await report(call, {
      dimensions: 'ageGroup,gender',
      metrics: 'viewerPercentage',
      filters: 'subscribedStatus==SUBSCRIBED',
    })
    const audience: Audience = { country: {}, age: {}, sex: {} }
    for (const [country, gained, lost] of countries)
      add(audience.country, String(country), Math.max(0, Number(gained) - Number(lost)))
    for (const [age, sex, share] of people) {
      const count = Math.round((Number(share) * followers) / 100)
      add(audience.age, String(age).replace(/^age/, ''), count)
      add(audience.sex, String(sex), count)
    }
    return audience
  },
}

export async function profile(call: Call): Promise<Profile> {
  const { id, snippet, brandingSettings } = await ownChannel(call, 'snippet,brandingSettings')
  const picture = snippet?.thumbnails?.high ?? snippet?.thumbnails?.default
  const banner = brandingSettings?.image?.bannerExternalUrl
  const keywords = brandingSettings?.channel?.keywords
  return {
    name: snippet?.title,
    handle: snippet?.customUrl ?? id,
    url: snippet?.customUrl ? `https://www.youtube.com/${snippet.customUrl}` : `https://www.youtube.com/channel/${id}`,
    description: snippet?.description ?? '',
    picture: picture ? { url: picture.url, width: picture.width, height: picture.height } : 'none',
    cover: banner ? { url: banner } : 'none',
    ...(keywords ? { hashtags: keywords.match(/"[^"]+"|\S+/g)?.map((word) => word.replaceAll('"', '')) ?? [] } : {}),
  }
}

async function ownChannel(call: Call, part: string): Promise<Channel> {
  const told = await read<{ items?: Channel[] }>(call, 'channels', { part, id: call.account.remoteId })
  const channel = told.items?.[0]
  if (channel) return channel
  throw new NetworkFailure('reconnect', 'the channel is no longer there')
}

const add = (counts: Record<string, number> | undefined, name: string, count: number) => {
  if (counts) counts[name] = (counts[name] ?? 0) + count
}

/** Nothing where the right to read Analytics was not given. */
async function watched(call: Call, ids: string[]): Promise<(string | number)[][]> {
  if (ids.length === 0) return []
  try {
    return await report(call, {
      dimensions: 'video',
      metrics: 'estimatedMinutesWatched,shares',
      filters: `video==${ids.slice(0, 200).join(',')}`,
      sort: '-estimatedMinutesWatched',
      maxResults: 200,
    })
  } catch (error) {
    if (error instanceof NetworkFailure && error.kind === 'reconnect') return []
    throw error
  }
}

/** The whole life of the channel: https://developers.google.com/youtube/analytics/reference/reports/query (read 2026-11-22). */
async function report(call: Call, asked: Record<string, string | number>): Promise<(string | number)[][]> {
  const answer = await ask(wireOf(call), {
    url: `${hostsOf(call.account.server).analytics}/reports`,
    query: {
      ids: `channel==${call.account.remoteId}`,
      startDate: '2005-02-14',
      endDate: call.clock.now().toISOString().slice(0, 10),
      ...asked,
    },
  })
  return answer.json<{ rows?: (string | number)[][] }>().rows ?? []
}
