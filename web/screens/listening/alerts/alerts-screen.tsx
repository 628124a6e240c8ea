import { useQuery } from '@tanstack/react-query'
import { alertSettings } from '../../../api/listening-alerts.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand } from '../../../shell/here.ts'
import { Banner, SkeletonRows } from '../../../ui/feedback.tsx'
import { Columns } from '../../../ui/layout.tsx'
import { ListeningPage } from '../listening-page.tsx'
import { AlarmList } from './alarm-list.tsx'
import { DigestCard } from './digest-card.tsx'
import { SettingsCard } from './settings-card.tsx'
import { WatchedCard } from './watched-card.tsx'

/** What was unusual in public talk and why, of what people are told, and what they read of it by mail. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const asked = useQuery(alertSettings(brand.id))
  return (
    <ListeningPage place="alerts" lead={say('listen.alerts.lead')}>
      <AlarmList />
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows rows={2} height="8rem" />}
      {asked.data && (
        <>
          <Columns min="22rem">
            <SettingsCard key={brand.id} given={asked.data} />
            <DigestCard key={`${brand.id} digest`} />
          </Columns>
          <WatchedCard settings={asked.data} />
        </>
      )}
    </ListeningPage>
  )
}
