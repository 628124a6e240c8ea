import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type Account, accounts, networks } from '../../api/brand.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, writtenQuery } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { Page, Stack } from '../../ui/layout.tsx'
import { ConnectedAccounts } from './connected-accounts.tsx'
import { NetworkChoice } from './network-choice.tsx'
import { PracticeOffer } from './practice-offer.tsx'
import { WayForm } from './way-form.tsx'

/** Network, then way, then what the way asks for. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const navigate = useNavigate()
  const asked = useQuery(networks())
  const own = useQuery(accounts(brand.id))
  const query = writtenQuery()
  const [chosen, setChosen] = useState(query.network)
  const [connected, setConnected] = useState<Account[] | null>(null)
  const network = asked.data?.items.find((one) => one.id === chosen)
  if (connected) return <ConnectedAccounts brandId={brand.id} accounts={connected} />
  return (
    <Page
      width="narrow"
      title={network ? say('accounts.connect.to', { network: network.name }) : say('accounts.connect.title')}
      lead={network ? undefined : say('accounts.connect.lead')}
      acts={
        network && !query.account ? (
          <Button icon="arrow-left" variant="quiet" onPress={() => setChosen(undefined)}>
            {say('accounts.connect.other')}
          </Button>
        ) : (
          <Button
            icon="arrow-left"
            variant="quiet"
            onPress={() => void navigate({ to: `/brands/${brand.id}/accounts` })}
          >
            {say('accounts.title')}
          </Button>
        )
      }
    >
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows />}
      {network && (
        <WayForm
          key={network.id}
          brandId={brand.id}
          network={network}
          accountId={query.account}
          onConnected={setConnected}
        />
      )}
      {asked.data && !network && (
        <Stack gap={5}>
          {own.data?.items.length === 0 && (
            <PracticeOffer brandId={brand.id} networks={asked.data.items} onConnected={setConnected} />
          )}
          <NetworkChoice networks={asked.data.items} onChoose={setChosen} />
          {own.data && own.data.items.length > 0 && (
            <PracticeOffer brandId={brand.id} networks={asked.data.items} onConnected={setConnected} />
          )}
        </Stack>
      )}
    </Page>
  )
}
