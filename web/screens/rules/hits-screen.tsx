import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { failureOf } from '../../api/failure.ts'
import { hits, rules } from '../../api/rules.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, writtenQuery } from '../../shell/here.ts'
import { Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Card } from '../../ui/layout.tsx'
import { LoadMore } from '../../ui/load-more.tsx'
import { Select } from '../../ui/select.tsx'
import { HitItem } from './hit-item.tsx'
import styles from './rules.module.css'
import { RulesPage } from './rules-page.tsx'

/** Everything rules did, newest first, each with its way back. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const [rule, setRule] = useState(writtenQuery().rule ?? 'all')
  const known = useQuery(rules(brand.id)).data?.items ?? []
  const pages = useInfiniteQuery(hits(brand.id, rule === 'all' ? undefined : rule))
  const all = pages.data?.pages.flatMap((page) => page.items)
  const named = known.map((one) => ({ id: one.id, text: one.name }))
  const isUnknown = rule !== 'all' && !known.some((one) => one.id === rule)
  const choices = [
    { id: 'all', text: say('rules.everyRule') },
    ...named,
    ...(isUnknown ? [{ id: rule, text: say('rules.deletedRule') }] : []),
  ]
  return (
    <RulesPage place="hits">
      <Select {...{ label: say('rules.rule'), value: rule, onChange: setRule, choices, className: styles.which }} />
      {pages.error && <Banner tone="bad" title={failureOf(pages.error).saidIn(say)} />}
      {pages.isPending && <SkeletonRows rows={5} height="5rem" />}
      {all?.length === 0 && (
        <Card>
          <EmptyState title={say('rules.noHits')}>{say('rules.noHits.text')}</EmptyState>
        </Card>
      )}
      {all && all.length > 0 && (
        <>
          <ul className={styles.hits} aria-label={say('rules.hits')}>
            {all.map((one) => (
              <HitItem key={one.id} hit={one} />
            ))}
          </ul>
          <LoadMore pages={pages} />
        </>
      )}
    </RulesPage>
  )
}
