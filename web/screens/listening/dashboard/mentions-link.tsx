import { Link } from '@tanstack/react-router'
import { createContext, type ReactNode, useContext } from 'react'
import { useBrand } from '../../../shell/here.ts'
import { addressFrom, type StreamAddress, searchFor } from '../stream/address.ts'

export type MentionsFilter = Partial<Omit<StreamAddress, 'folder'>>

/** What all figures of the screen are counted of. */
const Counted = createContext<MentionsFilter>({})
export const CountedProvider = Counted.Provider

type MentionsLinkProps = { filter?: MentionsFilter; label?: string; children: ReactNode }

/** A figure that opens the mentions it counts. */
export function MentionsLink({ filter, label, children }: MentionsLinkProps) {
  const { id: brandId } = useBrand()
  const address = addressFrom({ standing: 'true', ...useContext(Counted), ...filter })
  const to: string = '/brands/$brandId/listening'
  return (
    <Link to={to} params={{ brandId } as never} search={searchFor(address) as never} aria-label={label}>
      {children}
    </Link>
  )
}
