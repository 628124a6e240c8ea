import type { Metrics, PostNumbers } from '../contract.ts'
import { ask, firstOf, totalIn, wireOf } from './client.ts'
import type { Post } from './entities.ts'
import { collectionIn } from './read-back.ts'

export const metrics: Metrics = {
  /** Members, paid or not, are who follows a publication. */
  account: async (call) => {
    const members = await ask(wireOf(call), { path: '/members/', query: { limit: 1 } })
    const posts = await ask(wireOf(call), {
      path: '/posts/',
      query: { limit: 1, filter: 'status:published', fields: 'id' },
    })
    return { followers: totalIn(members), posts: totalIn(posts) }
  },
  /** Of what was sent: to how many, how often opened, clicks in it. Visits of the page are not told. */
  posts: async (call, refs) => {
    const numbers: Record<string, PostNumbers> = {}
    for (const ref of refs) {
      const collection = collectionIn(ref)
      const query = collection === 'posts' ? { include: 'email,count.clicks' } : {}
      const answer = await ask(wireOf(call), { path: `/${collection}/${ref.id}/`, query, fine: [404] })
      if (answer.status === 200) numbers[ref.id] = numbersOf(firstOf<Post>(answer, collection, false))
    }
    return numbers
  },
}

const numbersOf = ({ email, count }: Post): PostNumbers => ({
  ...(count?.clicks === undefined ? {} : { clicks: count.clicks }),
  ...(email?.email_count === undefined ? {} : { reach: email.email_count }),
  ...(email?.opened_count === undefined ? {} : { views: email.opened_count }),
})
