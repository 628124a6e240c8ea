import type { Metrics, PostNumbers } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import type { Account, Status } from './entities.ts'

const atOnce = 20

export const metrics: Metrics = {
  account: async (call) => {
    const told = (await ask(wireOf(call), { path: '/api/v1/accounts/verify_credentials' })).json<Account>()
    return { followers: told.followers_count, following: told.following_count, posts: told.statuses_count }
  },
  /** What is gone is left out. */
  posts: async (call, refs) => {
    const numbers: Record<string, PostNumbers> = {}
    for (let from = 0; from < refs.length; from += atOnce) {
      const ids = refs.slice(from, from + atOnce).map((ref) => ref.id)
      const statuses = (await ask(wireOf(call), { path: '/api/v1/statuses', query: { 'id[]': ids } })).json<Status[]>()
      for (const status of statuses) numbers[status.id] = numbersOf(status)
    }
    return numbers
  },
}

const numbersOf = (status: Status): PostNumbers => ({
  likes: status.favourites_count,
  reshares: status.reblogs_count,
  comments: status.replies_count,
  ...(status.quotes_count === undefined ? {} : { quotes: status.quotes_count }),
})
