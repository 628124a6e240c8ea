import { useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useBrand } from '../../shell/here.ts'
import { PendingScreen } from '../../shell/pending-screen.tsx'
import { newDraftKey } from './saving/draft-key.ts'

/** Every new post has an address from its first moment, so that a reload finds what was written. */
export function Screen() {
  const brand = useBrand()
  const navigate = useNavigate()
  const { search } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, since the address that comes of it is another screen's
  useEffect(() => {
    const params = { brandId: brand.id, postId: newDraftKey() }
    void navigate({ to: '/brands/$brandId/compose/$postId', params, search: search as never, replace: true })
  }, [])
  return <PendingScreen />
}
