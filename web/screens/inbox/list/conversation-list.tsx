import { useCallback, useMemo } from 'react'
import type { Brief } from '../../../api/inbox.ts'
import { useWords } from '../../../i18n/words.tsx'
import { searchFor } from '../address.ts'
import { useInbox } from '../use-inbox.ts'
import { useNow } from '../use-now.ts'
import { ConversationRow } from './conversation-row.tsx'
import { ListAtRest } from './list-at-rest.tsx'
import { LiveList } from './live-list.tsx'

/** The conversations of the chosen folder and filters. */
export function ConversationList() {
  const say = useWords()
  const { conversations, place, around, chosen, choose, cursor, setCursor } = useInbox()
  const now = useNow()
  const search = useMemo(() => searchFor(place.address), [place.address])
  const onChoose = useCallback((brief: Brief, on: boolean) => choose([brief], on), [choose])
  const openedId = place.opened?.conversationId
  const several = around.brands.length > 1
  const onMove = (brief: Brief, isOpen: boolean) => {
    setCursor(brief.id)
    if (isOpen) place.open({ brandId: brief.brandId, conversationId: brief.id }, true)
  }
  return (
    <LiveList
      feed={conversations}
      label={say('inbox.list')}
      fresh={(count) => say('inbox.fresh', { count })}
      atRest={<ListAtRest />}
      openedId={openedId}
      cursor={cursor}
      onMove={onMove}
      onChoose={(brief) => choose([brief], !chosen.has(brief.id))}
      row={(brief, isCursor) => (
        <ConversationRow
          brief={brief}
          account={around.accounts.get(brief.accountId)}
          network={around.networks.get(brief.network)}
          brand={several ? around.brands.find((one) => one.id === brief.brandId) : undefined}
          zone={around.zoneOf(brief.brandId)}
          search={search}
          now={now}
          isOpen={openedId === brief.id}
          isCursor={isCursor}
          isChosen={chosen.has(brief.id)}
          onChoose={onChoose}
          onCursor={setCursor}
        />
      )}
    />
  )
}
