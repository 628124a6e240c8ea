import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import type { Account } from '../../api/brand.ts'
import { type CheckedAccount, type CheckedItem, checklistPath, lookAgain } from '../../api/checklist.ts'
import { useNetwork } from '../../api/use-network.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { AccountFace } from '../../shell/account-face.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './checklist.module.css'
import { ItemRow } from './item-row.tsx'

const order: CheckedItem['verdict'][] = ['bad', 'look', 'good']

/** One community: what is wrong first, then what a person must look at; what is well is folded away. */
export function CheckedCard({ account, checked }: { account: Account; checked: CheckedAccount }) {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  const mayAct = useMayHere('editor')
  const network = useNetwork(account.network)
  const [isWhole, setWhole] = useState(false)
  const look = useAct(() => lookAgain(brand.id, account.id), { touches: [checklistPath(brand.id)] })
  const sorted = [...checked.items].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))
  const good = sorted.filter((one) => one.verdict === 'good').length
  const shown = isWhole ? sorted : sorted.filter((one) => one.verdict !== 'good')
  return (
    <li className={styles.card}>
      <header className={styles.top}>
        <AccountFace account={account} size={42} />
        <div className={styles.names}>
          <h2>{account.name}</h2>
          <p className={styles.dim}>
            {network?.name ?? account.network} ·{' '}
            {checked.lookedAt
              ? say('checklist.lookedAt', { when: format.moment(checked.lookedAt, brand.zone) })
              : say('checklist.neverLooked')}
          </p>
        </div>
        <Share good={good} all={sorted.length} />
        {mayAct && (
          <IconButton
            icon="refresh"
            label={say('checklist.look', { name: account.name })}
            isPending={look.isPending}
            onPress={() => look.mutate()}
          />
        )}
      </header>
      {checked.trouble && <Banner tone="warn" title={say('checklist.trouble', { reason: checked.trouble })} />}
      <ul className={styles.items}>
        {shown.map((one) => (
          <ItemRow key={one.item} accountId={account.id} item={one} mayAct={mayAct} />
        ))}
      </ul>
      {good > 0 && (
        <Button variant="quiet" size="s" onPress={() => setWhole(!isWhole)} aria-expanded={isWhole}>
          {say(isWhole ? 'checklist.hideGood' : 'checklist.showGood', { count: good })}
        </Button>
      )}
    </li>
  )
}

/** How much is well, as a ring. */
function Share({ good, all }: { good: number; all: number }) {
  const say = useWords()
  const around = 2 * Math.PI * 16
  return (
    <svg viewBox="0 0 40 40" className={styles.ring} role="img" aria-label={say('checklist.share', { good, all })}>
      <title>{say('checklist.share', { good, all })}</title>
      <circle cx="20" cy="20" r="16" />
      <circle cx="20" cy="20" r="16" strokeDasharray={`${(good / all) * around} ${around}`} data-done />
      <text x="20" y="24.5">
        {good}
      </text>
    </svg>
  )
}
