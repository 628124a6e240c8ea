import type { Metrics, OwnPosts, PostNumbers, ReadBack, Search } from '../contract.ts'
import { read, wireOf } from './client.ts'
import { me } from './connect.ts'
import type { Post } from './entities.ts'
import { numbersOf, postOf, wholePost } from './posts.ts'

export const readBack: ReadBack = async (call, ref) => {
  const asked = { path: `/2/tweets/${ref.id}`, query: wholePost }
  const { data, includes } = await read<Post>(wireOf(call), asked)
  return data ? postOf(data, includes) : 'gone'
}

/** The network gives the newest 3,200 at most. */
export const ownPosts: OwnPosts = async (call, cursor) => {
  const { data, includes, meta } = await read<Post[]>(wireOf(call), {
    path: `/2/users/${call.account.remoteId}/tweets`,
    query: { ...wholePost, max_results: 100, exclude: 'retweets', pagination_token: cursor },
  })
  return { items: (data ?? []).map((post) => postOf(post, includes)), cursor: meta?.next_token }
}

/** The last seven days; the query may use the network's own operators. */
export const search: Search = async (call, query, cursor) => {
  const { data, includes, meta } = await read<Post[]>(wireOf(call), {
    path: '/2/tweets/search/recent',
    query: { ...wholePost, query, max_results: 100, next_token: cursor },
  })
  return { items: (data ?? []).map((post) => postOf(post, includes)), cursor: meta?.next_token }
}

const atOnce = 100

export const metrics: Metrics = {
  account: async (call) => {
    const numbers = (await me(wireOf(call))).public_metrics
    return numbers
      ? { followers: numbers.followers_count, following: numbers.following_count, posts: numbers.post_count }
      : {}
  },
  /** What is gone is left out. */
  posts: async (call, refs) => {
    const numbers: Record<string, PostNumbers> = {}
    for (let from = 0; from < refs.length; from += atOnce) {
      const ids = refs.slice(from, from + atOnce).map((ref) => ref.id)
      const query = { ids: ids.join(','), 'post.fields': 'public_metrics' }
      const { data } = await read<Post[]>(wireOf(call), { path: '/2/tweets', query })
      for (const post of data ?? []) numbers[post.id] = numbersOf(post)
    }
    return numbers
  },
}
