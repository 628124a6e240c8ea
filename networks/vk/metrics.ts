import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Metrics, PostNumbers } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import { groupOf, ownerOf } from './media.ts'
import type { Group, WallPost } from './objects.ts'
import { postsById } from './read-back.ts'
import { postNumbers } from './refs.ts'
import { isStory, storyName } from './story.ts'

const atOnce = 30

export const metrics: Metrics = {
  account: async (call) => {
    const group = await groupNow(call, ['members_count'])
    const followers = group.members_count === undefined ? {} : { followers: group.members_count }
    if (!call.account.secrets.user) return followers
    const params = { owner_id: ownerOf(call.account), count: 1 }
    const { count } = await ask<{ count: number }>(wireOf(call), { method: 'wall.get', params })
    return { ...followers, posts: count, ...(await today(call)) }
  },
  posts: async (call, refs) => {
    const ids = refs.filter((ref) => !isStory(ref)).map((ref) => ref.id)
    const numbers: Record<string, PostNumbers> = {}
    for (let from = 0; from < ids.length; from += atOnce) {
      const some = ids.slice(from, from + atOnce)
      const reached = await reachOf(call, some)
      for (const post of await postsById(call, some)) {
        const name = `${post.owner_id}_${post.id}`
        numbers[name] = { ...counted(post), ...reached.get(post.id) }
      }
    }
    for (const ref of refs.filter(isStory)) numbers[ref.id] = await storyNumbers(call, storyName(ref))
    return numbers
  },
}

export async function groupNow(call: Call, fields: string[]): Promise<Group> {
  const params = { group_id: groupOf(call.account), fields }
  const { groups } = await ask<{ groups: Group[] }>(wireOf(call), { method: 'groups.getById', params, as: 'either' })
  const [group] = groups
  if (group && !group.deactivated) return group
  throw new NetworkFailure('reconnect', 'VK no longer has this community')
}

type Period = { reach?: { reach?: number }; visitors?: { views?: number } }

/** Statistics are told to administrators only, and may be closed. */
async function today(call: Call): Promise<{ reach?: number; views?: number }> {
  const params = { group_id: groupOf(call.account), interval: 'day', intervals_count: 1 }
  const [day] = await unlessRefused(ask<Period[]>(wireOf(call), { method: 'stats.get', params }), [])
  const { reach } = day?.reach ?? {}
  const { views } = day?.visitors ?? {}
  return { ...(reach === undefined ? {} : { reach }), ...(views === undefined ? {} : { views }) }
}

const counted = (post: WallPost): PostNumbers => ({
  likes: post.likes?.count ?? 0,
  reshares: post.reposts?.count ?? 0,
  comments: post.comments?.count ?? 0,
  ...(post.views?.count === undefined ? {} : { views: post.views.count }),
})

type Reach = { post_id?: number; reach_total?: number; links?: number }

/** Small communities are not told it. */
async function reachOf(call: Call, ids: string[]): Promise<Map<number, PostNumbers>> {
  const params = { owner_id: ownerOf(call.account), post_ids: ids.map((id) => postNumbers(id).id) }
  const told = await unlessRefused(ask<Reach[]>(wireOf(call), { method: 'stats.getPostReach', params }), [])
  return new Map(
    told.flatMap(({ post_id: post, reach_total: reach, links }) =>
      post === undefined || reach === undefined || reach < 0
        ? []
        : [[post, { reach, ...(links === undefined ? {} : { clicks: links }) }]],
    ),
  )
}

type Told = { state?: string; count?: number }

async function storyNumbers(call: Call, name: string): Promise<PostNumbers> {
  const [owner, id] = name.split('_').map(Number)
  const params = { owner_id: owner, story_id: id }
  const told = await ask<Record<string, Told>>(wireOf(call), { method: 'stories.getStats', params, as: 'either' })
  const count = (key: string) => (told[key]?.state === 'on' ? told[key]?.count : undefined)
  const of = {
    views: count('views'),
    likes: count('likes'),
    reshares: count('shares'),
    clicks: count('open_link'),
    comments: count('answer'),
  }
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined))
}

const unlessRefused = <T>(asked: Promise<T>, instead: T): Promise<T> =>
  asked.catch((error: unknown) => {
    if (error instanceof NetworkFailure && error.kind === 'rejected') return instead
    throw error
  })
