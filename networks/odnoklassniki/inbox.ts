import { NetworkFailure } from '../../kernel/failure.ts'
import type { Inbox } from '../contract.ts'
import { messageStep } from './chats.ts'
import { commentsUnder } from './discussions.ts'
import { pollComments, type SeenTopics } from './new-comments.ts'
import { pollMessages, type SeenMessages } from './new-messages.ts'

type Cursor = { topics: SeenTopics } & SeenMessages

/** Beside the two that tell what changed: two questions a second stay within ten calls. */
const mostCalls = 3

/** Comments are heard but cannot be answered in public: no method for it is documented any longer. In private they can. */
export const inbox: Inbox = {
  kinds: ['comment', 'reply', 'message'],
  poll: async (call, cursor) => {
    const seen: Cursor = cursor ? (JSON.parse(cursor) as Cursor) : { topics: {}, message: 0 }
    const { access, group } = call.account.secrets
    const comments = access ? await pollComments(call, seen.topics) : { items: [], seen: seen.topics, calls: 0 }
    const { topics: _, ...written } = seen
    const messages = group ? await pollMessages(call, written, mostCalls - comments.calls) : { items: [], written }
    const items = [...comments.items, ...messages.items].sort((a, b) => a.at.getTime() - b.at.getTime())
    return { items, cursor: JSON.stringify({ topics: comments.seen, ...messages.written } satisfies Cursor) }
  },
  comments: async (call, ref, cursor) => {
    if (call.account.secrets.access) return commentsUnder(call, ref.id, cursor)
    throw new NetworkFailure('rejected', 'comments are read by a person’s access: connect the group by signing in')
  },
  reply: (to, text) => {
    if (to.kind === 'message') return messageStep(to, text)
    throw new NetworkFailure(
      'rejected',
      'Odnoklassniki lets no app answer a comment in public: answer it in private or on the site',
    )
  },
  replyPrivately: (to, text) => messageStep(to, text),
}
