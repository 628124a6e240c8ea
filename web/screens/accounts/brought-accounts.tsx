import { useState } from 'react'
import type { Connected } from '../../api/brand.ts'
import { ChooseAccounts } from './choose-accounts.tsx'
import { ConnectedAccounts } from './connected-accounts.tsx'

/** What came of a sign-in: the accounts connected, or a choice of those it opens. */
export function BroughtAccounts({ brandId, brought }: { brandId: string; brought: Connected }) {
  const [{ accounts, choice }, setBrought] = useState(brought)
  if (choice) return <ChooseAccounts brandId={brandId} choice={choice} onChosen={setBrought} />
  return <ConnectedAccounts brandId={brandId} accounts={accounts} />
}
