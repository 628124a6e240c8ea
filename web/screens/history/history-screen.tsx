import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { accounts } from '../../api/brand.ts'
import { failureOf } from '../../api/failure.ts'
import { history, type Reading, readings } from '../../api/history.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Card, Page } from '../../ui/layout.tsx'
import { LoadMore } from '../../ui/load-more.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { ArchiveDialog } from './archive-dialog.tsx'
import styles from './history.module.css'
import { PastPost } from './past-post.tsx'

/** What stood on the accounts before, and what archives of closed networks hold. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const mayRead = useMayHere('manager')
  const [account, setAccount] = useState('')
  const [words, setWords] = useState('')
  const [isReading, setReading] = useState(false)
  const known = useQuery(accounts(brand.id))
  const told = useQuery({
    ...readings(brand.id),
    refetchInterval: (query) => (underWay(query.state.data?.items) ? 5_000 : false),
  })
  const pages = useInfiniteQuery(history(brand.id, { account: account || undefined, q: words.trim() || undefined }))
  const posts = pages.data?.pages.flatMap((page) => page.items)
  const choices = [
    { id: '', text: say('history.all') },
    ...(known.data?.items ?? []).map((one) => ({ id: one.id, text: one.name })),
  ]
  return (
    <Page
      title={say('history.title')}
      lead={say('history.lead')}
      width="narrow"
      acts={
        mayRead && (
          <Button icon="upload" onPress={() => setReading(true)}>
            {say('history.archive')}
          </Button>
        )
      }
    >
      {pages.error && <Banner tone="bad" title={failureOf(pages.error).saidIn(say)} />}
      {underWay(told.data?.items) && <Banner tone="note" title={say('history.underWay')} />}
      <div className={styles.filters}>
        <Select label={say('history.account')} value={account} choices={choices} onChange={setAccount} />
        <TextField label={say('history.search')} type="search" value={words} onChange={setWords} />
      </div>
      {pages.isPending && <SkeletonRows rows={4} height="7rem" />}
      {posts?.length === 0 && (
        <Card>
          <EmptyState title={say(words || account ? 'history.notFound' : 'history.none')}>
            {say(words || account ? 'history.notFound.text' : 'history.none.text')}
          </EmptyState>
        </Card>
      )}
      {posts && posts.length > 0 && (
        <ul className={styles.posts} aria-label={say('history.title')}>
          {posts.map((post) => (
            <PastPost key={post.id} post={post} account={known.data?.items.find(({ id }) => id === post.accountId)} />
          ))}
        </ul>
      )}
      <LoadMore pages={pages} />
      {isReading && <ArchiveDialog onClose={() => setReading(false)} />}
    </Page>
  )
}

const underWay = (all: Reading[] | undefined) => all?.some((one) => one.endedAt === null) ?? false
