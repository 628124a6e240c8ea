import type { Call, Metrics, PostNumbers } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import type { Account, Status } from './entities.ts'
import { numbersOf } from './read-back.ts'

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
      for (const status of await statusesOf(call, ids)) numbers[status.id] = numbersOf(status)
    }
    return numbers
  },
}

/** Servers before 4.3 tell one at a time. */
async function statusesOf(call: Call, ids: string[]): Promise<Status[]> {
  const together = await ask(wireOf(call), { path: '/api/v1/statuses', query: { 'id[]': ids }, fine: [404, 405] })
  if (together.status === 200) return together.json<Status[]>()
  const found: Status[] = []
  for (const id of ids) {
    const answer = await ask(wireOf(call), { path: `/api/v1/statuses/${id}`, fine: [404, 410] })
    if (answer.status === 200) found.push(answer.json<Status>())
  }
  return found
}
