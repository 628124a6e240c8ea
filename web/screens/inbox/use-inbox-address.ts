import { useLocation, useNavigate, useParams, useRouter } from '@tanstack/react-router'
import { useMemo } from 'react'
import { addressFrom, type InboxAddress, searchFor } from './address.ts'

export type Opened = { brandId: string; conversationId: string }

/** What the list shows and which conversation is open stand in the address: both can be kept, sent, and gone back to. */
export function useInboxAddress() {
  const { search } = useLocation()
  const params = useParams({ strict: false }) as Partial<Opened>
  const navigate = useNavigate()
  const { history } = useRouter()
  const address = useMemo(() => addressFrom(search as Record<string, unknown>), [search])
  const { brandId, conversationId } = params
  const opened = useMemo<Opened | null>(
    () => (brandId && conversationId ? { brandId, conversationId } : null),
    [brandId, conversationId],
  )
  const staying = { resetScroll: false, state: { stays: true } }
  return {
    address,
    opened,
    /** Other filters: with the open conversation left as it is. */
    show: (next: InboxAddress, replace = true) =>
      void navigate({ to: '.', search: searchFor(next) as never, replace, ...staying }),
    /** `beside` goes from one conversation to the next without filling the way back. */
    open: (to: Opened, beside = false) =>
      void navigate({
        to: '/inbox/$brandId/$conversationId',
        params: to,
        search: searchFor(address) as never,
        replace: beside,
        ...staying,
      }),
    /** The person and the context, where they have no column of their own: going back shuts them. */
    isPanelOpen: (search as { panel?: unknown }).panel === 'person',
    openPanel: () =>
      void navigate({ to: '.', search: { ...searchFor(address), panel: 'person' } as never, ...staying }),
    closePanel: () => history.back(),
    close: () => void navigate({ to: '/inbox', search: searchFor(address) as never, ...staying }),
  }
}
export type InboxPlace = ReturnType<typeof useInboxAddress>

/** Where there is room for one pane only. As in `inbox.module.css`. */
export const onePane = (): boolean => matchMedia('(max-width: 60rem)').matches
