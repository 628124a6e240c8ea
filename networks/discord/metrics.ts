import type { Metrics, PostNumbers } from '../contract.ts'
import { type Channel, type Guild, type Message, partsOfRef } from './api.ts'
import { ask, wireOf } from './client.ts'
import { goneOr } from './find.ts'

/** The network tells reactions and how much was said in a post's thread; never how often a message was seen. */
export const metrics: Metrics = {
  account: async (call) => {
    const path = `/guilds/${call.account.remoteId}`
    const guild = await ask<Guild>(wireOf(call), { path, query: { with_counts: true } })
    return { followers: guild.approximate_member_count ?? 0 }
  },
  posts: async (call, refs) => {
    const numbers: Record<string, PostNumbers> = {}
    for (const ref of refs) {
      const { channel, message } = partsOfRef(ref.id)
      const found = await ask<Message>(wireOf(call), { path: `/channels/${channel}/messages/${message}` }).catch(goneOr)
      if (!found) continue
      const thread =
        channel === message ? await ask<Channel>(wireOf(call), { path: `/channels/${channel}` }) : found.thread
      numbers[ref.id] = {
        likes: (found.reactions ?? []).reduce((sum, one) => sum + one.count, 0),
        ...(thread?.message_count === undefined ? {} : { comments: thread.message_count }),
      }
    }
    return numbers
  },
}
