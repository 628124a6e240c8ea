import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { type Account, checkAccount, disconnectAccount, pauseAccount } from '../../api/brand.ts'
import { useWords } from '../../i18n/words.tsx'
import { Confirm } from '../../ui/dialog.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx'
import { useReconnect } from './use-reconnect.ts'

/** What may be done with an account. */
export function AccountMenu({ account, onGone }: { account: Account; onGone?: () => void }) {
  const say = useWords()
  const [leaving, setLeaving] = useState(false)
  const touches = [`/api/brands/${account.brandId}`]
  const { reconnect } = useReconnect(account)
  const check = useAct(() => checkAccount(account.brandId, account.id), { touches, done: say('accounts.checked') })
  const pause = useAct((paused: boolean) => pauseAccount(account.brandId, account.id, paused), {
    touches,
    done: say(account.paused ? 'accounts.resumed' : 'accounts.paused.done'),
  })
  const disconnect = useAct(() => disconnectAccount(account.brandId, account.id), {
    touches,
    done: say('accounts.disconnected'),
  })
  const letGo = () =>
    disconnect.mutate(undefined, {
      onSuccess: () => {
        setLeaving(false)
        onGone?.()
      },
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
        <MenuItem icon="plug" text={say('accounts.reconnect')} onAction={reconnect} />
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
        onAct={letGo}
      >
        <p>{say('accounts.disconnect.text')}</p>
      </Confirm>
    </>
  )
}
