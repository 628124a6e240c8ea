import type { Metrics, PostNumbers } from '../contract.ts'
import { ask, totalOf, wireOf } from './client.ts'

/** WordPress itself counts neither readers nor followers. */
export const metrics: Metrics = {
  account: async (call) => {
    const answer = await ask(wireOf(call), { path: '/wp/v2/posts', query: { per_page: 1, status: 'publish' } })
    return { posts: totalOf(answer) }
  },
  posts: async (call, refs) => {
    const numbers: Record<string, PostNumbers> = {}
    for (const { id } of refs) {
      const answer = await ask(wireOf(call), { path: '/wp/v2/comments', query: { post: id, per_page: 1 }, fine: [404] })
      if (answer.status === 200) numbers[id] = { comments: totalOf(answer) }
    }
    return numbers
  },
}
