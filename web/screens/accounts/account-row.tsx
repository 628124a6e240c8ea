import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { type Account, checkAccount, disconnectAccount, pauseAccount } from '../../api/brand.ts'
import { useNetwork } from '../../api/use-network.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { AccountFace } from '../../shell/account-face.tsx'
import { useMe } from '../../shell/here.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Confirm } from '../../ui/dialog.tsx'
import { Badge } from '../../ui/feedback.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Dim, ListRow } from '../../ui/layout.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx'
import { HealthBadge } from './health-badge.tsx'

export function AccountRow({ account, mayChange }: { account: Account; mayChange: boolean }) {
  const say = useWords()
  const network = useNetwork(account.network)
  const reconnect = {
    to: `/brands/${account.brandId}/accounts/connect`,
    search: { network: account.network, account: account.id },
  }
  const broken = account.health.state === 'reconnect' || account.health.state === 'disconnected'
  return (
    <ListRow
      before={<AccountFace account={account} size={42} />}
      title={
        <>
          <strong>{account.name}</strong>{' '}
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
          {mayChange && broken && (
            <ButtonLink size="s" variant="primary" {...reconnect}>
              {say('accounts.reconnect')}
            </ButtonLink>
          )}
          {mayChange && <AccountMenu account={account} reconnect={reconnect} />}
        </>
      }
    >
      <HealthWords account={account} />
    </ListRow>
  )
}

function HealthWords({ account: { health } }: { account: Account }) {
  const say = useWords()
  const format = useFormat()
  const { zone } = useMe()
  if (health.state === 'connected') return null
  return (
    <p>
      <Dim>
        {health.reason ?? say(`accounts.health.${health.state}.text`)}
        {health.state === 'expiring' &&
          health.expiresAt &&
          ` ${say('accounts.expires', { when: format.moment(health.expiresAt, zone) })}`}
      </Dim>
    </p>
  )
}

function AccountMenu({
  account,
  reconnect,
}: {
  account: Account
  reconnect: { to: string; search: Record<string, string> }
}) {
  const say = useWords()
  const navigate = useNavigate()
  const [leaving, setLeaving] = useState(false)
  const touches = [`/api/brands/${account.brandId}`]
  const check = useAct(() => checkAccount(account.brandId, account.id), { touches, done: say('accounts.checked') })
  const pause = useAct((paused: boolean) => pauseAccount(account.brandId, account.id, paused), {
    touches,
    done: say(account.paused ? 'accounts.resumed' : 'accounts.paused.done'),
  })
  const disconnect = useAct(() => disconnectAccount(account.brandId, account.id), {
    touches,
    done: say('accounts.disconnected'),
  })
  return (
    <>
      <Menu
        placement="bottom end"
        label={say('accounts.acts', { name: account.name })}
        trigger={<IconButton icon="more" label={say('accounts.acts', { name: account.name })} />}
      >
        <MenuItem icon="refresh" text={say('accounts.check')} onAction={() => check.mutate()} />
        {account.url ? (
          <MenuItem
            icon="external"
            text={say('accounts.open')}
            onAction={() => window.open(account.url ?? '', '_blank', 'noopener')}
          />
        ) : null}
        <MenuItem
          icon={account.paused ? 'play' : 'pause'}
          text={say(account.paused ? 'accounts.resume' : 'accounts.pause')}
          hint={say('accounts.pause.hint')}
          onAction={() => pause.mutate(!account.paused)}
        />
        {account.practice ? null : (
          <MenuItem icon="plug" text={say('accounts.reconnect')} onAction={() => void navigate(reconnect)} />
        )}
        <MenuSeparator />
        <MenuItem icon="trash" danger text={say('accounts.disconnect')} onAction={() => setLeaving(true)} />
      </Menu>
      <Confirm
        isOpen={leaving}
        onClose={() => setLeaving(false)}
        title={say('accounts.disconnect.title', { name: account.name })}
        act={say('accounts.disconnect')}
        danger
        isPending={disconnect.isPending}
        onAct={() => disconnect.mutate(undefined, { onSuccess: () => setLeaving(false) })}
      >
        <p>{say('accounts.disconnect.text')}</p>
      </Confirm>
    </>
  )
}
