import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Metrics, PostNumbers } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import { topicsById } from './topics.ts'

type Counters = { counters?: { members?: number; themes?: number } }
type Reach = {
  reach?: number
  renderings?: number
  link_clicks?: number
  video_plays?: number
  hides_from_feed?: number
}

export const metrics: Metrics = {
  account: async (call) => {
    const params = { group_id: call.account.remoteId, counterTypes: 'members,themes' }
    const { counters } = await ask<Counters>(wireOf(call), { method: 'group.getCounters', params })
    return {
      ...(counters?.members === undefined ? {} : { followers: counters.members }),
      ...(counters?.themes === undefined ? {} : { posts: counters.themes }),
    }
  },
  posts: async (call, refs) => {
    const numbers: Record<string, PostNumbers> = {}
    const topics = await topicsById(
      wireOf(call),
      refs.map((ref) => ref.id),
    )
    for (const topic of topics)
      numbers[topic.id] = {
        likes: topic.like_summary?.count ?? 0,
        reshares: topic.reshare_summary?.count ?? 0,
        comments: topic.discussion_summary?.comments_count ?? 0,
        ...(await reachOf(call, topic.id)),
      }
    return numbers
  },
}

/** Statistics are told to administrators, some hours late; none yet is no failure. */
async function reachOf(call: Call, topic: string): Promise<PostNumbers> {
  const params = { topic_id: topic, fields: 'REACH,RENDERINGS,LINK_CLICKS' }
  const asked = ask<Reach & { topic?: Reach }>(wireOf(call), { method: 'group.getStatTopic', params })
  const told = await asked.catch((error: unknown) => {
    if (error instanceof NetworkFailure && error.kind === 'rejected') return {}
    throw error
  })
  const { reach, renderings, link_clicks: clicks } = ('topic' in told && told.topic) || (told as Reach)
  return {
    ...(reach === undefined ? {} : { reach }),
    ...(renderings === undefined ? {} : { impressions: renderings }),
    ...(clicks === undefined ? {} : { clicks }),
  }
}
