import type { Metrics, PostNumbers } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import { readTopic } from './find.ts'
import { postAt } from './read-back.ts'
import { placeIn } from './refs.ts'

export const metrics: Metrics = {
  account: async (call) => {
    const path = `/u/${encodeURIComponent(call.account.secrets.user ?? '')}/summary.json`
    const { user_summary: told } = (await ask(wireOf(call), { path })).json<{
      user_summary?: { topic_count?: number; post_count?: number }
    }>()
    return { posts: (told?.topic_count ?? 0) + (told?.post_count ?? 0) }
  },
  posts: async (call, refs) => {
    const numbers: Record<string, PostNumbers> = {}
    for (const { id } of refs) {
      const { topic, number } = placeIn(id)
      const told = number === 1 ? await readTopic(call, topic) : undefined
      const post = await postAt(call, id)
      if (!post) continue
      const likes = post.actions_summary?.find((one) => one.id === 2)?.count ?? 0
      numbers[id] = { likes, ...(told ? { views: told.views, comments: Math.max(0, told.posts_count - 1) } : {}) }
    }
    return numbers
  },
}
