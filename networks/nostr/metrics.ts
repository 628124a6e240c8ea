import type { AccountNumbers, Metrics, PostNumbers } from '../contract.ts'
import { kinds, threadOf } from './events.ts'
import { count, find, wireOf } from './relays.ts'

/** What the account's relays know: others may hold more. Nobody counts views. */
export const metrics: Metrics = {
  account: async (call) => {
    const { remoteId, facts } = call.account
    const [list] = await find(wireOf(call), [{ kinds: [kinds.contacts], authors: [remoteId] }])
    const numbers: AccountNumbers = { following: (list?.tags ?? []).filter((tag) => tag[0] === 'p').length }
    const [counting] = Array.isArray(facts.counting) ? facts.counting.map(String) : []
    if (!counting) return numbers
    return { ...numbers, followers: await count(wireOf(call), counting, { kinds: [kinds.contacts], '#p': [remoteId] }) }
  },
  posts: async (call, refs) => {
    if (refs.length === 0) return {}
    const ids = refs.map((ref) => ref.id)
    const about = { '#e': ids, kinds: [kinds.note, kinds.repost, kinds.reaction, 16, 1111], limit: 5_000 }
    const events = await find(wireOf(call), [about])
    return Object.fromEntries(
      ids.map((id): [string, PostNumbers] => {
        const own = events.filter((event) => event.tags.some((tag) => tag[0] === 'e' && tag[1] === id))
        const number = (...of: number[]) => own.filter((event) => of.includes(event.kind)).length
        const answers = own.filter(
          (event) => event.kind === 1111 || (event.kind === kinds.note && isAnswer(threadOf(event), id)),
        ).length
        return [id, { likes: number(kinds.reaction), reshares: number(kinds.repost, 16), comments: answers }]
      }),
    )
  },
}

const isAnswer = ({ root, reply }: { root?: string; reply?: string }, id: string) => root === id || reply === id
