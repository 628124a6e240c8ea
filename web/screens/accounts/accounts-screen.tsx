import { useQuery } from '@tanstack/react-query'
import { accounts } from '../../api/brand.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Card, List, Page } from '../../ui/layout.tsx'
import { AccountRow } from './account-row.tsx'

export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const mayChange = useMayHere('manager')
  const asked = useQuery(accounts(brand.id))
  const connect = mayChange && (
    <ButtonLink to={`/brands/${brand.id}/accounts/connect`} variant="primary" icon="plus">
      {say('accounts.connect')}
    </ButtonLink>
  )
  const all = asked.data?.items
  return (
    <Page
      title={say('accounts.title')}
      lead={say('accounts.lead')}
      acts={all && all.length > 0 && connect}
      width="narrow"
    >
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows />}
      {all?.length === 0 && (
        <Card>
          <EmptyState title={say('accounts.none')} acts={connect}>
            {say('accounts.none.text')}
          </EmptyState>
        </Card>
      )}
      {all && all.length > 0 && (
        <Card>
          <List label={say('accounts.title')}>
            {all.map((account) => (
              <AccountRow key={account.id} account={account} mayChange={mayChange} />
            ))}
          </List>
        </Card>
      )}
    </Page>
  )
}
