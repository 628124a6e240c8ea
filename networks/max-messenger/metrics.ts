import type { Metrics, PostNumbers } from '../contract.ts'
import type { Chat } from './bot-api.ts'
import { messageNow } from './change.ts'
import { ask, botOf, chatOf } from './client.ts'

/** Views are told of channels' posts only. */
export const metrics: Metrics = {
  account: async (call) => {
    const chat = await ask<Chat>(botOf(call), { path: `/chats/${chatOf(call.account)}` })
    return { followers: chat.participants_count }
  },
  posts: async (call, refs) => {
    const numbers: Record<string, PostNumbers> = {}
    for (const ref of refs) {
      const message = await messageNow(call, ref)
      if (message !== 'gone') numbers[ref.id] = message.stat ? { views: message.stat.views } : {}
    }
    return numbers
  },
}
