import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { counts } from '../../api/inbox.ts'
import { useWords } from '../../i18n/words.tsx'
import { useScreenKeys } from '../../shell/screen-keys.ts'
import { EmptyState } from '../../ui/feedback.tsx'
import { unseen } from '../../ui/unseen.ts'
import { useTitle } from '../../ui/use-title.ts'
import { ConversationPane } from './conversation/conversation-pane.tsx'
import { FolderPane } from './folders/folder-pane.tsx'
import styles from './inbox.module.css'
import { inboxKeys } from './keys/inbox-keys.ts'
import { useInboxKeys } from './keys/use-inbox-keys.ts'
import { ConversationList } from './list/conversation-list.tsx'
import { ListHead } from './list/list-head.tsx'
import { PastProgress } from './list/past-progress.tsx'
import { Picking } from './pick/picking.tsx'
import { InboxProvider, useInboxState } from './use-inbox.ts'

/** Everything that is said to the brands one sees: folders, the list, and the conversation that is open. */
export function Screen() {
  const say = useWords()
  const inbox = useInboxState()
  const unread = useQuery(counts()).data?.folders.unread ?? 0
  useTitle(unread > 0 ? `(${unread}) ${say('inbox.title')}` : say('inbox.title'))
  useScreenKeys(useMemo(() => inboxKeys.map(({ keys, words }) => ({ keys, words: say(words) })), [say]))
  const { opened } = inbox.place
  return (
    <InboxProvider value={inbox}>
      <div className={styles.inbox} data-fills data-open={opened ? true : undefined}>
        <h1 className={unseen}>{say('inbox.title')}</h1>
        <div className={styles.folders}>
          <FolderPane />
        </div>
        <div className={styles.list} data-list>
          <ListHead />
          <PastProgress />
          <ConversationList />
        </div>
        <div className={styles.conversation}>
          {opened ? (
            <ConversationPane key={opened.conversationId} opened={opened} />
          ) : (
            <EmptyState title={say('inbox.pick')}>{say('inbox.pick.text')}</EmptyState>
          )}
        </div>
        <Picking />
        <KeysOfOpen />
      </div>
    </InboxProvider>
  )
}

/** The keys for what is open or under the cursor; they need its newest state. */
function KeysOfOpen() {
  useInboxKeys()
  return null
}
