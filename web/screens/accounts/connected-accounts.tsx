import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { type Account, disconnectAccount } from '../../api/brand.ts'
import { useNetwork } from '../../api/use-network.ts'
import { useWords } from '../../i18n/words.tsx'
import { AccountFace } from '../../shell/account-face.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Card, List, ListRow, Page, Row } from '../../ui/layout.tsx'

/** What was just connected. One access may open several accounts: those not wanted are let go here. */
export function ConnectedAccounts({ brandId, accounts }: { brandId: string; accounts: Account[] }) {
  const say = useWords()
  const [kept, setKept] = useState(accounts)
  const drop = useAct((account: Account) => disconnectAccount(brandId, account.id), {
    touches: [`/api/brands/${brandId}`],
    done: (_, account) => setKept((all) => all.filter((one) => one.id !== account.id)),
  })
  return (
    <Page
      width="narrow"
      title={say('accounts.connected.title', { count: kept.length })}
      lead={kept.length > 1 ? say('accounts.connected.lead') : undefined}
    >
      <Card>
        <List label={say('accounts.title')}>
          {kept.map((account) => (
            <ConnectedRow
              key={account.id}
              account={account}
              onDrop={kept.length > 1 ? () => drop.mutate(account) : undefined}
            />
          ))}
        </List>
        <Row>
          <ButtonLink to={`/brands/${brandId}`} variant="primary">
            {say('accounts.connected.go')}
          </ButtonLink>
          <ButtonLink to={`/brands/${brandId}/accounts`}>{say('accounts.title')}</ButtonLink>
        </Row>
      </Card>
    </Page>
  )
}

function ConnectedRow({ account, onDrop }: { account: Account; onDrop: (() => void) | undefined }) {
  const say = useWords()
  const network = useNetwork(account.network)
  return (
    <ListRow
      before={<AccountFace account={account} size={42} />}
      title={<strong>{account.name}</strong>}
      dim={[account.handle, network?.name].filter(Boolean).join(' · ')}
      after={
        onDrop && (
          <Button size="s" onPress={onDrop}>
            {say('accounts.connected.drop')}
          </Button>
        )
      }
    />
  )
}
