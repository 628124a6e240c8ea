import type { Inbox } from '../contract.ts'
import { postsNamed, readTopic } from './find.ts'
import { hear } from './hear.ts'
import { replyStep } from './publish.ts'
import { rawOf } from './raw-text.ts'
import { placeIn } from './refs.ts'
import { spoken } from './spoken.ts'

const pageSize = 30

export const inbox: Inbox = {
  kinds: ['comment', 'reply', 'mention', 'message', 'reaction'],

  poll: hear,

  /** Everything below the first post, our own words as such. */
  comments: async (call, ref, cursor) => {
    const { topic } = placeIn(ref.id)
    const stream = ((await readTopic(call, topic))?.post_stream.stream ?? []).slice(1)
    const from = Number(cursor ?? 0)
    const posts = await postsNamed(call, topic, stream.slice(from, from + pageSize))
    const items = posts.sort((a, b) => a.post_number - b.post_number).map((post) => spoken(post, 'comment', call))
    return { items, ...(from + pageSize < stream.length ? { cursor: String(from + pageSize) } : {}) }
  },

  reply: (to, text) =>
    replyStep(
      'reply',
      'post',
      () => rawOf(text, [], undefined),
      () => to.id,
    ),
}
