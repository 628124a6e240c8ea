import type { NetworkAbout } from '../../api/brand.ts'
import { useWords } from '../../i18n/words.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { Icon } from '../../ui/icon.tsx'
import { unseen } from '../../ui/unseen.ts'
import type { Draft } from './draft/draft.ts'
import { isOwn, type Target } from './draft/edit-draft.ts'
import type { Voice } from './rules.ts'
import styles from './target-tabs.module.css'

type TargetTabsProps = {
  draft: Draft
  voices: readonly Voice[]
  networks: ReadonlyMap<string, NetworkAbout>
  target: Target
  onTarget: (target: Target) => void
}

/** Whose text is on the table: everybody's, or one account's. A sign tells which accounts have their own. */
export function TargetTabs({ draft, voices, networks, target, onTarget }: TargetTabsProps) {
  const say = useWords()
  if (voices.length === 0) return null
  return (
    <fieldset className={styles.tabs} aria-label={say('compose.target')}>
      <button type="button" className={styles.tab} aria-pressed={target === 'all'} onClick={() => onTarget('all')}>
        {say('compose.target.all')}
      </button>
      {voices.map((voice) => (
        <AccountTab
          key={voice.account.id}
          voice={voice}
          network={networks.get(voice.account.network)}
          own={isOwn(draft, voice.account.id)}
          isOn={target !== 'all' && target.accountId === voice.account.id}
          onPick={() => onTarget({ accountId: voice.account.id })}
        />
      ))}
    </fieldset>
  )
}

type AccountTabProps = {
  voice: Voice
  network: NetworkAbout | undefined
  own: boolean
  isOn: boolean
  onPick: () => void
}

function AccountTab({ voice, network, own, isOn, onPick }: AccountTabProps) {
  const say = useWords()
  const errors = voice.findings.filter((one) => one.severity === 'error').length
  return (
    <button type="button" className={styles.tab} aria-pressed={isOn} onClick={onPick}>
      <Avatar name={voice.account.name} src={voice.account.avatarUrl} size={20} network={network} />
      <span className={styles.name}>{voice.account.name}</span>
      {own && <Icon name="edit" size={14} label={say('compose.target.own')} className={styles.own} />}
      {errors > 0 && (
        <span className={styles.errors}>
          <Icon name="warning" size={14} />
          <span aria-hidden="true">{errors}</span>
          <span className={unseen}>{say('compose.target.errors', { count: errors })}</span>
        </span>
      )}
    </button>
  )
}
