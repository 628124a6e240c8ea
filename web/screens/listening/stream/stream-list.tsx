import { useCallback, useMemo } from 'react'
import { failureOf } from '../../../api/failure.ts'
import type { MentionBrief } from '../../../api/mentions.ts'
import { useWords } from '../../../i18n/words.tsx'
import { LiveList } from '../../inbox/list/live-list.tsx'
import { useNow } from '../../inbox/use-now.ts'
import { searchFor } from './address.ts'
import { MentionRow } from './mention-row.tsx'
import { StreamAtRest } from './stream-at-rest.tsx'
import { useStream } from './use-stream.ts'

/** What was said, newest first, and what is being said. */
export function StreamList() {
  const say = useWords()
  const { feed, place, brand, chosen, choose, cursor, setCursor } = useStream()
  const now = useNow()
  const search = useMemo(() => searchFor(place.address), [place.address])
  const onChoose = useCallback((mention: MentionBrief, on: boolean) => choose([mention], on), [choose])
  return (
    <LiveList
      feed={feed}
      label={say('listen.list')}
      fresh={(count) => say('listen.fresh', { count })}
      atRest={<StreamAtRest />}
      openedId={place.openedId}
      cursor={cursor}
      onMove={(mention, isOpen) => {
        setCursor(mention.id)
        if (isOpen) place.open(mention.id, true)
      }}
      onChoose={(mention) => choose([mention], !chosen.has(mention.id))}
      row={(mention, isCursor) => (
        <MentionRow
          mention={mention}
          zone={brand.zone}
          search={search}
          now={now}
          isOpen={place.openedId === mention.id}
          isCursor={isCursor}
          isChosen={chosen.has(mention.id)}
          onChoose={onChoose}
          onCursor={setCursor}
        />
      )}
    />
  )
}

/** What is wrong with the search, at its field; undefined where nothing is. */
export function useSearchProblem(): string | undefined {
  const say = useWords()
  const { feed, place } = useStream()
  if (feed.shown.state !== 'failed' || !place.address.q) return undefined
  const failure = failureOf(feed.shown.failure)
  return failure.fields.find((one) => one.path === 'q')?.message ?? failure.saidIn(say)
}
