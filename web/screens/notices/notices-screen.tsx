import { useInfiniteQuery } from '@tanstack/react-query'
import { useAct } from '../../api/ask.ts'
import { notices, noticesSeen } from '../../api/team.ts'
import { useWords } from '../../i18n/words.tsx'
import { NoticeList } from '../../shell/notice-list.tsx'
import { Button } from '../../ui/button.tsx'
import { Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Card, Page } from '../../ui/layout.tsx'
import { LoadMore } from '../../ui/load-more.tsx'

export function Screen() {
  const say = useWords()
  const asked = useInfiniteQuery(notices())
  const all = asked.data?.pages.flatMap((page) => page.items) ?? []
  const see = useAct((upTo: string) => noticesSeen(upTo), { touches: ['/api/notices'] })
  const newest = all[0]
  return (
    <Page
      title={say('shell.notices')}
      width="narrow"
      acts={
        newest && all.some((notice) => !notice.seen) ? (
          <Button icon="check" isPending={see.isPending} onPress={() => see.mutate(newest.id)}>
            {say('notices.allSeen')}
          </Button>
        ) : undefined
      }
    >
      {asked.isPending && <SkeletonRows />}
      {asked.error && <Banner tone="bad" title={say('api.unreachable')} />}
      {asked.isSuccess && all.length === 0 && (
        <EmptyState title={say('notices.none')}>{say('shell.notices.none')}</EmptyState>
      )}
      {all.length > 0 && (
        <Card>
          <NoticeList notices={all} />
        </Card>
      )}
      <LoadMore pages={asked} />
    </Page>
  )
}
