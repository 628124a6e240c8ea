import type { Metrics, PostNumbers } from '../contract.ts'
import { type PersonDetails, type PostView, partsOfRef } from './api.ts'
import { read, wireOf } from './client.ts'
import { hasWord } from './failures.ts'

/** People follow communities, not accounts; nobody counts views. */
export const metrics: Metrics = {
  account: async (call) => {
    const { person_view: view } = await read<PersonDetails>(wireOf(call), '/user', {
      person_id: call.account.remoteId,
      limit: 1,
    })
    return { posts: view.counts.post_count }
  },
  posts: async (call, refs) => {
    const numbers: Record<string, PostNumbers> = {}
    for (const ref of refs) {
      const view = await read<{ post_view: PostView }>(wireOf(call), '/post', { id: partsOfRef(ref.id).number }).catch(
        (error: unknown) => {
          if (!hasWord(error, 'couldnt_find_post', 'not_found')) throw error
        },
      )
      if (view) numbers[ref.id] = { likes: view.post_view.counts.upvotes, comments: view.post_view.counts.comments }
    }
    return numbers
  },
}
