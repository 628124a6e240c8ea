import type { Metrics, PostNumbers } from '../contract.ts'
import type { Listing, Me, Submission } from './api.ts'
import { read, wireOf } from './client.ts'

const atOnce = 100

/** `likes` is the score: upvotes less downvotes, never below nought. Views are told to few. */
export const metrics: Metrics = {
  account: async (call) => {
    const me = await read<Me>(wireOf(call), '/api/v1/me')
    return { followers: me.subreddit?.subscribers ?? 0 }
  },
  posts: async (call, refs) => {
    const numbers: Record<string, PostNumbers> = {}
    for (let from = 0; from < refs.length; from += atOnce) {
      const id = refs
        .slice(from, from + atOnce)
        .map((ref) => ref.id)
        .join(',')
      const { data } = await read<Listing<Submission>>(wireOf(call), '/api/info', { id })
      for (const { data: post } of data.children) if (post.author !== '[deleted]') numbers[post.name] = numbersOf(post)
    }
    return numbers
  },
}

const numbersOf = (post: Submission): PostNumbers => ({
  likes: Math.max(0, post.score),
  comments: post.num_comments,
  ...(post.num_crossposts === undefined ? {} : { reshares: post.num_crossposts }),
  ...(typeof post.view_count === 'number' ? { views: post.view_count } : {}),
})
