import { type Brief, type InboxQuery, readInbox } from '../../../api/inbox.ts'
import { type ShownFeed, type Source, useListFeed } from './use-list-feed.ts'

/** The conversations for these filters. */
export const useConversations = (query: InboxQuery) => useListFeed(JSON.stringify(query), inboxSource)
export type Conversations = ShownFeed<Brief>

const inboxSource: Source<Brief> = {
  read: (written, after, signal) => readInbox({ ...(JSON.parse(written) as InboxQuery), after }, signal),
  isNews: ({ type }) => /^(?:conversation|person)\./.test(type) && type !== 'conversation.presence',
}
