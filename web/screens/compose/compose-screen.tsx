import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { readPost } from '../../api/composing.ts'
import { failureOf } from '../../api/failure.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useParam } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Page } from '../../ui/layout.tsx'
import { ComposerView } from './composer-view.tsx'
import type { Draft } from './draft/draft.ts'
import { isDraftKey } from './saving/draft-key.ts'
import { type Entry, openJournal } from './saving/journal.ts'
import { openTabs, stayOpen } from './saving/open-tabs.ts'

/** A post being written. The address changes once, when the post gets its id; the writing goes on undisturbed. */
export function Screen() {
  const brand = useBrand()
  const postId = useParam('postId')
  const session = useRef({ key: postId, id: postId })
  if (postId !== session.current.id && postId !== session.current.key) session.current = { key: postId, id: postId }
  return (
    <Opening
      key={session.current.key}
      brandId={brand.id}
      draftKey={session.current.key}
      onBorn={(id) => {
        session.current.id = id
      }}
    />
  )
}

function Opening({
  brandId,
  draftKey,
  onBorn,
}: {
  brandId: string
  draftKey: string
  onBorn: (postId: string) => void
}) {
  const say = useWords()
  const first = useFirstWords()
  const found = useFound(draftKey)
  const {
    data: post,
    error,
    refetch,
  } = useQuery({
    queryKey: ['opening', brandId, draftKey],
    queryFn: () => (isDraftKey(draftKey) ? null : readPost(brandId, draftKey)),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
  })
  if (error)
    return (
      <EmptyState
        title={say('compose.gone.title')}
        acts={<Button onPress={() => void refetch()}>{say('compose.again')}</Button>}
      >
        {failureOf(error).saidIn(say)}
      </EmptyState>
    )
  if (post === undefined || found === undefined)
    return (
      <Page title={say('compose.title')} width="full">
        <SkeletonRows rows={4} height="5rem" />
      </Page>
    )
  return <ComposerView brandId={brandId} draftKey={draftKey} post={post} found={found} first={first} onBorn={onBorn} />
}

/** Writing this device still holds for the post from a page that is gone. */
function useFound(draftKey: string): Entry | null | undefined {
  const [found, setFound] = useState<Entry | null>()
  useEffect(() => {
    stayOpen()
    void openTabs().then((tabs) => {
      const left = openJournal(localStorage)
        .all()
        .filter((entry) => !tabs.has(entry.tab))
      setFound(left.findLast((entry) => entry.postId === draftKey || entry.draftKey === draftKey) ?? null)
    })
  }, [draftKey])
  return found
}

/** What the calendar or a link already knows of the new post: `?wall=…&zone=…&account=…`. */
function useFirstWords(): Partial<Draft> {
  const { search } = useLocation()
  const given = search as Record<string, unknown>
  const { wall, zone } = given
  if (typeof wall !== 'string' || typeof zone !== 'string' || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(wall))
    return emptyFirst
  return { plan: { wall, zone } }
}
const emptyFirst: Partial<Draft> = {}
