import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useBrand } from '../../shell/here.ts'
import { addressFrom, searchFor } from '../inbox/address.ts'

/** A figure that opens the conversations it counts. */
export function TalkLink({ filter, children }: { filter: Record<string, string>; children: ReactNode }) {
  const brand = useBrand()
  const address = addressFrom({ folder: 'all', brands: brand.id, ...filter })
  return (
    <Link to="/inbox" search={searchFor(address) as never}>
      {children}
    </Link>
  )
}
