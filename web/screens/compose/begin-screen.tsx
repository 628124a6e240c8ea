import { Navigate, useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { useBrand } from '../../shell/here.ts'
import { newDraftKey } from './saving/draft-key.ts'

/** Every new post has an address from its first moment, so that a reload finds what was written. */
export function Screen() {
  const brand = useBrand()
  const { search } = useLocation()
  const [postId] = useState(newDraftKey)
  return (
    <Navigate
      to="/brands/$brandId/compose/$postId"
      params={{ brandId: brand.id, postId }}
      search={search as never}
      replace
    />
  )
}
