import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useAct } from '../../api/ask.ts'
import { type Account, account, checkAccount, type NetworkAbout } from '../../api/brand.ts'
import { useNetwork } from '../../api/use-network.ts'
import { useWords } from '../../i18n/words.tsx'
import { AccountFace } from '../../shell/account-face.tsx'
import { useBrand, useMayHere, useParam } from '../../shell/here.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { Badge, Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { Card, Dim, Page, Row } from '../../ui/layout.tsx'
import styles from './account.module.css'
import { AccountMenu } from './account-menu.tsx'
import { HealthBadge } from './health-badge.tsx'
import { HealthFacts } from './health-facts.tsx'
import { HealthWords } from './health-words.tsx'
import { needsReconnect } from './needs-reconnect.ts'
import { ScopeList } from './scope-list.tsx'
import { useReconnect } from './use-reconnect.ts'

/** One account: how its connection is, since when, until when, and with which rights. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const asked = useQuery(account(brand.id, useParam('accountId')))
  const network = useNetwork(asked.data?.network)
  return (
    <Page
      width="narrow"
      title={asked.data?.name ?? say('accounts.title')}
      acts={
        <ButtonLink icon="arrow-left" variant="quiet" to={`/brands/${brand.id}/accounts`}>
          {say('accounts.title')}
        </ButtonLink>
      }
    >
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows />}
      {asked.data && <About account={asked.data} network={network} />}
    </Page>
  )
}

function About({ account, network }: { account: Account; network: NetworkAbout | undefined }) {
  const say = useWords()
  const navigate = useNavigate()
  const mayChange = useMayHere('manager')
  const scopes = network?.ways.find((way) => way.id === account.way)?.scopes ?? []
  return (
    <>
      <Card>
        <div className={styles.top}>
          <AccountFace account={account} size={64} />
          <div className={styles.words}>
            <strong>{account.handle}</strong>
            <Dim>{[network?.name ?? account.network, say(`accounts.kind.${account.kind}`)].join(' · ')}</Dim>
            <Row gap={1}>
              {account.practice && <Badge icon="practice">{say('accounts.practice')}</Badge>}
              {account.paused && <Badge icon="pause">{say('accounts.paused')}</Badge>}
              {network && !network.can.publish && <Badge tone="note">{say('accounts.connect.readOnly')}</Badge>}
            </Row>
          </div>
          {mayChange && (
            <AccountMenu
              account={account}
              onGone={() => void navigate({ to: `/brands/${account.brandId}/accounts` })}
            />
          )}
        </div>
      </Card>
      <Card title={say('accounts.health.title')} acts={<HealthBadge account={account} />}>
        <HealthWords account={account} />
        <HealthFacts account={account} />
        {scopes.length > 0 && <ScopeList scopes={scopes} missing={account.health.missing} />}
        {mayChange && <HealthActs account={account} />}
      </Card>
      {mayChange && account.door && (
        <Card title={say('accounts.door.title')}>
          <p>
            <Dim>{say('accounts.door.text')}</Dim>
          </p>
          <CopyField label={say('accounts.door.title')} text={account.door} />
        </Card>
      )}
    </>
  )
}

function HealthActs({ account }: { account: Account }) {
  const say = useWords()
  const { reconnect, isPending } = useReconnect(account)
  const check = useAct(() => checkAccount(account.brandId, account.id), {
    touches: [`/api/brands/${account.brandId}`],
    done: say('accounts.checked'),
  })
  const variant = needsReconnect(account) ? 'primary' : 'secondary'
  return (
    <Row gap={2}>
      <Button icon="plug" variant={variant} isPending={isPending} onPress={reconnect}>
        {say('accounts.reconnect')}
      </Button>
      <Button icon="refresh" variant="quiet" isPending={check.isPending} onPress={() => check.mutate()}>
        {say('accounts.check')}
      </Button>
    </Row>
  )
}
