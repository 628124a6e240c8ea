import type { JsonObject } from '../../kernel/json.ts'
import type { AccountNumbers, Call, Metrics, PostNumbers } from '../contract.ts'
import { listOf, numberOf, textOf } from './json-shapes.ts'
import { numbersIn } from './views.ts'
import { ask } from './xrpc.ts'

const perCall = 25

/** Bluesky counts neither views nor reach; what it does not tell is absent. */
export const metrics: Metrics = {
  account: async (call) => {
    const profile = await ask<JsonObject>(call, {
      nsid: 'app.bsky.actor.getProfile',
      query: { actor: call.account.remoteId },
    })
    return told<AccountNumbers>({
      followers: numberOf(profile.followersCount),
      following: numberOf(profile.followsCount),
      posts: numberOf(profile.postsCount),
    })
  },
  posts: async (call, refs) => {
    const numbers: Record<string, PostNumbers> = {}
    const uris = [...new Set(refs.map((ref) => ref.id))]
    for (let at = 0; at < uris.length; at += perCall)
      Object.assign(numbers, await numbersOf(call, uris.slice(at, at + perCall)))
    return numbers
  },
}

async function numbersOf(call: Call, uris: string[]): Promise<Record<string, PostNumbers>> {
  const { posts } = await ask<JsonObject>(call, { nsid: 'app.bsky.feed.getPosts', query: { uris } })
  return Object.fromEntries(listOf(posts).map((view) => [textOf(view.uri), numbersIn(view)]))
}

const told = <T extends object>(numbers: T): T =>
  Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== undefined)) as T
