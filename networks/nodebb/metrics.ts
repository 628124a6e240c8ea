import type { Metrics, PostNumbers } from '../contract.ts'
import { ask, heldIn, wireOf } from './client.ts'
import { readTopic } from './find.ts'
import { postAt } from './read-back.ts'

type Numbers = {
  uid: number
  followerCount?: number
  followingCount?: number
  postcount?: number
  profileviews?: number
}

export const metrics: Metrics = {
  account: async (call) => {
    const answer = await ask(wireOf(call), { path: `/api/v3/users/${call.account.remoteId}` })
    const told = heldIn<Numbers>(answer, 'uid')
    return {
      followers: told.followerCount ?? 0,
      following: told.followingCount ?? 0,
      posts: told.postcount ?? 0,
      ...(told.profileviews === undefined ? {} : { views: told.profileviews }),
    }
  },
  posts: async (call, refs) => {
    const numbers: Record<string, PostNumbers> = {}
    for (const { id } of refs) {
      const post = await postAt(call, id)
      const topic = post && (await readTopic(call, post.tid))
      if (!post || !topic) continue
      const ofTopic =
        topic.mainPid === post.pid ? { views: topic.viewcount, comments: Math.max(0, topic.postcount - 1) } : {}
      numbers[id] = { likes: post.upvotes ?? 0, ...ofTopic }
    }
    return numbers
  },
}
