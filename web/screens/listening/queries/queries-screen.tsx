import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { topics } from '../../../api/listening-queries.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../../shell/here.ts'
import { Button } from '../../../ui/button.tsx'
import { Banner, EmptyState, SkeletonRows } from '../../../ui/feedback.tsx'
import { Card } from '../../../ui/layout.tsx'
import { ListeningPage } from '../listening-page.tsx'
import { FirstTopics } from './first-topics.tsx'
import { TopicDialog } from './topic-dialog.tsx'
import { TopicList } from './topic-list.tsx'

/** What the brand listens for. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const mayChange = useMayHere('manager')
  const [isMaking, setMaking] = useState(false)
  const asked = useQuery(topics(brand.id))
  const all = asked.data?.items
  const make = mayChange && all && all.length > 0 && (
    <Button variant="primary" icon="plus" onPress={() => setMaking(true)}>
      {say('queries.topic.add')}
    </Button>
  )
  return (
    <ListeningPage place="queries" lead={say('queries.lead')} acts={make}>
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows rows={4} />}
      {all?.length === 0 && (
        <Card>
          <EmptyState title={say('queries.none')} acts={mayChange && <FirstTopics onOther={() => setMaking(true)} />}>
            {say('queries.none.text')}
          </EmptyState>
        </Card>
      )}
      {all && all.length > 0 && <TopicList topics={all} />}
      <TopicDialog isOpen={isMaking} onClose={() => setMaking(false)} />
    </ListeningPage>
  )
}
