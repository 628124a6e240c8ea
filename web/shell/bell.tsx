import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'react-aria-components/Button'
import { useAct } from '../api/ask.ts'
import { notices, noticesSeen } from '../api/team.ts'
import { useFormat } from '../i18n/format.ts'
import { useWords } from '../i18n/words.tsx'
import { ButtonLink, buttonLook } from '../ui/button.tsx'
import { classes } from '../ui/classes.ts'
import { Icon } from '../ui/icon.tsx'
import { PopoverPanel } from '../ui/popover.tsx'
import styles from './frame.module.css'
import { NoticeList } from './notice-list.tsx'

const shown = 6

/** What asks for attention, at a glance. Looking at it marks it as seen. */
export function Bell() {
  const say = useWords()
  const format = useFormat()
  const asked = useInfiniteQuery(notices())
  const all = asked.data?.pages.flatMap((page) => page.items) ?? []
  const unseen = all.filter((notice) => !notice.seen).length
  const see = useAct((upTo: string) => noticesSeen(upTo), { touches: ['/api/notices'], quiet: true })
  const newest = all[0]
  return (
    <PopoverPanel
      placement="bottom end"
      label={say('shell.notices')}
      trigger={
        <Button
          className={classes(buttonLook({ variant: 'quiet' }), styles.bell)}
          aria-label={say('shell.notices.count', { count: unseen })}
          onPress={() => newest && unseen > 0 && see.mutate(newest.id)}
        >
          <Icon name="bell" />
          {unseen > 0 && (
            <span className={styles.count}>{unseen > 99 ? `${format.number(99)}+` : format.number(unseen)}</span>
          )}
        </Button>
      }
    >
      {(close) => (
        <>
          <NoticeList notices={all.slice(0, shown)} onFollow={close} />
          <ButtonLink to="/notices" size="s" variant="quiet" onClick={close}>
            {say('shell.notices.all')}
          </ButtonLink>
        </>
      )}
    </PopoverPanel>
  )
}
