import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { account, type Connected, networks } from '../../api/brand.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useParam, writtenQuery } from '../../shell/here.ts'
import { MissingScreen } from '../../shell/missing-screen.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { Page } from '../../ui/layout.tsx'
import { BroughtAccounts } from './brought-accounts.tsx'
import { ConnectWays } from './connect-ways.tsx'
import { PracticeOffer } from './practice-offer.tsx'

/** One network: how it is connected, step by step, or tried without an account. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const asked = useQuery(networks())
  const [query] = useState(writtenQuery)
  const again = useQuery({ ...account(brand.id, query.account ?? ''), enabled: query.account !== undefined })
  const [brought, setBrought] = useState<Connected | null>(null)
  const id = useParam('network')
  const network = asked.data?.items.find((one) => one.id === id)
  if (brought) return <BroughtAccounts brandId={brand.id} brought={brought} />
  if (asked.data && !network) return <MissingScreen />
  const title = again.data
    ? say('accounts.reconnect.title', { name: again.data.name })
    : say('accounts.connect.to', { network: network?.name ?? '' })
  return (
    <Page
      width="narrow"
      title={title}
      acts={
        <ButtonLink
          icon="arrow-left"
          variant="quiet"
          to={`/brands/${brand.id}/accounts${query.account ? '' : '/connect'}`}
        >
          {say(query.account ? 'accounts.title' : 'accounts.connect.other')}
        </ButtonLink>
      }
    >
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {(asked.isPending || again.isLoading) && <SkeletonRows />}
      {network && !again.isLoading && (
        <>
          <ConnectWays brandId={brand.id} network={network} again={again.data} onBrought={setBrought} />
          {network.practice && !again.data && (
            <PracticeOffer brandId={brand.id} network={network} onBrought={setBrought} />
          )}
        </>
      )}
    </Page>
  )
}
