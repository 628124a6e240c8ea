import type { Inbox, Interaction } from '../contract.ts'
import { readPages } from './client.ts'
import { replyStep } from './comments.ts'
import { pollComments } from './new-comments.ts'
import type { CommentThread } from './resources.ts'
import { spokenIn } from './threads.ts'

export const inbox: Inbox = {
  kinds: ['comment', 'reply'],

  poll: pollComments,

  comments: async (call, ref) => {
    const query = { part: 'snippet,replies', videoId: ref.id, order: 'time', textFormat: 'plainText', maxResults: 100 }
    const { spoken } = await spokenIn(call, await readPages<CommentThread>(call, 'commentThreads', query, 10))
    return { items: spoken.reverse().sort(byTime) }
  },

  reply: (to, text) => {
    const video = to.under?.id ?? ''
    return replyStep(to.replyTo ?? to.id, video, text)
  },
}

const byTime = (a: Interaction, b: Interaction) => a.at.getTime() - b.at.getTime()
