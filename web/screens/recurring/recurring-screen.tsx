import { useQuery } from '@tanstack/react-query'
import { recurring } from '../../api/planning.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Card, Page } from '../../ui/layout.tsx'
import styles from './recurring.module.css'
import { RecurringItem } from './recurring-item.tsx'

/** Posts that come again: how, when next, and the way to stop them. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const asked = useQuery(recurring(brand.id))
  const all = asked.data?.items
  return (
    <Page title={say('recurring.title')} lead={say('recurring.lead')} width="narrow">
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows rows={3} height="9rem" />}
      {all?.length === 0 && (
        <Card>
          <EmptyState
            title={say('recurring.none')}
            acts={
              <ButtonLink to={`/brands/${brand.id}/posts`} variant="primary" icon="posts">
                {say('recurring.none.act')}
              </ButtonLink>
            }
          >
            {say('recurring.none.text')}
          </EmptyState>
        </Card>
      )}
      {all && all.length > 0 && (
        <ul className={styles.items} aria-label={say('recurring.title')}>
          {all.map((one) => (
            <RecurringItem key={one.id} recurring={one} />
          ))}
        </ul>
      )}
    </Page>
  )
}
