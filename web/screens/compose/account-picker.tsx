import { useId } from 'react'
import type { Account, NetworkAbout } from '../../api/brand.ts'
import { useWords } from '../../i18n/words.tsx'
import { shapeOf } from '../../shell/account-face.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { EmptyState, Skeleton } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import styles from './account-picker.module.css'

type AccountPickerProps = {
  brandId: string
  /** Undefined while they are being asked for. */
  accounts: readonly Account[] | undefined
  networks: ReadonlyMap<string, NetworkAbout>
  chosen: readonly string[]
  isReadOnly: boolean
  onToggle: (accountId: string) => void
}

/** Where the post goes: each account a face that is on or off. */
export function AccountPicker({ brandId, accounts, networks, chosen, isReadOnly, onToggle }: AccountPickerProps) {
  const say = useWords()
  const name = useId()
  if (!accounts) return <Skeleton height="3.75rem" />
  const offered = accounts.filter((account) => isPublishedTo(networks, account) || chosen.includes(account.id))
  if (offered.length === 0)
    return (
      <EmptyState
        title={say('compose.accounts.none')}
        acts={
          <ButtonLink to="/brands/$brandId/accounts" params={{ brandId }} variant="primary" icon="plug">
            {say('compose.accounts.connect')}
          </ButtonLink>
        }
      >
        {say('compose.accounts.noneText')}
      </EmptyState>
    )
  return (
    <fieldset aria-labelledby={name} className={styles.picker}>
      <span id={name} className={styles.name}>
        {say('compose.accounts')}
      </span>
      {offered.map((account) => (
        <AccountFace
          key={account.id}
          account={account}
          network={networks.get(account.network)}
          isOn={chosen.includes(account.id)}
          isReadOnly={isReadOnly}
          onToggle={() => onToggle(account.id)}
        />
      ))}
    </fieldset>
  )
}

/** What can only be read is no place for a post. */
const isPublishedTo = (networks: AccountPickerProps['networks'], account: Account) =>
  networks.get(account.network)?.can.publish !== false

type AccountFaceProps = {
  account: Account
  network: NetworkAbout | undefined
  isOn: boolean
  isReadOnly: boolean
  onToggle: () => void
}

function AccountFace({ account, network, isOn, isReadOnly, onToggle }: AccountFaceProps) {
  const say = useWords()
  const trouble = ['reconnect', 'disconnected', 'limited'].includes(account.health.state) || account.paused
  const where = network?.name ?? account.network
  return (
    <button
      type="button"
      className={styles.face}
      aria-pressed={isOn}
      disabled={isReadOnly}
      title={[account.handle, where, say(`accounts.kind.${account.kind}`)].join(' · ')}
      onClick={onToggle}
    >
      <Avatar name={account.name} src={account.avatarUrl} size={36} shape={shapeOf(account.kind)} network={network} />
      <span className={styles.words}>
        <span className={styles.accountName}>{account.name}</span>
        <span className={styles.where}>
          {account.kind === 'profile' ? where : [where, say(`accounts.kind.${account.kind}`)].join(' · ')}
        </span>
      </span>
      {isOn && <Icon name="check" size={16} className={styles.tick} />}
      {trouble && (
        <Icon
          name="warning"
          size={16}
          className={styles.trouble}
          label={say(account.paused ? 'compose.accounts.paused' : 'compose.accounts.reconnect')}
        />
      )}
    </button>
  )
}
