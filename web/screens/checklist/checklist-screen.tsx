import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { accounts } from '../../api/brand.ts'
import { checklist } from '../../api/checklist.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Card, Page } from '../../ui/layout.tsx'
import { CheckedCard } from './checked-card.tsx'
import styles from './checklist.module.css'
import { WishDialog } from './wish-dialog.tsx'

/** Every community of the brand against what it should be: green, red, or a person must look. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const mayWish = useMayHere('manager')
  const asked = useQuery(checklist(brand.id))
  const known = useQuery(accounts(brand.id))
  const [isWishing, setWishing] = useState(false)
  const all = asked.data?.accounts.flatMap((one) => {
    const account = known.data?.items.find(({ id }) => id === one.accountId)
    return account ? [{ account, checked: one }] : []
  })
  return (
    <Page
      title={say('checklist.title')}
      lead={say('checklist.lead')}
      acts={
        mayWish && (
          <Button icon="edit" onPress={() => setWishing(true)} isDisabled={!asked.data}>
            {say('checklist.wish')}
          </Button>
        )
      }
    >
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {(asked.isPending || known.isPending) && <SkeletonRows rows={3} height="12rem" />}
      {all?.length === 0 && known.data && (
        <Card>
          <EmptyState
            title={say('checklist.none')}
            acts={
              mayWish && (
                <ButtonLink to="/brands/$brandId/accounts" params={{ brandId: brand.id }} variant="primary" icon="plug">
                  {say('checklist.none.act')}
                </ButtonLink>
              )
            }
          >
            {say('checklist.none.text')}
          </EmptyState>
        </Card>
      )}
      {all && all.length > 0 && (
        <ul className={styles.cards} aria-label={say('checklist.title')}>
          {all.map(({ account, checked }) => (
            <CheckedCard key={account.id} account={account} checked={checked} />
          ))}
        </ul>
      )}
      {isWishing && asked.data && <WishDialog wish={asked.data.wish} onClose={() => setWishing(false)} />}
    </Page>
  )
}
