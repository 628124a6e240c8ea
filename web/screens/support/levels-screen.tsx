import { useQuery } from '@tanstack/react-query'
import { accounts } from '../../api/brand.ts'
import { labels, schedules, serviceLevels } from '../../api/support.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { HoursCard } from './hours-card.tsx'
import { LevelsCard } from './levels-card.tsx'
import { SupportPage } from './support-page.tsx'

/** What is promised to whom, and when the brand is there. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const hours = useQuery(schedules(brand.id))
  const levels = useQuery(serviceLevels(brand.id))
  const known = useQuery(labels(brand.id))
  const owned = useQuery(accounts(brand.id))
  const error = hours.error ?? levels.error ?? known.error ?? owned.error
  const isReady = hours.data && levels.data && known.data && owned.data
  const named = (owned.data?.items ?? []).map(({ id, name }) => ({ id, name }))
  return (
    <SupportPage place="levels">
      {error && <Banner tone="bad" title={error.saidIn(say)} />}
      {!isReady && !error && <SkeletonRows rows={3} height="7rem" />}
      {isReady && (
        <>
          <LevelsCard
            levels={levels.data.items}
            accounts={named}
            labels={known.data.items.map((one) => one.name)}
            hasHours={hours.data.items.length > 0}
          />
          <HoursCard schedules={hours.data.items} accounts={named} />
        </>
      )}
    </SupportPage>
  )
}
