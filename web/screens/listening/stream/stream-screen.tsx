import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { mentionCounts } from '../../../api/mentions.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useScreenKeys } from '../../../shell/screen-keys.ts'
import { EmptyState } from '../../../ui/feedback.tsx'
import { unseen } from '../../../ui/unseen.ts'
import { useTitle } from '../../../ui/use-title.ts'
import panes from '../../inbox/inbox.module.css'
import { ListeningPlaces } from '../listening-page.tsx'
import { Asking } from './asking.tsx'
import { MentionPane } from './mention-pane.tsx'
import styles from './stream.module.css'
import { StreamHead } from './stream-head.tsx'
import { streamKeys } from './stream-keys.ts'
import { StreamList } from './stream-list.tsx'
import { TopicPane } from './topic-pane.tsx'
import { StreamProvider, useStreamState } from './use-stream.ts'
import { useStreamKeys } from './use-stream-keys.ts'

/** What people say in public: topics, the list, and the mention that is open. */
export function Screen() {
  const say = useWords()
  const stream = useStreamState()
  const waiting = useQuery(mentionCounts(stream.brand.id)).data?.folders.unseen ?? 0
  useTitle(waiting > 0 ? `(${waiting}) ${say('listen.place.stream')}` : say('listen.place.stream'))
  useScreenKeys(useMemo(() => streamKeys.map(({ keys, words }) => ({ keys, words: say(words) })), [say]))
  const { openedId } = stream.place
  return (
    <StreamProvider value={stream}>
      <div className={styles.stream} data-fills>
        <h1 className={unseen}>{say('listen.place.stream')}</h1>
        <div className={styles.places}>
          <ListeningPlaces place="stream" />
        </div>
        <div className={panes.inbox} data-open={openedId ? true : undefined}>
          <div className={panes.folders}>
            <TopicPane />
          </div>
          <div className={panes.list} data-list>
            <StreamHead />
            <StreamList />
          </div>
          <div className={panes.conversation}>
            {openedId ? (
              <MentionPane key={openedId} id={openedId} />
            ) : (
              <EmptyState title={say('listen.pick')}>{say('listen.pick.text')}</EmptyState>
            )}
          </div>
        </div>
        <Asking />
        <KeysOfOpen />
      </div>
    </StreamProvider>
  )
}

/** The keys for what is open or under the cursor; they need its newest state. */
function KeysOfOpen() {
  useStreamKeys()
  return null
}
