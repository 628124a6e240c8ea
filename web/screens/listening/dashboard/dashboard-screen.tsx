import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { dashboard } from '../../../api/listening-dashboard.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand } from '../../../shell/here.ts'
import { Banner, EmptyState, SkeletonRows } from '../../../ui/feedback.tsx'
import { Card, Columns, Stack } from '../../../ui/layout.tsx'
import { ListeningPage } from '../listening-page.tsx'
import { AuthorsCard } from './authors-card.tsx'
import { BaselinesCard } from './baselines-card.tsx'
import { FiguresRow } from './figures-row.tsx'
import { HoursCard } from './hours-card.tsx'
import { CountedProvider } from './mentions-link.tsx'
import { type DashboardPlace, periodOf, placeFrom, searchOf } from './period.ts'
import { PeriodChooser } from './period-chooser.tsx'
import { PlacesCard } from './places-card.tsx'
import { RisingCard } from './rising-card.tsx'
import { SlicesCard } from './slices-card.tsx'
import { TopicsCard } from './topics-card.tsx'
import { VolumeCard } from './volume-card.tsx'

/** What is said of the brand, in figures; every number opens its mentions. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const { place, show } = usePlace()
  const period = useMemo(() => periodOf(place, new Date(), brand.zone), [place, brand.zone])
  const topics = place.topics || undefined
  const asked = useQuery({
    ...dashboard(brand.id, { ...period, topics }),
    ...{ staleTime: 60_000, placeholderData: keepPreviousData },
  })
  const found = asked.data
  const counted = useMemo(() => ({ ...period, topics: topics ?? '' }), [period, topics])
  return (
    <ListeningPage place="dashboard" acts={<PeriodChooser place={place} show={show} />}>
      <CountedProvider value={counted}>
        {asked.error && (
          <Banner tone="bad" title={asked.error.saidIn(say)}>
            {asked.error.fields.map((field) => field.message).join(' ')}
          </Banner>
        )}
        {asked.isPending && <SkeletonRows rows={4} height="9rem" />}
        {found && !asked.error && (
          <Stack gap={4}>
            {found.all.mentions === 0 ? (
              <Card>
                <EmptyState title={say('figures.none')}>{say('figures.none.text')}</EmptyState>
              </Card>
            ) : (
              <>
                <FiguresRow found={found} />
                <VolumeCard found={found} />
                <TopicsCard found={found} />
                <PlacesCard found={found} />
                <AuthorsCard found={found} />
                <RisingCard found={found} />
                <Columns min="20rem">
                  <SlicesCard kind="languages" slices={found.languages} of={found.all.mentions} />
                  <SlicesCard kind="countries" slices={found.countries} of={found.all.mentions} />
                </Columns>
                <HoursCard found={found} />
              </>
            )}
            <BaselinesCard period={{ ...period, topics }} />
          </Stack>
        )}
      </CountedProvider>
    </ListeningPage>
  )
}

/** The period and the topics stand in the address, so that what is looked at can be sent. */
function usePlace() {
  const { search } = useLocation()
  const navigate = useNavigate()
  const place = useMemo(() => placeFrom(search as Record<string, unknown>), [search])
  const show = (next: DashboardPlace) =>
    void navigate({ to: '.', search: searchOf(next) as never, replace: true, resetScroll: false })
  return { place, show }
}
