import { Link } from '@tanstack/react-router'
import type { Account } from '../../api/brand.ts'
import { useNetwork } from '../../api/use-network.ts'
import { useWords } from '../../i18n/words.tsx'
import { AccountFace } from '../../shell/account-face.tsx'
import { Button } from '../../ui/button.tsx'
import { Badge } from '../../ui/feedback.tsx'
import { ListRow } from '../../ui/layout.tsx'
import styles from './account.module.css'
import { AccountMenu } from './account-menu.tsx'
import { HealthBadge } from './health-badge.tsx'
import { HealthWords } from './health-words.tsx'
import { needsReconnect } from './needs-reconnect.ts'
import { useReconnect } from './use-reconnect.ts'

export function AccountRow({ account, mayChange }: { account: Account; mayChange: boolean }) {
  const say = useWords()
  const network = useNetwork(account.network)
  return (
    <ListRow
      before={<AccountFace account={account} size={42} />}
      title={
        <>
          <Link
            to="/brands/$brandId/accounts/$accountId"
            params={{ brandId: account.brandId, accountId: account.id }}
            className={styles.name}
          >
            {account.name}
          </Link>{' '}
          {account.practice && <Badge icon="practice">{say('accounts.practice')}</Badge>}{' '}
          {account.paused && <Badge icon="pause">{say('accounts.paused')}</Badge>}
        </>
      }
      dim={[account.handle, network?.name ?? account.network, say(`accounts.kind.${account.kind}`)]
        .filter(Boolean)
        .join(' · ')}
      after={
        <>
          <HealthBadge account={account} />
          {mayChange && needsReconnect(account) && <ReconnectButton account={account} />}
          {mayChange && <AccountMenu account={account} />}
        </>
      }
    >
      <HealthWords account={account} />
    </ListRow>
  )
}

function ReconnectButton({ account }: { account: Account }) {
  const say = useWords()
  const { reconnect, isPending } = useReconnect(account)
  return (
    <Button size="s" variant="primary" isPending={isPending} onPress={reconnect}>
      {say('accounts.reconnect')}
    </Button>
  )
}
