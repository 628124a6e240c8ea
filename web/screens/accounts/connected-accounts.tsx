import type { Account } from '../../api/brand.ts'
import { useNetwork } from '../../api/use-network.ts'
import { useWords } from '../../i18n/words.tsx'
import { AccountFace } from '../../shell/account-face.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Card, List, ListRow, Page, Row } from '../../ui/layout.tsx'
import { HealthBadge } from './health-badge.tsx'

/** What was just connected. */
export function ConnectedAccounts({ brandId, accounts }: { brandId: string; accounts: Account[] }) {
  const say = useWords()
  return (
    <Page width="narrow" title={say('accounts.connected.title', { count: accounts.length })}>
      <Card>
        <List label={say('accounts.title')}>
          {accounts.map((account) => (
            <ConnectedRow key={account.id} account={account} />
          ))}
        </List>
        <Row>
          <ButtonLink to={`/brands/${brandId}`} variant="primary">
            {say('accounts.connected.go')}
          </ButtonLink>
          <ButtonLink to={`/brands/${brandId}/accounts`}>{say('accounts.title')}</ButtonLink>
          <ButtonLink to={`/brands/${brandId}/accounts/connect`} variant="quiet" icon="plus">
            {say('accounts.connected.more')}
          </ButtonLink>
        </Row>
      </Card>
    </Page>
  )
}

function ConnectedRow({ account }: { account: Account }) {
  const say = useWords()
  const network = useNetwork(account.network)
  return (
    <ListRow
      before={<AccountFace account={account} size={42} />}
      title={<strong>{account.name}</strong>}
      dim={[account.handle, network?.name, say(`accounts.kind.${account.kind}`)].filter(Boolean).join(' · ')}
      after={<HealthBadge account={account} />}
    />
  )
}
