import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { views } from '../../../api/inbox.ts'
import { addressOfView, isOnlyView } from '../address.ts'
import type { InboxPlace } from '../use-inbox-address.ts'

/** An address that names a view and nothing beside it shows what that view keeps. */
export function useKeptView(place: InboxPlace): void {
  const { address } = place
  const named = useQuery(views()).data?.items.find((one) => one.id === address.view)
  const now = useRef(place)
  now.current = place
  useEffect(() => {
    if (!named || !isOnlyView(address)) return
    const kept = addressOfView(named.id, named.filter)
    if (!isOnlyView(kept)) now.current.show({ ...kept, order: address.order })
  }, [named, address])
}
